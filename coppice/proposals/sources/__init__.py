"""Where facts come from: each source names the happenings that count for it, and reads them.

from coppice.proposals import sources
sources.register(Source("helpful", frozenset({"posted"}), read))   # read(person, happenings) -> facts
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from coppice.accounts.models import Person
from coppice.happenings.models import Happening
from coppice.proposals.facts import Fact

type Reading = Callable[[Person, Sequence[Happening]], Iterable[Fact]]


@dataclass(frozen=True)
class Source:
    """`verbs` are those of one's own happenings; without one of them the source isn't asked."""

    name: str
    verbs: frozenset[str]
    read: Reading


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Ask this source from now on."""
    _sources[source.name] = source


def everywhere() -> list[Source]:
    return list(_sources.values())
