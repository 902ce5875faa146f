"""A blog or a list on its way in: looked at first, then made entries as it was decided."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.utils import timezone

from coppice.portfolios.entries_in import settling
from coppice.portfolios.entries_in.rows import Reading, keep
from coppice.portfolios.entries_in.sheet import EntriesSheet
from coppice.portfolios.models.transfer import State, Transfer


def look(transfer: Transfer) -> Callable[[], None]:
    """Read it, so that whatever cannot be read is said now."""
    sheet = EntriesSheet(transfer)
    reading = sheet.reading
    shown: dict[str, Any] = {"title": reading.title}
    if sheet.is_list:
        shown |= {"columns": list(sheet.mapping.columns), "month_first": sheet.mapping.month_first}
    else:
        keep(reading, sheet.written_down)
    summary = {"kind": transfer.format, "entries": len(reading.rows), "sections": 0, "files": 0}
    return partial(
        transfer.finish, State.READY, sentence="Look it over, then confirm.", now=timezone.now(), proposal=shown,
        summary=summary | {"not_understood": list(reading.said)},
    )  # fmt: skip


def settle(transfer: Transfer) -> Callable[[], None]:
    """Make the entries that were not left out."""
    sheet = EntriesSheet(transfer)
    return partial(_settle, transfer, sheet.reading, sheet.left)


def _settle(transfer: Transfer, reading: Reading, left: set[int]) -> None:
    now = timezone.now()
    done = settling.settle(reading.rows, transfer.format, left=left, by=transfer.person, now=now)
    summary = {**transfer.summary, "entries": done.made, "already_here": done.here, "left_out": done.left}
    transfer.finish(State.DONE, sentence=_in_words(done.made), now=now, summary=summary)


def _in_words(made: int) -> str:
    if not made:
        return "Nothing new was brought in; your journal is as it was."
    entries = "One new entry is" if made == 1 else f"{made} new entries are"
    return f"{entries} in your journal, to be finished. Only you see them."
