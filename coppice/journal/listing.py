"""The lines of the journal's list: thirty entries and what hangs on them, in three lean queries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from coppice.files.models import File
from coppice.journal.models import Entry, EntryCode, Impact

SHOWN = ("pk", "title", "gist", "happened_on", "ended_on", "is_draft", "impact")
IMPACTS = {str(value): str(label) for value, label in Impact.choices}


@dataclass(frozen=True)
class Line:
    """One entry with its line of context."""

    entry: Any
    url: str
    impact: str
    tools: SafeString
    codes: str
    files: int


def lines(entries: Sequence[Any]) -> list[Line]:
    """The line of each entry (a row of what is SHOWN), in the order given."""
    ids = [entry.pk for entry in entries]
    codes: dict[UUID, list[str]] = defaultdict(list)
    for pk, code in EntryCode.objects.filter(entry__in=ids).values_list("entry_id", "code"):
        codes[pk].append(code)
    tools: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
    named = Entry.tools.through.objects.filter(entry__in=ids).order_by("tool__key")
    for pk, key, name in named.values_list("entry_id", "tool__key", "tool__name"):
        tools[pk].append((key, name))
    files = Counter(File.objects.filter(item__in=ids).order_by().values_list("item_id", flat=True))
    base = reverse("journal:entry", args=[UUID(int=0)])
    here = reverse("journal:index")
    return [
        Line(
            entry=entry,
            impact=IMPACTS.get(entry.impact, ""),
            url=base.replace(str(UUID(int=0)), str(entry.pk)),
            tools=linked(tools[entry.pk], here),
            codes=in_short(codes[entry.pk]),
            files=files[entry.pk],
        )
        for entry in entries
    ]


def linked(tools: list[tuple[str, str]], here: str) -> SafeString:
    """The tools, each leading to the entries about it."""
    addressed = ((f"{here}?{urlencode({'tool': key})}", name) for key, name in tools)
    return format_html_join("\n", '<a href="{}">{}</a>', addressed)


def in_short(codes: Iterable[str]) -> str:
    """What an entry speaks to, in one breath: “CMALT 1a, P3, PSF K4”."""
    parts: dict[str, list[str]] = {}
    for code in codes:
        framework, _, part = code.rpartition(":")
        parts.setdefault(framework.upper(), []).append(part)
    return ", ".join(f"{framework} {', '.join(some)}".strip() for framework, some in parts.items())


def options(choices: Iterable[tuple[str, str]], chosen: str) -> SafeString:
    """The options of a select, drawn at once: a form of a hundred of them is not worth a hundred template nodes."""
    drawn = ((value, " selected" if value == chosen else "", label) for value, label in choices)
    return format_html_join("", '<option value="{}"{}>{}</option>', drawn)


def grouped(groups: Iterable[tuple[str, Iterable[tuple[str, str]]]], chosen: str) -> SafeString:
    """Options under the names of their groups."""
    return format_html_join(
        "", '<optgroup label="{}">{}</optgroup>', ((name, options(some, chosen)) for name, some in groups)
    )


def choice(name: str, label: str, drawn: SafeString, anything: str = "") -> SafeString:
    """One select of the filter, with its label."""
    first = format_html('<option value="">{}</option>', anything or _("Any"))
    select = format_html('<select id="filter-{0}" name="{0}">{1}{2}</select>', name, first, drawn)
    return format_html('<div class="field"><label for="filter-{0}">{1}</label>{2}</div>', name, label, select)
