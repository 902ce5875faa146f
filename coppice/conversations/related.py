"""Topics like the one that somebody is about to begin, so that the same question is not asked twice."""

from __future__ import annotations

import re
from functools import reduce
from operator import or_

from django.db.models import Q

from coppice.accounts.models import Person
from coppice.audience.viewing import Viewer
from coppice.conversations.lists import perhaps_seen_by
from coppice.conversations.models import Topic

WORD = re.compile(r"[^\W\d_][\w’'-]{3,}")
SMALL = frozenset(
    "about anyone anybody does from have into more other should some that their them there they this what when where "
    "which with would your".split()
)
LOOKED_AT, SHOWN, WORDS = 200, 5, 6


def telling(title: str) -> list[str]:
    """The words of a title that say what it is about."""
    words = dict.fromkeys(word.casefold() for word in WORD.findall(title))
    return sorted((word for word in words if word not in SMALL), key=len, reverse=True)[:WORDS]


def to(title: str, person: Person) -> list[Topic]:
    """Those that share most of its words, the newest first among equals (one query)."""
    words = telling(title)
    if not words:
        return []
    stems = [word[:-1] if len(word) > 5 else word for word in words]
    says = reduce(or_, (Q(title__icontains=stem) | Q(tags__key=word) for stem, word in zip(stems, words, strict=True)))
    seen = Topic.objects.filter(perhaps_seen_by(person)).filter(says).visible_to(Viewer.of(person))
    found = {topic.pk: topic for topic in seen.select_related("home").newest_first()[:LOOKED_AT]}
    return sorted(found.values(), key=lambda topic: -sum(stem in topic.title.casefold() for stem in stems))[:SHOWN]
