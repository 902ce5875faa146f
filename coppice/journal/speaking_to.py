"""Which parts of which frameworks an entry can speak to.

The journal knows no framework. An upper floor registers a source in its `AppConfig.ready`:

    from coppice.journal import speaking_to
    speaking_to.register(codes_for)   # codes_for(person) -> Iterable[CodeGroup]

The frameworks a person works with come first. A source is asked once a page, and should cost a constant number of
queries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from coppice.accounts.models import Person


@dataclass(frozen=True)
class Code:
    """One part of a framework: its code with the framework's before it ("cmalt:1a"), and its name."""

    code: str
    label: str


@dataclass(frozen=True)
class CodeGroup:
    """The parts of one framework, under its name."""

    name: str
    codes: tuple[Code, ...]


type CodeSource = Callable[[Person], Iterable[CodeGroup]]

_sources: list[CodeSource] = []


def register(source: CodeSource) -> None:
    """Ask this source from now on."""
    if source not in _sources:
        _sources.append(source)


@dataclass(frozen=True)
class Offered:
    """All the codes a person can choose from."""

    groups: tuple[CodeGroup, ...] = ()
    labels: dict[str, str] = field(default_factory=dict)

    def label(self, code: str) -> str:
        """The name of a part; the bare code where its framework is no longer offered."""
        return self.labels.get(code) or code.partition(":")[2] or code

    def framework(self, code: str) -> str:
        return next((group.name for group in self.groups if any(one.code == code for one in group.codes)), "")

    def with_kept(self, kept: Iterable[str]) -> tuple[CodeGroup, ...]:
        """The groups, and one more for what an entry speaks to already but is not offered."""
        rest = tuple(Code(code, self.label(code)) for code in kept if code not in self.labels)
        return (*self.groups, CodeGroup(_("Earlier choices"), rest)) if rest else self.groups


def offered(person: Person) -> Offered:
    groups = tuple(group for source in _sources for group in source(person))
    return Offered(groups, {one.code: one.label for group in groups for one in group.codes})
