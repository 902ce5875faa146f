"""Days as people type them into lists."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

PARTS = re.compile(r"^(\d{1,4})\s*[./\- ]\s*(\d{1,2})\s*[./\- ]\s*(\d{1,4})(?:[t ,].*)?$")
SPELLED = re.compile(r"^(?:[a-z]{3,9}\.?,?\s+)?(\d{1,2})(?:st|nd|rd|th)?[ .\-]+([a-z]{3,9})\.?[ ,.\-]+(\d{2,4})$")
TURNED = re.compile(r"^([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$")
MONTH_ALONE = re.compile(r"^([a-z]{3,9})\.?,?\s+(\d{4})$")
SERIAL = re.compile(r"^[34]\d{4}(?:\.\d+)?$")
MONTHS = {
    name: number
    for number, names in enumerate(
        ("january ionawr", "february chwefror", "march mawrth", "april ebrill", "may mai", "june mehefin",
         "july gorffennaf", "august awst", "september medi sept", "october hydref", "november tachwedd",
         "december rhagfyr"), 1
    )
    for name in names.split()
}  # fmt: skip


def month_comes_first(cells: Iterable[str]) -> bool:
    """Whether days of this column only make sense with the month before the day."""
    pairs = [(int(found[1]), int(found[2])) for cell in cells if (found := PARTS.match(cell)) and len(found[1]) < 3]
    return any(second > 12 for _, second in pairs) and not any(first > 12 for first, _ in pairs)


def day_of(cell: str, *, month_first: bool) -> date | None:
    """The day a cell means, if it means one."""
    said = " ".join(cell.lower().split())
    try:
        return _by_numbers(said, month_first) or _spelled(said)
    except (ValueError, OverflowError):
        return None


def _by_numbers(said: str, month_first: bool) -> date | None:
    if SERIAL.match(said):
        return date(1899, 12, 30) + timedelta(days=int(float(said)))
    found = PARTS.match(said)
    if found is None:
        return None
    if len(found[1]) == 4:
        return date(int(found[1]), int(found[2]), int(found[3]))
    first, second, year = int(found[1]), int(found[2]), _year(found[3])
    return date(year, first, second) if month_first else date(year, second, first)


def _spelled(said: str) -> date | None:
    if found := SPELLED.match(said):
        return date(_year(found[3]), _month(found[2]), int(found[1]))
    if found := TURNED.match(said):
        return date(int(found[3]), _month(found[1]), int(found[2]))
    if found := MONTH_ALONE.match(said):
        return date(int(found[2]), _month(found[1]), 1)
    return None


def _month(word: str) -> int:
    """A month by its name or its first letters, in English or Welsh."""
    found = {number for name, number in MONTHS.items() if name.startswith(word)}
    if len(found) != 1:
        raise ValueError(word)
    return found.pop()


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits) if len(digits) == 2 else 0
