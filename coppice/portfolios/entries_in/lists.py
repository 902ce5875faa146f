"""Evidence from a list: which column is what, as guessed and as corrected, and what each line then says."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from coppice.kernel.richtext import clean
from coppice.portfolios.entries_in.days import day_of, month_comes_first
from coppice.portfolios.entries_in.rows import Reading, Row, can_be
from coppice.portfolios.entries_in.tables import Table, begins_like_a_formula, harmless

WORDS, LEFT_OUT = "words", ""
MEANINGS = {
    "happened": gettext_lazy("What happened"),
    "day": gettext_lazy("When"),
    "until": gettext_lazy("Until"),
    "title": gettext_lazy("Title"),
    "with_whom": gettext_lazy("With whom"),
    "so_what": gettext_lazy("What it shows"),
    "now_what": gettext_lazy("What next"),
    "link": gettext_lazy("Link"),
    "tools": gettext_lazy("Tools"),
    "numbers": gettext_lazy("Numbers"),
    WORDS: gettext_lazy("Keep it in words"),
    LEFT_OUT: gettext_lazy("Leave it out"),
}
CALLED = {
    "day": "when|date|day|start|started|start date|dyddiad|pryd",
    "until": "until|end|ended|end date|finish|hyd",
    "link": "link|links|url|address|web|evidence link|website|dolen",
    "tools": "tools|tool|technology|technologies|software|platform|offer",
    "with_whom": "with whom|who|whom|with|people|colleagues|participants|audience|gyda phwy",
    "so_what": "what it shows|shows|so what|reflection|learning|impact|outcome|result|why it matters",
    "now_what": "now what|next|what next|next steps|action|actions",
    "numbers": "numbers|number|figures|count|how many",
    "title": "title|name|headline|subject|teitl",
    "happened": "what happened|what|happened|activity|description|event|evidence|entry|notes|details|beth ddigwyddodd",
}
ADDRESS = re.compile(r"https?://[^\s<>\"']{3,490}", re.IGNORECASE)


@dataclass(frozen=True)
class Mapping:
    """What each column means, and how days are written."""

    columns: tuple[str, ...]
    month_first: bool = False

    @classmethod
    def guessed(cls, table: Table) -> Mapping:
        """Each meaning goes to the first column that is called so, or contains such a word; the rest stays in words."""
        columns = [WORDS] * len(table.headings)
        for how_alike in (_is_called, _mentions):
            for position, heading in enumerate(table.headings):
                taken = set(columns)
                meaning = next((each for each in CALLED if each not in taken and how_alike(heading, each)), "")
                if columns[position] == WORDS and meaning:
                    columns[position] = meaning
        days = [position for position, meaning in enumerate(columns) if meaning in {"day", "until"}]
        return cls(tuple(columns), month_comes_first(cells[p] for _, cells in table.rows for p in days))


def read_list(table: Table, mapping: Mapping, today: date) -> Reading:
    """Every line as a row; what is wrong with one is said with it."""
    seen: Counter[str] = Counter()
    rows = tuple(_row(number, cells, table, mapping, today, seen) for number, cells in table.rows)
    formulas = sum(begins_like_a_formula(cell) for _, cells in table.rows for cell in cells)
    said = ngettext(
        "{n} cell begins like a formula; kept as words.", "{n} cells begin like a formula; kept as words.", formulas
    ).format(n=formulas)
    return Reading(_("List"), rows, (said,) if formulas else ())


def _is_called(heading: str, meaning: str) -> bool:
    return heading.strip().lower().rstrip(":*?") in CALLED[meaning].split("|")


def _mentions(heading: str, meaning: str) -> bool:
    words = re.findall(r"\w+", heading.lower())
    return any(name in words for name in CALLED[meaning].split("|"))


def _row(number: int, cells: Sequence[str], table: Table, mapping: Mapping, today: date, seen: Counter[str]) -> Row:
    def under(*meanings: str) -> list[str]:
        pairs = zip(mapping.columns, cells, strict=False)
        return [harmless(cell) for meaning, cell in pairs if meaning in meanings and cell]

    when, until = (" ".join(under(meaning)) for meaning in ("day", "until"))
    day, end = (day_of(said, month_first=mapping.month_first) if said else None for said in (when, until))
    texts = {code: clean(_paragraphs(under(code))) for code in ("happened", "so_what", "now_what")}
    texts["happened"] = clean(texts["happened"] + _in_words(cells, table, mapping))
    title = " ".join(" ".join(under("title")).split())[:200]
    return Row(
        number=number, key=_key(cells, seen), title=title, day=day if day and can_be(day, today) else None,
        until=end if day and end and end > day else None, texts=texts, with_whom=", ".join(under("with_whom"))[:300],
        numbers=", ".join(under("numbers"))[:300], tools=tuple(_tools(under("tools"))),
        links=tuple((address, "") for said in under("link") for address in ADDRESS.findall(said))[:20],
        problem=_problem(when, until, day, end, any(texts.values()) or bool(title), today),
    )  # fmt: skip


def _problem(when: str, until: str, day: date | None, end: date | None, says: bool, today: date) -> str:
    if not says:
        return _("It says nothing about what happened.")
    if not when:
        return _("It has no date.")
    if day is None:
        return _("We could not read the date “{when}”.").format(when=when[:40])
    if not can_be(day, today):
        return _("The date “{when}” lies too far back or ahead.").format(when=when[:40])
    if until and end is None:
        return _("We could not read the end “{until}”.").format(until=until[:40])
    return _("It ends before it begins, on “{until}”.").format(until=until[:40]) if end and end < day else ""


def _key(cells: Sequence[str], seen: Counter[str]) -> str:
    """A line is known by its words, and lines with the same words by their order."""
    words = "\x1f".join(" ".join(cell.split()) for cell in cells).rstrip("\x1f")
    print_ = hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()
    seen[print_] += 1
    return f"{print_} {seen[print_]}"


def _paragraphs(cells: list[str]) -> str:
    lines = (line for cell in cells for line in cell.splitlines() if line.strip())
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def _in_words(cells: Sequence[str], table: Table, mapping: Mapping) -> str:
    """What has no place of its own, and links that are more than addresses."""
    told = []
    for meaning, heading, cell in zip(mapping.columns, table.headings, cells, strict=False):
        more = meaning == "link" and ADDRESS.sub("", cell).strip(" ,;\n")
        if cell and (meaning == WORDS or more):
            told.append(f"<p>{escape(heading)}: {escape(harmless(cell))}</p>")
    return "".join(told)


def _tools(cells: list[str]) -> Iterator[str]:
    for cell in cells:
        yield from (name.strip()[:60] for name in re.split(r"[,;/\n]", cell)[:30] if name.strip())
