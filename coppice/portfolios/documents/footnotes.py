"""Footnotes of a document, kept with the passage that mentions them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import ngettext
from lxml import html as markup
from lxml.html import HtmlElement

MARK = "\N{LEFT SQUARE BRACKET}note {}\N{RIGHT SQUARE BRACKET}"
MENTION = re.compile(r"\[note (\d{1,5})\]")


@dataclass(frozen=True)
class Footnotes:
    """What each note says, by its number."""

    said: dict[str, str]

    @classmethod
    def taken_from(cls, page: HtmlElement) -> Footnotes:
        """Take the notes out of the page and leave `[note 1]` where each was mentioned."""
        said: dict[str, str] = {}
        for section in page.xpath("//section[contains(@class, 'footnotes')]"):
            for item in section.iter("li"):
                said[item.get("id", "").removeprefix("fn")] = _words_of(item)
            section.getparent().remove(section)
        for reference in page.xpath("//a[contains(@class, 'footnote-ref')]"):
            number = reference.get("href", "").removeprefix("#fn")
            reference.clear(keep_tail=True)
            reference.tag = "sup"
            reference.text = MARK.format(number)
        return cls(said)

    def under(self, html: str) -> str:
        """The notes mentioned in this passage, as paragraphs to stand below it."""
        numbers = dict.fromkeys(number for number in MENTION.findall(html) if number in self.said)
        return "".join(f"<p>{MARK.format(number)} {self.said[number]}</p>" for number in numbers)

    def sentences(self) -> list[str]:
        if not self.said:
            return []
        count = len(self.said)
        said = ngettext(
            "{n} footnote stands at the end of the passage that mentions it.",
            "{n} footnotes stand at the end of the passage that mentions it.",
            count,
        )
        return [said.format(n=count)]


def _words_of(item: HtmlElement) -> str:
    for back in item.xpath(".//a[contains(@class, 'footnote-back')]"):
        back.drop_tree()
    paragraphs = [
        (part.text or "") + "".join(markup.tostring(piece, encoding="unicode") for piece in part)
        for part in item
        if part.tag == "p"
    ]
    return (
        "<br>".join(paragraphs)
        if len(paragraphs) == len(item)
        else markup.tostring(item, encoding="unicode", method="text")
    )
