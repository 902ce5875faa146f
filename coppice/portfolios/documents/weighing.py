"""What a document says is weighed against what came in of it, so that nothing is passed over in silence."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from lxml import etree
from lxml.html import HtmlElement

WITH_A_LETTER = re.compile(r"\w*[^\W\d_]\w*")
SPOKEN = ("alt", "title", "aria-label")
BLOCKS = {"p", "li", "td", "th", "dt", "dd", "br", "div", "pre", "caption", "figcaption", "h1", "h2", "h3", "h4", "h5"}
BLOCKS |= {"h6", "blockquote", "section", "header"}
FORMULAS = {"math inline", "math display"}
NUMBERS_OF_NOTES = {"footnote-ref", "footnote-back"}


def left_behind(paragraphs: Iterable[str], page: HtmlElement) -> tuple[str, ...]:
    """Those of the paragraphs that the page does not say, or not as often, as they were written.

    First the ones with a missing word that the page says nowhere as a whole; then, for what was said twice and came in
    once, the ones of which every word is missing, the longest first.
    """
    written = [(paragraph.strip(), words_of(paragraph)) for paragraph in paragraphs]
    came_in = words_of("".join(_pieces(page)))
    missing = Counter(word for _, words in written for word in words) - Counter(came_in)
    if not missing:
        return ()
    is_said = _finder(came_in)
    left = set[int]()
    for number, (_, words) in enumerate(written):
        if any(missing[word] > 0 for word in words) and not is_said(words):
            left.add(number)
            missing.subtract(words)
    for number, (_, words) in sorted(enumerate(written), key=lambda each: -len(each[1][1])):
        if words and number not in left and all(missing[word] >= count for word, count in Counter(words).items()):
            left.add(number)
            missing.subtract(words)
    return tuple(written[number][0] for number in sorted(left))


def _finder(came_in: list[str]) -> Callable[[list[str]], bool]:
    """Whether these words stand there in this order; asked of one paragraph after the other, quick at any length.

    Most that do not stand there are told by a word or a pair of them, and what does stands after what was found last.
    """
    said, known, pairs, last = f" {' '.join(came_in)} ", set(came_in), set(pairwise(came_in)), 0

    def is_said(words: list[str]) -> bool:
        nonlocal last
        if not (known.issuperset(words) and pairs.issuperset(pairwise(words))):
            return False
        whole = f" {' '.join(words)} "
        found = said.find(whole, last)
        if found < 0:
            return whole in said
        last = found
        return True

    return is_said


def words_of(text: str) -> list[str]:
    """Its words, but for bare numbers: these are counted anew."""
    return WITH_A_LETTER.findall(unicodedata.normalize("NFKC", text).replace("\N{SOFT HYPHEN}", "").casefold())


def _pieces(page: HtmlElement) -> Iterator[str]:
    """All that the page says, a block in a place of its own."""
    walker = etree.iterwalk(page, events=("start", "end"))
    for event, element in walker:
        gap = " " if element.tag in BLOCKS or element.get("class") in FORMULAS else ""
        if event == "end":
            yield gap + (element.tail or "")
        elif element.tag == "head" or element.get("class") in NUMBERS_OF_NOTES:
            walker.skip_subtree()
        else:
            yield from (f" {element.get(name)} " for name in SPOKEN if element.get(name))
            yield gap + (element.text or "")
