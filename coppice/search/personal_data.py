"""What search holds about a person: copies of words that are kept elsewhere, so that they are found."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from coppice.accounts.models import Person
from coppice.search import indexing
from coppice.search.models import Waiting

TITLE = _("Search")


def held(person: Person) -> dict[str, Any]:
    """Nothing of its own: every word it knows is in the share of the app where it was written."""
    return {}


def erase(person: Person, *, leave_words: bool, now: datetime) -> None:
    """Every word of theirs leaves the index at once; what may stay without a name is looked at again afterwards.

    Nothing waits under their own id: there will be nobody to look at.
    """
    indexing.forget(indexing.of_person(person))
    Waiting.objects.filter(key=person.pk).delete()
