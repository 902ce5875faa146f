"""Which entries of a journal to show: read from an address, leniently, and written back into one."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from coppice.journal import wording
from coppice.journal.models import Impact
from coppice.journal.models.entry import EntryQuerySet

ONLY = {"unfinished": _("To be finished"), "files": _("With files")}
YEAR, MONTH = re.compile(r"(19|20)\d\d"), re.compile(r"((19|20)\d\d)-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Filter:
    """What somebody looks for in their journal."""

    words: str = ""
    code: str = ""
    tool: str = ""
    year: str = ""
    month: str = ""
    impact: str = ""
    only: str = ""

    @classmethod
    def read(cls, asked: QueryDict) -> Filter:
        """What the address asks for; what makes no sense is left out."""
        given = {name: wording.line(asked.get(name, ""))[:120].replace("\0", "") for name in cls.__dataclass_fields__}
        allowed = {
            "year": bool(YEAR.fullmatch(given["year"])),
            "month": bool(MONTH.fullmatch(given["month"])),
            "impact": given["impact"] in Impact.values,
            "only": given["only"] in {"", *ONLY},
        }
        return cls(**{name: value for name, value in given.items() if allowed.get(name, True)})

    def apply(self, entries: EntryQuerySet) -> EntryQuerySet:
        if self.month:
            first = date.fromisoformat(f"{self.month}-01")
            entries = entries.filter(happened_on__gte=first, happened_on__lt=month_after(first))
        elif self.year:
            entries = entries.in_year(int(self.year))
        entries = entries.saying(self.words) if self.words else entries
        entries = entries.speaking_to(self.code) if self.code else entries
        entries = entries.with_tool(self.tool) if self.tool else entries
        entries = entries.filter(impact=self.impact) if self.impact else entries
        if self.only == "unfinished":
            return entries.to_be_finished()
        return entries.with_files() if self.only == "files" else entries

    @property
    def is_set(self) -> bool:
        return self != Filter()

    @property
    def is_narrow(self) -> bool:
        """Whether more is asked than the open part of the form shows."""
        return bool(self.code or self.tool or self.impact or self.month)

    @property
    def month_words(self) -> str:
        return date_format(date.fromisoformat(f"{self.month}-01"), "F Y") if self.month else ""

    def address(self, base: str, **changes: str) -> str:
        """The list's address with these filters."""
        changed = replace(self, **changes)
        given = {name: value for name in self.__dataclass_fields__ if (value := getattr(changed, name))}
        return f"{base}?{urlencode(given)}" if given else base


def month_after(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def choices_of(values: Any) -> list[tuple[str, str]]:
    return [(str(value), str(label)) for value, label in values]
