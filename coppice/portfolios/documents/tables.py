"""A table as a regular grid: every cell has its place, spans never overlap, header rows stand first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml.html import HtmlElement

MOST_COLUMNS = 24


@dataclass
class Grid:
    """Cells placed row by row; `taken` holds the places that spans already cover."""

    content: Callable[[HtmlElement], object]
    taken: set[tuple[int, int]] = field(default_factory=set)
    cells: list[dict[str, object]] = field(default_factory=list)
    width: int = 0

    def place(self, row: HtmlElement, y: int, last_row: int) -> None:
        x = 0
        for cell in row:
            if cell.tag not in {"td", "th"}:
                continue
            while (x, y) in self.taken:
                x += 1
            if x >= MOST_COLUMNS:
                self._join_last(cell)
                continue
            across = self._free_across(x, y, _span(cell, "colspan"))
            down = min(_span(cell, "rowspan"), last_row - y + 1)
            self._take(cell, x, y, across, down)
            x += across

    def _take(self, cell: HtmlElement, x: int, y: int, across: int, down: int) -> None:
        self.taken |= {(x + right, y + below) for right in range(across) for below in range(down)}
        self.width = max(self.width, x + across)
        self.cells.append({"x": x, "y": y, "w": across, "d": down, "th": cell.tag == "th", "b": self.content(cell)})

    def _join_last(self, cell: HtmlElement) -> None:
        """Beyond the widest grid, what a cell says joins the cell before it."""
        self.cells[-1]["b"] = [*self.cells[-1]["b"], *self.content(cell)]  # type: ignore[misc]

    def _free_across(self, x: int, y: int, wanted: int) -> int:
        across = 1
        while across < wanted and x + across < MOST_COLUMNS and (x + across, y) not in self.taken:
            across += 1
        return across

    def fill(self, height: int) -> None:
        for y in range(height):
            for x in range(self.width):
                if (x, y) not in self.taken:
                    self.cells.append({"x": x, "y": y, "w": 1, "d": 1, "th": False, "b": []})
        self.cells.sort(key=lambda cell: (cell["y"], cell["x"]))


def laid_out(table: HtmlElement, content: Callable[[HtmlElement], object]) -> dict[str, object] | None:
    """Columns, header rows and cells of the table, or None when it has none."""
    rows = list(_rows(table))
    header = _header_rows(rows)
    rows = [*header, *(row for row in rows if row not in header)]
    grid = Grid(content)
    for y, row in enumerate(rows):
        grid.place(row, y, len(header) - 1 if y < len(header) else len(rows) - 1)
    if not grid.width:
        return None
    grid.fill(len(rows))
    return {"cols": grid.width, "head": len(header), "cells": grid.cells}


def _rows(table: HtmlElement) -> Iterator[HtmlElement]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from (row for row in child if row.tag == "tr")


def _header_rows(rows: list[HtmlElement]) -> list[HtmlElement]:
    """Rows of the `thead`; failing that the first row, since a table needs one to be read aloud. One row has none."""
    marked = [row for row in rows if row.getparent().tag == "thead"]
    if len(rows) < 2:
        return []
    return marked if 0 < len(marked) < len(rows) else rows[:1]


def _span(cell: HtmlElement, name: str) -> int:
    value = cell.get(name, "1")
    return max(1, min(int(value), MOST_COLUMNS * 4)) if value.isdigit() and len(value) < 5 else 1
