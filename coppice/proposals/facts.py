"""A fact: something that one did, as an entry would tell it. Roles and numbers, never names; one's own words alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from coppice.kernel import richtext

NOT_ONES_OWN = {"blockquote", "table", "figure"}
LONGEST = 1500
MENTION = re.compile(r"(?<![\w@./])@\w[\w’'-]*(?: [^\W\d_a-zß-öø-ÿ][\w’'-]*){0,3}")


@dataclass(frozen=True)
class Quoted:
    """What somebody else said, which only they can allow to be quoted; `who` is their part in it."""

    person_id: UUID
    who: str
    words: str
    url: str


@dataclass(frozen=True)
class Fact:
    """`source` and `ref` are what it is known by when it comes again."""

    source: str
    ref: UUID
    day: date
    title: str
    told: str
    with_whom: str
    url: str
    where: str
    until: date | None = None
    own: str = ""
    others: Sequence[Quoted] = ()
    # What was agreed where it happened on telling it elsewhere.
    agreed: str = ""

    @property
    def key(self) -> str:
        return f"{self.source}:{self.ref}"

    @property
    def html(self) -> str:
        """What the entry says at first: the fact, and one's own words as they are now."""
        return format_html("<p>{}</p>{}", self.told, quotation(self.own))


def quotation(words: str) -> str:
    """A plain text as a quotation."""
    if not words:
        return ""
    lines = format_html_join("", "<p>{}</p>", ((line,) for line in words.split("\n\n")))
    return format_html("<blockquote>{}</blockquote>", lines)


def own_words(html: str) -> str:
    """What somebody wrote themselves, plain: without quotations, pictures, tables, and names of people mentioned."""
    own = (block for block in richtext.blocks(html) if not NOT_ONES_OWN & {block.tag, *block.within})
    words = "\n\n".join(block.text for block in own if block.text)
    return shortened(MENTION.sub(_("a colleague"), words))


def shortened(words: str) -> str:
    """To the end of a word."""
    words = words.strip()
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rsplit(' ', 1)[0]} …"
