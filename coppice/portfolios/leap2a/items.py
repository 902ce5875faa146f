"""What a Leap2A export holds, as plain values. Ids and references are in full; files go by their names in the ZIP."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from uuid import UUID

from coppice.portfolios.documents.dossier import WebLink
from coppice.portfolios.leap2a.names import lasting


@dataclass(frozen=True, slots=True)
class Fact:
    """Something the export says that has no place of its own here, in words. Not `known`: we did not understand it."""

    label: str
    words: str
    known: bool = True


@dataclass(frozen=True, slots=True)
class Relation:
    """This item's relation to another one of the same export, or to something that is not in it."""

    name: str
    target: str
    label: str = ""
    order: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the feed. `kind` is its type in Leap2A's word; `section` the code and number it had in Coppice."""

    id: str
    kind: str
    title: str
    html: str = ""
    published: str = ""
    updated: str = ""
    starts: str = ""
    ends: str = ""
    relations: tuple[Relation, ...] = ()
    links: tuple[WebLink, ...] = ()
    files: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    is_page: bool = False
    is_collection: bool = False
    section: str = ""
    codes: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """By this the same item is known when it comes again."""
        return key_of(self.id)

    @property
    def newer_key(self) -> str:
        """The key of just this state of it."""
        return key_of(f"{lasting(self.id)} {self.updated}")

    @property
    def parts(self) -> list[str]:
        """What belongs to it, in its own order."""
        found = [each for each in self.relations if each.name in {"has_part", "has_evidence"}]
        found.sort(key=lambda each: int(each.order) if each.order.isdecimal() and len(each.order) < 7 else 10**7)
        return list(dict.fromkeys(each.target for each in found))

    @property
    def not_understood(self) -> int:
        return sum(not fact.known for fact in self.facts)


@dataclass(frozen=True, slots=True)
class Feed:
    """The whole export. `counted` says of every element of the file what became of it; `said` what to look after,
    `called` how a file's owner named it."""

    title: str
    person: str = ""
    made_with: str = ""
    updated: str = ""
    items: tuple[Item, ...] = ()
    counted: dict[str, int] = field(default_factory=dict)
    said: tuple[str, ...] = ()
    called: dict[str, str] = field(default_factory=dict)

    @property
    def elements(self) -> int:
        return sum(self.counted.values())


def key_of(identifier: str) -> str:
    return hashlib.sha256(lasting(identifier).encode("utf-8", "replace")).hexdigest()


def is_uuid(identifier: str) -> bool:
    try:
        return str(UUID(identifier)) == identifier
    except ValueError:
        return False
