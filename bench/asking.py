"""A question to the demonstration, as its page answers it."""

from __future__ import annotations

from datetime import datetime
from html import unescape

from django.utils.html import strip_tags

from coppice.accounts.models import Person
from coppice.audience.viewing import Viewer
from coppice.search.asking import Asked
from coppice.search.finding import search
from coppice.search.showing import lines


def place_of(hoped_for: str, words: str, who: Person, *, now: datetime) -> int:
    """Which line of the first page begins with the title that is hoped for; 0 for none."""
    answer = search(Asked.read(words), Viewer(who), now=now)
    titles = [unescape(strip_tags(line.title)) for line in lines(answer.asked, answer.rows)]
    return next((at for at, title in enumerate(titles, 1) if title.startswith(hoped_for)), 0)
