"""A text in the parts that its headings make of it."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import html as markup

from coppice.journal.models.entry import TEXTS
from coppice.kernel.languages import in_every_language
from coppice.kernel.richtext import clean, word_count
from coppice.portfolios.documents.source import Found

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4}


def entry_texts(html: str) -> dict[str, str]:
    """The texts of an entry: apart where all of it stands under the journal's own headings, else as one."""
    codes = {said: code for code, label in TEXTS.items() for said in in_every_language(label)}
    parts = [(codes.get(found.heading), found.html) for found in split(html)]
    apart = {code: text for code, text in parts if code}
    return apart if len(apart) == len(parts) > 0 else {"happened": html}


def split(html: str) -> Iterator[Found]:
    """A text at its headings, which count as standing below the page's title."""
    heading, level, held = "", 0, list[str]()
    for block in list(markup.fragment_fromstring(html, create_parent="div")):
        if block.tag not in HEADINGS:
            held.append(markup.tostring(block, encoding="unicode"))
            continue
        if heading or held:
            yield _found(heading, level, held)
        heading, level, held = " ".join(block.text_content().split())[:300], HEADINGS[block.tag] + 1, []
    if heading or held:
        yield _found(heading, level, held)


def _found(heading: str, level: int, held: list[str]) -> Found:
    html = clean("".join(held))
    return Found(heading, level, html, word_count(html))
