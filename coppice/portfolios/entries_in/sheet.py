"""The dry run of what becomes entries: what each line says, what is wrong with it, and a decision for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.journal import wording
from coppice.portfolios.entries_in import lists, settling, wordpress
from coppice.portfolios.entries_in.lists import MEANINGS, Mapping
from coppice.portfolios.entries_in.rows import Reading, Row, kept
from coppice.portfolios.entries_in.tables import table_of
from coppice.portfolios.models.transfer import Transfer, limits

SHOWN = 300


@dataclass(frozen=True)
class Line:
    """One row as the page shows it."""

    row: Row
    title: str
    gist: str
    is_here: bool
    is_binned: bool
    is_left: bool


@dataclass
class EntriesSheet:
    """What was brought, read again each time with the columns as they were corrected."""

    transfer: Transfer

    @property
    def is_list(self) -> bool:
        return bool(self.transfer.format == "list")

    @cached_property
    def mapping(self) -> Mapping:
        kept = self.transfer.proposal
        if "columns" in kept:
            return Mapping(tuple(kept["columns"]), bool(kept["month_first"]))
        return Mapping.guessed(self._table)

    @cached_property
    def _table(self) -> Any:
        return table_of(self.transfer.source.read_bytes())

    @cached_property
    def reading(self) -> Reading:
        today = timezone.localdate()
        if self.is_list:
            return lists.read_list(self._table, self.mapping, today)
        if self.written_down.exists():
            return kept(self.written_down)
        return wordpress.read_blog(self.transfer.source, limits(), today)

    @property
    def written_down(self) -> Path:
        return self.transfer.folder / "rows.json"

    @property
    def left(self) -> set[int]:
        """Lines that were left out; as long as nobody decided, those that something is wrong with."""
        kept = self.transfer.proposal.get("left")
        return {row.number for row in self.reading.rows if row.problem} if kept is None else set(kept)

    def lines(self) -> list[Line]:
        """Those with a problem first, then the others in the order of the file; the rest is only counted."""
        rows, left = self.reading.rows, self.left
        there = settling.here(rows, self.transfer.format, self.transfer.person)
        ordered = sorted(rows, key=lambda row: not row.problem or row.key in there)
        return [
            Line(
                row,
                *_told(row),
                row.key in there,
                row.key in there and bool(there[row.key].removed_at),
                row.number in left,
            )
            for row in ordered[:SHOWN]
        ]

    @property
    def not_shown(self) -> int:
        return max(0, len(self.reading.rows) - SHOWN)

    def columns(self) -> Iterator[tuple[str, str, str, list[tuple[str, str, bool]]]]:
        """Each column: its field, its heading, its first words, and what it may mean."""
        for position, (heading, chosen) in enumerate(zip(self._table.headings, self.mapping.columns, strict=True)):
            example = next((cells[position] for _, cells in self._table.rows if cells[position]), "")
            choices = [(value, str(words), value == chosen) for value, words in MEANINGS.items()]
            yield f"column-{position}", heading, wording.shortened(" ".join(example.split()), 60), choices

    def corrected(self, typed: Any) -> dict[str, Any]:
        """The proposal as it was decided. What the page did not show stays as it was proposed."""
        kept: dict[str, Any] = {"title": self.reading.title}
        if self.is_list:
            chosen = [typed.get(name) for name, _, _, _ in self.columns()]
            was = self.mapping.columns
            kept["columns"] = [new if new in MEANINGS else old for new, old in zip(chosen, was, strict=True)]
            kept["month_first"] = typed.get("days", "month" if self.mapping.month_first else "day") == "month"
        shown = {line.row.number for line in self.lines()} if typed.get("shown") else set()
        kept["left"] = sorted((self.left - shown) | (_numbers(typed) & shown))
        return kept

    def reconsidered(self, typed: Any) -> dict[str, Any]:
        """The columns as they were corrected, with nothing decided about lines yet."""
        return {name: value for name, value in self.corrected(typed).items() if name != "left"}


def _told(row: Row) -> tuple[str, str]:
    told = wording.of({code: html for code, html in row.texts.items() if html}, row.title)
    return told.title or _("Without words"), told.gist


def _numbers(typed: Any) -> set[int]:
    return {int(value) for value in typed.getlist("leave") if value.isdecimal() and len(value) < 8}
