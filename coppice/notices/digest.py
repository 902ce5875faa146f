"""What stands in a digest besides notices, told by upper floors.

from coppice.notices import digest
digest.register("waiting", waiting_for_an_answer)   # "waiting" is a kind that is collected, see kinds.py

def waiting_for_an_answer(person: Person, *, now: datetime) -> Section | None: ...

A source says only what the person can see at that moment (`visible_to`), in the language that is active, in a constant
number of queries. A line whose `key` stood in an earlier digest of this person is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from coppice.accounts.models import Person
from coppice.notices import kinds
from coppice.notices.models import Told
from coppice.notices.models.letter import Letter

MOST_LINES = 7


@dataclass(frozen=True)
class Line:
    """One thing, where it is, and what makes it the same thing the next time (80 letters at most)."""

    sentence: str
    path: str
    key: str
    context: str = ""


@dataclass(frozen=True)
class Section:
    """Some lines under a title."""

    title: str
    lines: Sequence[Line]


class Source(Protocol):
    """Says what there is for a person now."""

    def __call__(self, person: Person, *, now: datetime) -> Section | None: ...


_sources: dict[str, Source] = {}


def register(kind: str, source: Source) -> None:
    """Ask this source from now on, as often as each person chose for this kind."""
    if kinds.named(kind) is None:
        raise LookupError(f"{kind} is not a kind of notice: register it first.")
    _sources[kind] = source


def sections(letter: Letter, wanted: Sequence[str], *, now: datetime) -> list[Section]:
    """What the sources of these kinds have that no earlier digest said."""
    found = [source(letter.person, now=now) for kind, source in _sources.items() if kind in wanted]
    keys = [line.key for section in found if section for line in section.lines]
    told = Told.objects.filter(person=letter.person, what__in=keys).exclude(letter=letter)
    known = set(told.values_list("what", flat=True)) if keys else set()
    fresh = [cut(section, known) for section in found if section]
    return [section for section in fresh if section.lines]


def cut(section: Section, known: set[str]) -> Section:
    new = [line for line in section.lines if line.key not in known]
    return replace(section, lines=new[:MOST_LINES])
