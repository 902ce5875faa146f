"""What revisions hold about a person: every version of every text of theirs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coppice.accounts.models import Person
from coppice.revisions.models import Revision

TITLE = _("Earlier versions")


def held(person: Person) -> dict[str, Any]:
    kept = Revision.objects.filter(of(person)).order_by("item_id", "number")
    return {"versions": [version_held(revision) for revision in kept.iterator(chunk_size=200)]}


def version_held(revision: Revision) -> dict[str, Any]:
    return {
        "item": str(revision.item_id),
        "number": revision.number,
        "at": revision.at.isoformat(),
        "cause": revision.get_cause_display(),
        "name": revision.name,
        "title": revision.snapshot.get("title", ""),
        "texts": revision.texts,
    }


def erase(person: Person, *, leave_words: bool, now: datetime) -> None:
    Revision.objects.filter(of(person)).delete()


def of(person: Person) -> Q:
    return Q(author=person) | Q(item__author=person)
