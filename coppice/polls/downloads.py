"""A result to take along: Markdown for people, CSV for sums. It says what the page says."""

from __future__ import annotations

import csv
import io

from django.http import HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from coppice.polls.models import Poll
from coppice.polls.standing import Line, Standing

KINDS = {"md": "text/markdown; charset=utf-8", "csv": "text/csv; charset=utf-8"}
FORMULAS = ("=", "+", "-", "@", "\t")


def file(kind: str, poll: Poll, found: Standing) -> HttpResponse:
    words = markdown(poll, found) if kind == "md" else table(poll, found)
    answer = HttpResponse(words, content_type=KINDS[kind])
    answer["Content-Disposition"] = f'attachment; filename="{slugify(poll.title)[:60] or "poll"}.{kind}"'
    return answer


def markdown(poll: Poll, found: Standing) -> str:
    lines = [f"# {escaped(poll.title)}", "", found.turnout, ""]
    lines += [escaped(found.verdict), ""] if found.verdict else []
    named = any(line.names for line in found.lines)
    heads = [_("Choice"), _("Result"), "%"] + ([_("Chosen by")] if named else [])
    lines += [f"| {' | '.join(heads)} |", f"|{' --- |' * len(heads)}"]
    lines += [f"| {' | '.join(map(escaped, cells(line, named=named)))} |" for line in found.lines]
    for step in found.steps:
        lines += ["", escaped(_("Round {number}: {standing}").format(number=step.number, standing=step.standing))]
    return "\n".join(lines) + "\n"


def escaped(words: str) -> str:
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>#|" else letter for letter in words)


def table(poll: Poll, found: Standing) -> str:
    named = any(line.names for line in found.lines)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([_("Choice"), _("Result"), "%"] + ([_("Chosen by")] if named else []))
    for line in found.lines:
        writer.writerow([harmless(cell) for cell in cells(line, named=named)])
    return "\ufeff" + out.getvalue()


def cells(line: Line, *, named: bool) -> list[str]:
    return [line.words, line.has, str(line.share), *(["; ".join(line.names)] if named else [])]


def harmless(cell: str) -> str:
    """A spreadsheet would take what begins like a formula for one."""
    return f"'{cell}" if cell.startswith(FORMULAS) else cell
