"""The document of a draft and the places in it. A change answers a new document and leaves the old one as it was."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from coppice.frameworks.tree import Plain, speakable

type Document = dict[str, Plain]
type Entry = dict[str, Any]

# List in the document: which kind of part it holds, and under which name each of them is known.
LISTS = {
    "pathways": ("pathway", "code"),
    "facets": ("facet", "code"),
    "principles": ("group", "code"),
    "each": ("principle", "id"),
    "sections": ("section", "id"),
    "rules": ("rule", "id"),
    "grades": ("grade", "code"),
    "outcomes": ("outcome", "code"),
    "steps": ("step", "code"),
    "unverified": ("point", ""),
}
HEAD = ("version", "name", "full_name", "keeper", "page", "mode", "language", "about", "note")
ALONE = ("head", "assessors", "renewal")
INSIDE = ("sections", "each")
ONLY = "only"


@dataclass(frozen=True, slots=True)
class Place:
    """One part of a document. `key` is its id, its code, or for a point that has neither its number."""

    kind: str
    key: str = ONLY


class NotThere(LookupError):
    """There is no such part, perhaps no longer."""


def list_of(kind: str) -> str:
    """The name of the list that holds parts of this kind. Raises NotThere when none does."""
    for name, (holds, _) in LISTS.items():
        if holds == kind:
            return name
    raise NotThere(kind)


def key_of(name: str, entry: Entry, index: int) -> str:
    field = LISTS[name][1]
    return str(entry.get(field)) if field else str(index + 1)


def shelves(part: Any, wanted: str) -> Iterator[list[Any]]:
    """Every list of parts under this name, from the top down (sections name facets, too, by their codes)."""
    if isinstance(part, dict):
        for name, value in part.items():
            if name == wanted and isinstance(value, list) and all(isinstance(one, dict) for one in value):
                yield value
            if name in ("principles", "sections") and isinstance(value, list):
                for entry in value:
                    yield from shelves(entry, wanted)


def walk(sections: Any) -> Iterator[Entry]:
    """Sections and headings in the order of reading."""
    for section in sections or []:
        yield section
        yield from walk(section.get("sections"))


def find(document: Document, place: Place) -> tuple[list[Any], int]:
    """The list that a part stands in, and where. Raises NotThere."""
    name = list_of(place.kind)
    for shelf in shelves(document, name):
        for index, entry in enumerate(shelf):
            if key_of(name, entry, index) == place.key:
                return shelf, index
    raise NotThere(place)


def part_at(document: Document, place: Place) -> Any:
    """What stands there; None when nothing does."""
    if place.kind == "head":
        return {name: document[name] for name in HEAD if name in document}
    if place.kind in ALONE:
        return document.get(place.kind)
    try:
        shelf, index = find(document, place)
    except NotThere:
        return None
    return shelf[index]


def own(part: Any) -> Any:
    """A part without the parts that stand in it."""
    return {name: value for name, value in part.items() if name not in INSIDE} if isinstance(part, dict) else part


def put(document: Document, place: Place, part: Entry) -> Document:
    """With this part in place of what stood there; what stands in it stays there."""
    changed = deepcopy(document)
    if place.kind == "head":
        return {**{name: value for name, value in changed.items() if name not in HEAD}, **part}
    if place.kind in ALONE:
        return {**changed, place.kind: part}
    shelf, index = find(changed, place)
    inside = {name: value for name, value in shelf[index].items() if name in INSIDE}
    shelf[index] = {**own(part), **inside}
    return changed


def add(document: Document, kind: str, part: Entry, within: str = "") -> Document:
    """With one more part at the end of its list. `within` is the group of a principle or the heading of a section."""
    changed = deepcopy(document)
    shelf_for(changed, kind, within).append(part)
    return changed


def remove(document: Document, place: Place) -> Document:
    changed = deepcopy(document)
    if place.kind in ALONE:
        changed.pop(place.kind, None)
        return changed
    shelf, index = find(changed, place)
    del shelf[index]
    return changed


def step(document: Document, place: Place, by: int) -> Document:
    """One place up (-1) or down (+1) in its list; at the end of the list it stays where it is."""
    changed = deepcopy(document)
    shelf, index = find(changed, place)
    other = index + by
    if 0 <= other < len(shelf):
        shelf[index], shelf[other] = shelf[other], shelf[index]
    return changed


def gather(document: Document, part: Entry, keys: list[str]) -> Document:
    """With a new heading over these sections, where the first of them stood."""
    changed = deepcopy(document)
    inside = [part_at(changed, Place("section", key)) for key in keys]
    shelf, index = find(changed, Place("section", keys[0]))
    shelf.insert(index, {**part, "sections": []})
    for key in keys:
        changed = remove(changed, Place("section", key))
    shelf, index = find(changed, Place("section", part["id"]))
    shelf[index]["sections"] = inside
    return changed


def places(document: Document) -> Iterator[Place]:
    """Every part, in the order in which they are read."""
    yield Place("head")
    for name, (kind, _) in LISTS.items():
        for shelf in [[*walk(document.get(name))]] if name == "sections" else shelves(document, name):
            yield from (Place(kind, key_of(name, entry, index)) for index, entry in enumerate(shelf))
    yield from (Place(kind) for kind in ("assessors", "renewal") if document.get(kind))


def carry(document: Document, place: Place, within: str) -> Document:
    """To the end of another group or heading, unless it is there already."""
    if stands_in(document, place) == within:
        return document
    part = part_at(document, place)
    return add(remove(document, place), place.kind, part, within)


def stands_in(document: Document, place: Place) -> str:
    """The key of the group or heading that a part stands in; empty at the top."""
    name = list_of(place.kind)
    outer = "principles" if name == "each" else name
    for shelf in shelves(document, outer):
        for index, entry in enumerate(shelf):
            inside = entry.get(name, [])
            if any(key_of(name, one, at) == place.key for at, one in enumerate(inside)):
                return key_of(outer, entry, index)
    return ""


def shelf_for(document: Document, kind: str, within: str) -> list[Any]:
    name = list_of(kind)
    if not within:
        shelf: list[Any] = document.setdefault(name, [])  # type: ignore[assignment]
        return shelf
    outer, index = find(document, Place("group" if kind == "principle" else "section", within))
    inside: list[Any] = outer[index].setdefault(name, [])
    return inside


def tidied(value: Any) -> Any:
    """Without spaces around texts, carriage returns, and control characters, which no file may have."""
    if isinstance(value, dict):
        return {name: tidied(each) for name, each in value.items()}
    if isinstance(value, list):
        return [tidied(each) for each in value]
    if isinstance(value, str):
        text = value.replace("\r\n", "\n").replace("\r", "\n")
        return "\n".join("".join(filter(speakable, line)) for line in text.split("\n")).strip()
    return value
