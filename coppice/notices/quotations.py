"""What somebody said, in the mail that tells of it: told by the apps whose words they are.

from coppice.notices import quotations
quotations.register("replied to you", words_of)   # words_of(notice) -> plain text, or "" when it is gone

It is asked only for notices of what their person can see at that moment.
"""

from __future__ import annotations

from collections.abc import Callable

from coppice.notices.models import Notice

type Source = Callable[[Notice], str]

MOST_LETTERS = 4000

_sources: dict[str, Source] = {}


def register(verb: str, source: Source) -> None:
    """Quote what this source says in letters about one item."""
    _sources[verb] = source


def words_of(notice: Notice) -> str:
    source = _sources.get(notice.happening.verb)
    words = source(notice).strip() if source else ""
    return words if len(words) <= MOST_LETTERS else words[:MOST_LETTERS].rsplit(" ", 1)[0] + " …"
