"""A table that somebody kept elsewhere, saved as CSV by whatever program: its letters, its columns and its rows."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from coppice.kernel.refusals import Refusal

MOST_BYTES, MOST_ROWS, MOST_COLUMNS = 8 * 1024**2, 2_000, 60
SEPARATORS = ",;\t|"
FORMULAS = ("=", "@", "+", "-", "\t", "\r")


@dataclass(frozen=True)
class Table:
    """The first row that says something is the heading. A row has its line in the file, and a cell for each column."""

    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def table_of(content: bytes) -> Table:
    """Raises a Refusal when it is none."""
    if len(content) > MOST_BYTES:
        raise Refusal(
            _("This list has {size} MB; we take at most {most} MB.").format(
                size=len(content) // 1024**2, most=MOST_BYTES // 1024**2
            )
        )
    text = decoded(content)
    if "\x00" in text:
        raise Refusal(_("This is not a list that we can read. Please save it as CSV in UTF-8 and bring that in."))
    try:
        found = list(_rows(text))
    except csv.Error as error:
        raise Refusal(
            _("This list is damaged: we cannot tell where its cells end. Please save it as CSV again.")
        ) from error
    if len(found) < 2:
        raise Refusal(_("This list needs a first line that names its columns, and at least one line below it."))
    if len(found) > MOST_ROWS + 1:
        raise Refusal(
            _("This list has {n} lines; we take {most} at most. Bring it in parts.").format(
                n=f"{len(found) - 1:,}", most=f"{MOST_ROWS:,}"
            )
        )
    return _squared(found)


def decoded(content: bytes) -> str:
    """By its byte order mark; else UTF-16 where every other byte is empty; else UTF-8; else the old Windows letters."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    if content[1:2] == b"\x00" or content[:1] == b"\x00":
        return content.decode("utf-16-le" if content[1:2] == b"\x00" else "utf-16-be", "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def begins_like_a_formula(cell: str) -> bool:
    """What a spreadsheet would work out: not a number with a sign, nor a line of a list with a dash before a space."""
    is_number = re.sub(r"[\s.,%()]", "", cell[1:]).isdigit()
    return cell.startswith(FORMULAS) and not cell[1:2].isspace() and not is_number


def harmless(cell: str) -> str:
    """The same words; behind an apostrophe where a spreadsheet, some day, would take them for a formula."""
    return f"'{cell}" if begins_like_a_formula(cell) else cell


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that say something, each with its line in the file."""
    first, _, rest = text.partition("\n")
    separator = first.strip()[4:5] if first.strip().lower().startswith("sep=") else ""
    lines = csv.reader(io.StringIO(rest if separator else text, newline=""), delimiter=separator or _separator(text))
    begun = lines.line_num
    for cells in lines:
        if any(cell.strip() for cell in cells):
            yield begun + 1 + bool(separator), cells
        begun = lines.line_num


def _separator(text: str) -> str:
    """The sign that parts the first lines into the most columns, the same number in each."""
    start = "".join(text.splitlines(keepends=True)[:30])[:20_000]

    def evenness(separator: str) -> tuple[int, int]:
        counts = [len(row) for row in csv.reader(io.StringIO(start, newline=""), delimiter=separator) if row]
        alike = sum(count == counts[0] for count in counts) if counts and counts[0] > 1 else 0
        return alike, counts[0] if counts else 0

    return max(SEPARATORS, key=evenness)


def _squared(found: list[tuple[int, list[str]]]) -> Table:
    headings = [" ".join(cell.split())[:100] for cell in found[0][1]]
    width = max(len(headings), *(len(cells) for _, cells in found[1:]))
    if width > MOST_COLUMNS:
        raise Refusal(
            _("This list has {n} columns; we take at most {most}. Keep those that matter here.").format(
                n=width, most=MOST_COLUMNS
            )
        )
    named = [
        heading or _("Column {n}").format(n=n)
        for n, heading in enumerate([*headings, *[""] * (width - len(headings))], 1)
    ]
    rows = (
        (number, tuple(cell.strip() for cell in [*cells, *[""] * (width - len(cells))])) for number, cells in found[1:]
    )
    return Table(tuple(named), tuple(rows))
