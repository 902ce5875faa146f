"""Days as people say them."""

from __future__ import annotations

from datetime import datetime

from django.utils.formats import date_format

from coppice.portfolios.documents.blocks import printable


def day_in_words(moment: str) -> str:
    """The day in words; anything that is not a date stays as it is."""
    try:
        day = datetime.fromisoformat(moment)
    except ValueError:
        return printable(moment)
    return date_format(day, "j F Y")
