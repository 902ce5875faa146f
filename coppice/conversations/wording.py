"""What can be said in a topic, and how it is kept."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coppice.kernel import richtext
from coppice.kernel.refusals import Refusal

LONGEST = 200_000
HEADING = re.compile(r"(</?)h([234])(?=[\s>])")


class NothingSaid(Refusal):
    """A post without words, or with far too many."""


def said(html: str) -> str:
    """Clean, neither empty nor endless, and with its headings below that of the post."""
    if len(html) > 5 * LONGEST:
        raise NothingSaid(_("This is too long for one post. Please divide it in two."))
    html = richtext.clean(html)
    if not richtext.plain(html).strip() and "<img" not in html:
        raise NothingSaid(_("There are no words yet. Write something and send it again."))
    if len(html) > LONGEST:
        raise NothingSaid(_("This is too long for one post. Please divide it in two."))
    return lowered(html)


def lowered(html: str) -> str:
    """Each post has a heading of its own, so that those in its text begin one level lower."""
    return HEADING.sub(lambda found: f"{found[1]}h{min(4, int(found[2]) + 1)}", html)


def raised(html: str) -> str:
    """As it was written, for whoever goes on writing it."""
    return HEADING.sub(lambda found: f"{found[1]}h{max(2, int(found[2]) - 1)}", html)


def line(words: str) -> str:
    return " ".join(words.split())


def tag(words: str) -> str:
    return line(words).strip("#,;. ")[:40]


LOCKED = gettext_lazy("This topic is locked, so nothing can be added any more. Your words are below.")
ENDED = gettext_lazy("This group has ended, so nothing can be added to its talk. Your words are below.")
WHAT_YOU_OFFER = gettext_lazy("Say in a few words what you offer.")
