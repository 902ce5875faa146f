"""What a member wrote in a group, to take along when it comes to its end; told by upper floors, each of its own kinds.

from coppice.groups import keeping
keeping.register(said_in_topics)   # said_in_topics(group, member) -> Markdown, or ""

It is the member's own words alone, never those of others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

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


def together(heading: str, said: Iterable[tuple[str, datetime, str, str]]) -> str:
    """What was said, each with the title of what it was said in, its time, perhaps a label, and its HTML."""
    parts, last = [f"## {heading}"], ""
    for title, at, label, html in said:
        words = richtext.own_markdown(html)
        if words and title != last:
            parts.append(richtext.to_markdown(format_html("<h3>{}</h3>", title)))
            last = title
        if words:
            parts += [" ".join(part for part in (when(at), label) if part), words]
    return "\n\n".join(parts) if len(parts) > 1 else ""


def when(at: datetime) -> str:
    """The day and the hour, where the reader is."""
    local = timezone.localtime(at)
    return f"*{formats.date_format(local, 'j F Y')}, {local:%H:%M}*"
