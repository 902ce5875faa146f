"""What was brought becomes the person's own: private entries with what came along beside them, and drafts of pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_noop

from coppice.accounts.models import Person
from coppice.files.models import File
from coppice.journal import wording
from coppice.journal.models import Entry, Origin
from coppice.kernel import richtext
from coppice.portfolios.documents.canonical import files_mentioned, readdressed
from coppice.portfolios.leap2a.items import Feed, Item, is_uuid, key_of
from coppice.portfolios.leap2a.keeping import LEAP2A
from coppice.portfolios.leap2a.package import file_id
from coppice.portfolios.leap2a.splitting import entry_texts
from coppice.portfolios.leap2a.wording import of_kind, of_relation
from coppice.portfolios.unpacked import Laid

MOST_RELATIONS = 500


@dataclass
class Settling:
    """Everything of one export. `laid` holds its files by their ids."""

    feed: Feed
    laid: dict[str, Laid]
    by: Person
    now: datetime
    brought_with: UUID
    titles: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.titles = {item.id: item.title for item in self.feed.items}

    def keep(self, items: Iterable[Item]) -> None:
        """An entry for each item that is not here yet, in a transaction. Done again, it makes what is still missing."""
        with transaction.atomic():
            for item, key in fresh(items, self.by):
                self._beside(item, key, self._entry(item))

    def _entry(self, item: Item) -> Entry:
        created = moment(item.published or item.updated, self.now)
        begun, ended = days(item, created, timezone.localdate(self.now))
        entry = Entry(
            author=self.by, keeper=self.by, happened_on=begun, ended_on=ended, is_draft=False, created_at=created,
            changed_at=self.now, title=wording.line(item.title)[:200], has_own_title=bool(wording.line(item.title)),
        )  # fmt: skip
        if item.files:
            entry.save()
        entry.texts = entry_texts(self._with_files(item, entry))
        entry.words = sum(map(richtext.word_count, entry.texts.values()))
        entry.written_at = self.now
        entry.derive()
        entry.save()
        if item.links:
            entry.set_links([(link.url, link.title) for link in item.links], now=self.now)
        if item.codes and not item.section:
            entry.set_codes(item.codes)
        return entry

    def _with_files(self, item: Item, entry: Entry) -> str:
        """The text, its files now kept with the entry, each once."""
        wanted = [file_id(name) for name in item.files] + files_mentioned(item.html)
        rows = {
            name: str(self.laid[name].give_row(entry, self.by).pk)
            for name in dict.fromkeys(wanted)
            if name in self.laid
        }
        return richtext.clean(readdressed(item.html, rows, NOWHERE))

    def _beside(self, item: Item, key: str, entry: Entry) -> None:
        told = {
            "id": item.id, "kind": item.kind, "updated": item.updated,
            "facts": [[gettext_noop("Came as"), of_kind(item.kind), True],
                      *([f.label, f.words, f.known] for f in item.facts),
                      *self._ahead(item)],
            "relations": [
                {"name": each.name, "target": each.target, "label": each.label, "key": key_of(each.target),
                 "title": self.titles.get(each.target) or each.label or each.target[:200],
                 "words": of_relation(each.name)}
                for each in item.relations[:MOST_RELATIONS]
            ],
        }  # fmt: skip
        Origin.objects.create(
            entry=entry, keeper=self.by, source=LEAP2A, key=key, name=self.feed.title[:200], told=told,
            brought_at=self.now, brought_with=self.brought_with,
        )  # fmt: skip

    def _ahead(self, item: Item) -> list[list[str | bool]]:
        """A journal looks back: a day to come stays in words."""
        today = timezone.localdate(self.now).isoformat()
        return [
            [label, day, True]
            for label, day in ((gettext_noop("Begins"), item.starts), (gettext_noop("Ends"), item.ends))
            if day > today
        ]


OWN = "urn:uuid:"
NOWHERE = "00000000-0000-0000-0000-000000000000"


def here(items: Iterable[Item], person: Person) -> dict[str, Origin]:
    """The items that are here already, by their ids: one query for every thousand."""
    items = list(items)
    keys = {key: item.id for item in items for key in (item.key, item.newer_key)}
    found: dict[str, Origin] = {}
    wanted = list(keys)
    for start in range(0, len(wanted), 500):
        for row in Origin.objects.of(person, LEAP2A, wanted[start : start + 500]).select_related("entry"):
            identifier = keys[row.key]
            if identifier not in found or row.brought_at > found[identifier].brought_at:
                found[identifier] = row
    return _own(items, person) | found


def _own(items: Iterable[Item], person: Person) -> dict[str, Origin]:
    """Entries that an export of this very journal speaks of by their own ids: they never left."""
    ids = {item.id.removeprefix(OWN): item for item in items if item.id.startswith(OWN)}
    found: dict[str, Origin] = {}
    for start in range(0, len(ids), 500):
        some = [identifier for identifier in list(ids)[start : start + 500] if is_uuid(identifier)]
        for entry in Entry.everything.filter(keeper=person, pk__in=some):
            item = ids[str(entry.pk)]
            told = {"updated": item.updated}
            found[item.id] = Origin(entry=entry, keeper=person, key=item.key, told=told, brought_at=entry.created_at)
    return found


def files_of(entries: list[UUID]) -> int:
    return sum(
        File.objects.filter(item__in=entries[start : start + 500]).count() for start in range(0, len(entries), 500)
    )


def fresh(items: Iterable[Item], person: Person) -> list[tuple[Item, str]]:
    """What is to be made, each with its key: one that is here in an older state gets the key of just this state."""
    items = list(items)
    there = here(items, person)
    return [
        (item, item.newer_key if item.id in there else item.key)
        for item in items
        if item.id not in there or has_changed(item, there[item.id])
    ]


def has_changed(item: Item, row: Origin) -> bool:
    """Whether it was changed over there since it was brought in."""
    return bool(item.updated) and row.told.get("updated", "") != item.updated and row.key != item.newer_key


def days(item: Item, created: datetime, today: date) -> tuple[date, date | None]:
    """When it happened: as it says, else the day it was made; never to come, nor an end before the beginning."""
    said = [date.fromisoformat(day) if day else None for day in (item.starts, item.ends)]
    begun, ended = (day if day and day <= today else None for day in said)
    return begun or ended or timezone.localdate(created), ended if begun and ended and ended > begun else None


def moment(said: str, otherwise: datetime) -> datetime:
    found = parse_datetime(said) if said else None
    return found if found and found <= otherwise else otherwise
