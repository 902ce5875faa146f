"""What the house as a whole holds about a person: in a demonstration, the mail that names them."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from coppice.accounts.models import Person
from coppice.audience.models import Item
from coppice.home import demo_mail

TITLE = _("The demonstration’s mail")


def held(person: Person) -> dict[str, Any]:
    """Mail is no record: what it says is held elsewhere."""
    return {}


def erase(person: Person, *, leave_words: bool, now: datetime) -> None:
    """Letters to them, and to others about them, go once everything else has gone."""
    addresses = person.emailaddress_set.values_list("email", flat=True)  # type: ignore[attr-defined]
    titles = Item.everything.filter(author=person).exclude(title="").values_list("title", flat=True)
    marks = frozenset({person.email, person.name, *addresses, *titles})
    transaction.on_commit(partial(demo_mail.forget, settings.HOME / "mail", marks))
