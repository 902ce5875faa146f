"""What the journal holds about a person."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from coppice.accounts.models import Person
from coppice.files.models import File
from coppice.journal.models import Entry, Tool

TITLE = _("Your journal")


def held(person: Person) -> dict[str, Any]:
    """Every entry of the person, the bin included, with everything that hangs on it."""
    kept = Entry.everything.filter(author=person).prefetch_related(
        "tools", "codes", "addresses", "permissions", "files", "origins"
    )
    return {"entries": [entry_held(entry) for entry in kept.order_by("happened_on", "pk")]}


def erase(person: Person, *, leave_words: bool, now: datetime) -> None:
    """Every entry, with all that hangs on it."""
    Entry.everything.filter(keeper=person).delete()
    Tool.objects.filter(person=person).delete()


def entry_held(entry: Entry) -> dict[str, Any]:
    fields = ("with_whom", "impact", "impact_reach", "impact_known", "impact_numbers", "is_draft", "reach")
    moments = ("created_at", "changed_at", "removed_at", "happened_on", "ended_on")
    return {
        "id": str(entry.pk),
        "title": entry.title,
        "texts": entry.texts,
        **{name: getattr(entry, name) for name in fields},
        **{name: value.isoformat() if (value := getattr(entry, name)) else None for name in moments},
        "tools": [tool.name for tool in entry.tools.all()],
        "codes": [row.code for row in entry.codes.all()],
        "links": [
            {"url": row.url, "label": row.label, "kept_on": row.kept_on.isoformat()} for row in entry.addresses.all()
        ],
        "permissions": [
            {"who": row.who, "state": row.state, "note": row.note, "at": row.at.isoformat()}
            for row in entry.permissions.all()
        ],
        "files": [file_held(file) for file in entry.files.all()],
        "brought_from": [
            {"source": row.source, "key": row.key, "name": row.name, "told": row.told} for row in entry.origins.all()
        ],
    }


def file_held(file: File) -> dict[str, Any]:
    return {
        "id": str(file.pk),
        "name": file.name,
        "alt": file.alt,
        "said": file.said,
        "media_type": file.media_type,
        "sha256": file.sha256,
    }
