"""Days and moments as exports write them: what can be read becomes ISO 8601, anything else nothing."""

from __future__ import annotations

import re
from datetime import date, datetime

DAY = re.compile(r"^\s*(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?!\d)")
FIRST, LAST = 1900, 2100


def day(written: str) -> str:
    """The day that a date begins with; of a year or a month alone, the first."""
    found = DAY.match(written)
    try:
        read = date(int(found[1]), int(found[2] or 1), int(found[3] or 1)) if found else None
    except ValueError:
        return ""
    return read.isoformat() if read and FIRST <= read.year <= LAST else ""


def moment(written: str) -> str:
    try:
        read = datetime.fromisoformat(written.strip())
    except ValueError:
        return ""
    return read.isoformat() if FIRST <= read.year <= LAST and read.tzinfo else ""
