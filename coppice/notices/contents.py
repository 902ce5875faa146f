"""What goes into a letter: what its person chose, has not seen, was never mailed, and can see at this moment."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from coppice.notices import digest, kinds
from coppice.notices.digest import Section
from coppice.notices.kinds import When
from coppice.notices.models import Choice, Hours, Letter, Notice, Told

MOST_IN_A_MAIL = 20
MOST_AT_ONCE = 200
NOT_OLDER = {When.NOW: timedelta(days=7), When.DAILY: timedelta(days=7), When.WEEKLY: timedelta(days=21)}


@dataclass(frozen=True)
class Contents:
    """What a letter says, and the ids of all notices that it settles, those it only counts among them."""

    notices: Sequence[Notice] = ()
    sections: Sequence[Section] = ()
    more: int = 0
    ids: Sequence[UUID] = ()

    def __bool__(self) -> bool:
        return bool(self.notices or self.sections)


def of(letter: Letter, *, now: datetime) -> Contents:
    """Asked again for the same letter it is the same, less what was seen or closed to this reader meanwhile."""
    ways = [When.NOW] if letter.day is None else [When.DAILY, *([When.WEEKLY] if letter.week else [])]
    found = list(waiting(letter, ways, now=now))
    ids = [notice.pk for notice in found]
    if letter.day is None:
        return Contents(found[:MOST_IN_A_MAIL], more=max(0, len(found) - MOST_IN_A_MAIL), ids=ids)
    choices = Choice.made_by([letter.person_id])
    wanted = [kind.code for kind in kinds.collected() if choices.when(letter.person_id, kind) in ways]
    sections = digest.sections(letter, wanted, now=now)
    voices = in_turn(once_each(found))
    more = max(0, len(voices) - MOST_IN_A_MAIL)
    return Contents(voices[:MOST_IN_A_MAIL], sections, more=more, ids=ids)


def waiting(letter: Letter, ways: Sequence[When], *, now: datetime) -> Iterable[Notice]:
    """The notices for this letter, oldest first: two queries."""
    chosen = Q()
    for way in ways:
        chosen |= Q(when=way, made_at__gt=now - NOT_OLDER[way])
    free = Q(mailed_at=None) | Q(letter=letter)
    mine = Notice.objects.visible_to(letter.person).new().filter(free, chosen)
    if letter.day:
        mine = mine.filter(made_at__lte=Hours.of(letter.person).hour_on(letter.day, letter.person))
    else:
        mine = mine.filter(Q(due_at__lte=now) | Q(letter=letter), happening__item=letter.item_id)
    rows = mine.with_what_they_say().order_by("made_at", "id")
    return rows[:MOST_AT_ONCE]


def once_each(notices: Iterable[Notice]) -> list[Notice]:
    """The same of the same person about the same thing is one line; the newest stands for all."""
    newest = {(n.happening.actor_id, n.happening.verb, n.get_absolute_url()): n for n in notices}
    return list(newest.values())


def in_turn(notices: Iterable[Notice]) -> list[Notice]:
    """Different voices first: one of each person, then a second of each, each person's own in order."""
    by_voice: dict[object, deque[Notice]] = defaultdict(deque)
    for notice in notices:
        by_voice[notice.happening.actor_id].append(notice)
    turns = deque(by_voice.values())
    found: list[Notice] = []
    while turns:
        voice = turns.popleft()
        found.append(voice.popleft())
        if voice:
            turns.append(voice)
    return found


def keep(letter: Letter, contents: Contents, *, now: datetime) -> None:
    """Bind to this letter whatever waited for it, so that no other says it again."""
    Notice.objects.filter(pk__in=contents.ids).update(mailed_at=now, letter=letter)
    lines = [line for section in contents.sections for line in section.lines]
    if lines:
        told = [Told(person_id=letter.person_id, what=line.key, letter=letter) for line in lines]
        Told.objects.bulk_create(told, ignore_conflicts=True)
