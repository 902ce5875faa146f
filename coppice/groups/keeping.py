"""What a member wrote in a group, to take along when it comes to its end; told by upper floors, each of its own kinds.

from coppice.groups import keeping
keeping.register(said_in_topics)   # said_in_topics(group, member) -> Markdown, or ""

It is the member's own words alone, never those of others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.utils import formats, timezone
from django.utils.html import format_html

from coppice.accounts.models import Person
from coppice.groups.models import Group
from coppice.kernel import richtext

type Source = Callable[[Group, Person], str]

_sources: list[Source] = []


def register(source: Source) -> None:
    """Ask this source from now on."""
    if source not in _sources:
        _sources.append(source)


def of(group: Group, member: Person) -> list[str]:
    """In the order in which they were registered."""
    return [text for source in _sources if (text := source(group, member))]


@dataclass(frozen=True)
class Said:
    """One thing that was said in something with a title, as HTML; perhaps with a label, and with what goes with it."""

    where: UUID
    title: str
    at: datetime
    html: str
    label: str = ""
    with_it: str = ""

    @property
    def as_markdown(self) -> list[str]:
        words = richtext.own_markdown(self.html)
        parts = [part for part in (words, self.with_it) if part]
        return [" ".join(part for part in (when(self.at), self.label) if part), *parts] if parts else []


def together(heading: str, said: Iterable[Said]) -> str:
    """What was said, under the title of what it was said in."""
    parts = []
    for _, some in groupby(said, lambda one: one.where):
        each = list(some)
        words = [part for one in each for part in one.as_markdown]
        parts += [richtext.to_markdown(format_html("<h3>{}</h3>", each[0].title)), *words] if words else []
    return "\n\n".join([f"## {heading}", *parts]) if parts else ""


def when(at: datetime) -> str:
    """The day and the hour, where the reader is."""
    local = timezone.localtime(at)
    return f"*{formats.date_format(local, 'j F Y')}, {local:%H:%M}*"
