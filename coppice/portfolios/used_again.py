"""Which entries of an archive are in the journal already, so that bringing it in twice copies none.

An entry keeps one origin from journal to journal: the id it had where it was written. Beside it is kept what the
archive said of it and what was kept of that here, each as a short print. It is used again while neither has changed.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

from coppice.accounts.models import Person
from coppice.journal.models import Entry, Origin
from coppice.portfolios.documents.canonical import readdressed
from coppice.portfolios.documents.dossier import Attachment, Dossier
from coppice.portfolios.documents.dossier import Entry as Told
from coppice.portfolios.gathering import as_told, attachment_of

SOURCE = "archive"


@dataclass
class UsedAgain:
    """The person's own entries that came from where the dossier's entries come from."""

    by: Person
    files: dict[str, Attachment]
    known: dict[str, Entry] = field(default_factory=dict)
    own: dict[str, Entry] = field(default_factory=dict)

    @classmethod
    def of(cls, dossier: Dossier, *, by: Person) -> UsedAgain:
        """Some six queries, however many entries there are."""
        found = cls(by, {file.id: file for file in dossier.files})
        entries = _whole(Entry.objects.by(by))
        starts = {found._start(told): told.id for told in dossier.entries if told.origin}
        for entry in entries.filter(origins__source=SOURCE).distinct():
            for row in entry.origins.all():
                start, _, kept = row.key.rpartition(" ")
                if start in starts and kept == print_of_entry(entry):
                    found.known[starts[start]] = entry
        origins = {told.origin: told for told in dossier.entries if _is_uuid(told.origin)}
        for entry in entries.filter(pk__in=list(origins)):
            told = origins[str(entry.pk)]
            if print_of_entry(entry) == print_of(told, found.files):
                found.own[told.id] = entry
        return found

    def entry_for(self, told: Told) -> Entry | None:
        return self.entries().get(told.id)

    def entries(self) -> dict[str, Entry]:
        """By the ids that the dossier gives them."""
        return self.known | self.own

    def remember(self, made: list[tuple[Told, Entry]]) -> None:
        """The entries were made of these just now (some nine queries)."""
        kept = _whole(Entry.objects.by(self.by)).in_bulk([entry.pk for _, entry in made])
        rows = [
            Origin(
                keeper=self.by, source=SOURCE, entry=entry, key=f"{self._start(told)} {print_of_entry(kept[entry.pk])}"
            )
            for told, entry in made
            if told.origin
        ]
        Origin.objects.filter(keeper=self.by, source=SOURCE, key__in=[row.key for row in rows]).delete()
        Origin.objects.bulk_create(rows)

    def _start(self, told: Told) -> str:
        return f"{told.origin[:300]} {print_of(told, self.files)}"


def _whole(entries: Any) -> Any:
    return entries.prefetch_related("tools", "codes", "addresses", "permissions", "files", "origins")


def print_of_entry(entry: Entry) -> str:
    return print_of(as_told(entry), {str(file.pk): attachment_of(file) for file in entry.files.all()})


def print_of(told: Told, files: dict[str, Attachment]) -> str:
    """Short, and the same for the same words, facts and files, whatever their ids are."""
    sums = {identifier: file.sha256 for identifier, file in files.items()}
    content = [
        told.title, told.happened, {code: readdressed(text.html, sums) for code, text in told.texts.items()},
        told.fields, told.codes, [asdict(link) for link in told.links], [sums.get(name, "") for name in told.files],
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode("utf-8", "replace")).hexdigest()[:32]


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
