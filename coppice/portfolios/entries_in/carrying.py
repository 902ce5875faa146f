"""A blog or a list on its way in: looked at first, then made entries as it was decided."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from coppice.kernel.refusals import Refusal
from coppice.portfolios.entries_in import settling
from coppice.portfolios.entries_in.rows import Row, keep
from coppice.portfolios.entries_in.sheet import EntriesSheet
from coppice.portfolios.models.transfer import State, Transfer
from coppice.queue.running import described

log = logging.getLogger(__name__)
AT_ONCE, MOST_TOLD = 50, 20
HALFWAY = gettext_lazy(
    "Something went wrong on our side before everything was in your journal. What is there is whole; bring the file in "
    "again, and what is missing is added."
)


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
        transfer.finish, State.READY, sentence=_("Look it over, then confirm."), now=timezone.now(), proposal=shown,
        summary=summary | {"not_understood": list(reading.said)},
    )  # fmt: skip


def settle(transfer: Transfer) -> Callable[[], None]:
    """Some entries at a time, so that nobody else waits; a worker that takes over makes what is missing."""
    sheet = EntriesSheet(transfer)
    rows, left = sheet.reading.rows, sheet.left
    _note_what_is_here(transfer, rows)
    for start in range(0, len(rows), AT_ONCE):
        transfer.say(
            _("{n} of {every} are looked after.").format(n=f"{start:,}", every=f"{len(rows):,}"),
            40 + 50 * start // len(rows),
        )
        _keep(rows[start : start + AT_ONCE], left, transfer)
    return partial(_finish, transfer, rows, left)


def _note_what_is_here(transfer: Transfer, rows: Sequence[Row]) -> None:
    """Before the first entry is made, so that it can be told afterwards how many were, whoever made them."""
    if "here_before" not in transfer.summary:
        transfer.summary["here_before"] = len(settling.here(rows, transfer.format, transfer.person))
        transfer.save(update_fields=["summary"])


def _keep(rows: Sequence[Row], left: set[int], transfer: Transfer) -> None:
    try:
        settling.settle(rows, transfer.format, left=left, by=transfer.person, now=timezone.now())
    except DatabaseError:
        raise
    except Exception as failure:
        log.error("Some entries could not be made: %s", described(failure))
        raise Refusal(HALFWAY) from failure


def _finish(transfer: Transfer, rows: Sequence[Row], left_out: set[int]) -> None:
    before, after = transfer.summary["here_before"], len(settling.here(rows, transfer.format, transfer.person))
    left = len({row.key for row in rows}) - after
    said = [*transfer.summary["not_understood"], *_not_brought([row for row in rows if row.number in left_out])]
    told = {"already_here": before, "left_out": left, "not_understood": said}
    summary = {**transfer.summary, "entries": after - before, **told}
    transfer.finish(State.DONE, sentence=_in_words(after - before), now=timezone.now(), summary=summary)


def _not_brought(rows: Sequence[Row]) -> Iterator[str]:
    """The lines that something is wrong with, and what; whoever left out others knows why."""
    wrong = [row for row in rows if row.problem]
    for row in wrong[:MOST_TOLD]:
        yield _("Line {n} was left out. {problem}").format(n=row.number, problem=row.problem)
    if (more := len(wrong) - MOST_TOLD) > 0:
        yield ngettext("{n} more line was left out.", "{n} more lines were left out.", more).format(n=more)


def _in_words(made: int) -> str:
    if not made:
        return _("Nothing new was brought in; your journal is as it was.")
    return ngettext(
        "One new entry is in your journal, to be finished. Only you see them.",
        "{n} new entries are in your journal, to be finished. Only you see them.",
        made,
    ).format(n=made)
