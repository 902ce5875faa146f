"""A text that asks what one makes of something, and says only what happened.

Only an item with a text for that (*reflection*, *so what?*) is read: that text, or the others while it is still empty.
One sign of thinking about it is enough.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from coppice.hints.language import Language
from coppice.hints.writing import Found, Passage, Writing, shortened

FEWEST_WORDS, SAID_ENOUGH, BEGUN = 60, 120, 15
WHY = gettext_noop("So far this says what happened; what you made of it does not show yet.")
WHY_NOT_BEGUN = gettext_noop("You say here what happened; the place for what you made of it is still empty.")
HELP = gettext_noop(
    "What surprised you? What would you do differently, what would you defend? One honest sentence is a beginning."
)


def find(writing: Writing, language: Language) -> Iterator[Found]:
    """At most one, at the last passage."""
    if not writing.reflecting or not language.lines("reflecting"):
        return
    prose = list(writing.prose)
    asked = [passage for passage in prose if passage.code in writing.reflecting]
    if words(asked) < BEGUN:
        read, enough, why = prose, SAID_ENOUGH, WHY_NOT_BEGUN
    else:
        read, enough, why = asked, FEWEST_WORDS, WHY
    if words(read) >= enough and not any(language.reflecting.search(passage.text) for passage in read):
        yield Found(read[-1], shortened(read[-1].text), _(why), _(HELP))


def words(passages: Sequence[Passage]) -> int:
    return sum(len(passage.text.split()) for passage in passages)
