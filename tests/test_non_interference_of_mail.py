"""Of two communities that differ only in what she may not see, the same mail comes to her, byte for byte.

The same week is lived twice: once as she knows it, once with everything between that is not for her. Her letters, with
every header and at whatever hour, are the same; and where there is nothing but what is not for her, none comes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from coppice.accounts.models import Person
from coppice.audience.models import Block, Item, Reach
from coppice.chats.models import Chat
from coppice.conversations.models import GroupWays, Mute, Report, Topic
from coppice.groups.models import Group
from coppice.happenings.models import Happening
from coppice.journal.models import Entry
from coppice.notices.models import Choice, tell
from coppice.notices.tests.makers import at, mail_goes_out
from coppice.polls.models import Poll
from coppice.polls.models.poll import Terms
from coppice.tending import coming_in
from coppice.tending.models import Experiment
from tests.affairs import the_affairs_of
from tests.cast import Cast, a_person
from tests.world import CANARY, a_world

pytestmark = pytest.mark.django_db

TUESDAY = datetime(2026, 12, 1, 12, tzinfo=UTC)
HOURS = [timedelta(minutes=20), timedelta(hours=3), timedelta(hours=20), timedelta(days=1, hours=20), timedelta(days=6)]
MANY = 25  # more than a section of a digest looks at
RANDOM = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}|(?<=reply\+)[a-z2-7]{28}")
SIGNATURE = re.compile(r"(?<=[:0-9a-f])\.[\w-]{43}(?=/)")


class Week:
    """What goes on, at one moment after the other; the reader is the fellow."""

    def __init__(self, cast: Cast, *, known: bool, hidden: bool) -> None:
        self.cast, self.known, self.hidden, self.now = cast, known, hidden, TUESDAY
        self.blocked, self.muted = a_person("Bertil Blocked"), a_person("Mo Muted")
        for person in (self.blocked, self.muted, cast.steward):
            cast.group.join(person=person)
        Block.objects.create(by=cast.fellow, against=self.blocked)
        Mute.choose(self.muted, mute=True, by=cast.fellow)
        self.unlisted = Group.found(
            name=CANARY if hidden else "Hush", slug=f"hush-{'x' if hidden else 'y'}", purpose="Unheard of.",
            by=cast.owner, is_listed=False, door="invitation",
        )  # fmt: skip
        self.tended = Group.found(name="Tended", purpose="By her, until noon.", by=cast.owner, door="request")
        self.tended.join(person=cast.fellow)
        self.tended.memberships.update(is_facilitator=True)
        self.left = Group.found(
            name="Left", purpose="Not hers any more.", by=cast.owner, is_listed=False, door="invitation"
        )
        self.left.join(person=cast.fellow)

    @contextmanager
    def moment(self) -> Iterator[datetime]:
        self.now += timedelta(seconds=7)
        with at(self.now):
            yield self.now

    def topic(self, title: str, by: Person, group: Group | None, **more: Any) -> Topic:
        with self.moment() as now:
            return Topic.start(title=title, html=f"<p>{title} Well?</p>", group=group, by=by, now=now, **more)

    def reply(self, topic: Topic, by: Person, words: str) -> Any:
        with self.moment() as now:
            return topic.reply(html=f"<p>{words}</p>", by=by, now=now)

    def go_by(self) -> None:
        """What she knows of, and between it the rest."""
        cast, here = self.cast, self.cast.group
        self.between_before()
        topics: list[Topic] = []
        if self.known:
            topics = [
                self.topic("Which rubric?", cast.owner, here, sort="question"),
                self.topic("Femi asks", cast.fellow, here),
                self.topic("Open to all?", cast.steward, None, sort="question"),
                self.topic("A guest’s topic", cast.owner, self.unlisted),
                self.topic("Wide", cast.owner, self.unlisted, reach="members"),
            ]
            with self.moment() as now:
                Chat.plan(
                    title="Hour",
                    starts_at=TUESDAY + timedelta(days=8),
                    group=here,
                    reach="group",
                    by=cast.owner,
                    now=now,
                )
            with self.moment() as now:
                until = now + timedelta(days=90)
                topics[3].let_in(cast.fellow.email, reason="She knows.", ends_at=until, by=cast.owner, now=now)
            for topic in (topics[1], *topics[3:]):
                self.reply(topic, cast.fellow, "Mine.")
        self.between(topics)
        if self.known:
            self.reply(topics[1], cast.steward, "An answer to Femi.")
            self.reply(topics[3], cast.owner, "An answer to a guest.")
            self.reply(topics[4], cast.owner, "An answer to all.")
            with self.moment() as now:
                terms = Terms("Tea?", ("Yes", "No"), counting="single", secrecy="named", group=here)
                Poll.open(terms, by=cast.owner, now=now)
            with self.moment() as now:
                day = (now + timedelta(days=30)).date()
                Experiment.begin(group=here, what="Walk", why="Air", until=day, how_known="Ask", by=cast.owner, now=now)
        self.between_after()

    def between_before(self) -> None:
        """Elsewhere, more than a digest looks at, and before anything of hers."""
        if self.hidden:
            for n in range(MANY):
                self.topic(f"{CANARY} {n}?", self.cast.elsewhere, self.cast.other_group, sort="question")
                with self.moment() as now:
                    begins = now + timedelta(days=7, minutes=n)
                    told = {"by": self.cast.elsewhere, "group": self.cast.other_group, "reach": "group", "now": now}
                    Chat.plan(title=f"{CANARY} hour", starts_at=begins, **told)

    def between(self, topics: list[Topic]) -> None:
        if not self.hidden:
            return
        cast, here = self.cast, self.cast.group
        for n, person in enumerate([self.blocked, self.muted]):
            self.topic(f"{CANARY} begins", person, here)
            self.topic(f"{CANARY} asks @{cast.fellow.name}?", person, here, sort="question")
            for topic in topics[1 : 3 if n == 0 else 2]:
                self.reply(topic, person, f"{CANARY} says, @{cast.fellow.name}")
        taken = self.topic(f"{CANARY} moves", cast.owner, here)
        with self.moment() as now:
            cast.other_group.join(person=cast.owner)
            cast.other_group.memberships.filter(person=cast.owner).update(is_facilitator=True)
            taken.move(to=cast.other_group, reason="There.", by=cast.owner, now=now)
        narrowed, binned = (self.topic(f"{CANARY} was here", cast.owner, here) for _ in range(2))
        with self.moment() as now:
            narrowed.share(reach=Reach.ONLY_ME, by=cast.owner, now=now)
            Item.remove(binned, by=cast.owner, now=now)
            Entry.capture(html=f"<p>{CANARY}</p>", happened_on=now.date(), by=cast.owner, now=now)
        with self.moment():
            a_world(cast)
        with self.moment():
            self.unlisted.join(person=cast.steward)
            the_affairs_of(self.unlisted, by=cast.owner, to=cast.steward, mark=CANARY)
        if topics:
            with self.moment() as now:
                Report.make(topics[1].posts.get(number=1), reason=CANARY, by=cast.owner, now=now)

    def between_after(self) -> None:
        """She tends a group and hears what facilitators hear; she is in an unlisted one; and then she is not."""
        if self.hidden:
            cast = self.cast
            topic = self.topic("In her group", cast.owner, self.tended)
            Choice.choose("never", kind="topics", group=self.tended, by=cast.fellow)
            with self.moment() as now:
                Report.make(topic.posts.get(), reason=CANARY, by=cast.owner, now=now)
                coming_in.ask(self.tended, words=CANARY, by=cast.elsewhere, now=now)
                until = now.date() + timedelta(days=9)
                words = {"what": CANARY, "why": CANARY, "how_known": CANARY}
                Experiment.begin(group=self.left, until=until, by=cast.owner, now=now, **words)
        self.tended.memberships.filter(person=self.cast.fellow).update(is_facilitator=False)
        self.left.leave(person=self.cast.fellow)


def letters_of_a_week(cast: Cast, *, known: bool = True, hidden: bool) -> list[dict[str, str]]:
    """Every letter to the reader; afterwards nothing of it is there."""
    found: list[Any] = []
    with transaction.atomic():
        week = Week(cast, known=known, hidden=hidden)
        week.go_by()
        with at(week.now):
            for happening in Happening.objects.filter(notices=None).select_related("actor", "item").order_by("id"):
                tell(happening, now=happening.at)
        for later in HOURS:
            hers = [letter for letter in mail_goes_out(TUESDAY + later) if letter.to == [cast.fellow.email]]
            found += sorted(hers, key=lambda letter: letter.subject)  # those of one moment come in any order
        transaction.set_rollback(True)
    return as_read(found)


def as_read(letters: list[Any]) -> list[dict[str, str]]:
    """With every header, and for what is made by chance only whether it is the same as before."""
    known: dict[str, str] = {}

    def name(match: re.Match[str]) -> str:
        return known.setdefault(match[0].replace("-", ""), f"id-{len(known)}")

    found = []
    for letter in letters:
        headers = dict(letter.message().items())
        del headers["Date"]
        said = {**headers, "body": letter.body}
        found.append({key: RANDOM.sub(name, SIGNATURE.sub("", value)) for key, value in said.items()})
    return found


@pytest.mark.parametrize("when", ["as usual", "daily", "weekly"])
def test_what_she_may_not_see_changes_no_byte_of_her_mail(cast: Cast, when: str, settings: Any) -> None:
    settings.INBOUND_DOMAIN = "mail.example"
    if when != "as usual":
        Choice.choose(when, by=cast.fellow)
    ways = GroupWays.of(cast.group)
    assert not ways.may_ask_unnamed
    known = letters_of_a_week(cast, hidden=False)
    assert known == letters_of_a_week(cast, hidden=True)
    assert len(known) >= 1
    everything = " ".join(word for letter in known for word in letter.values())
    assert all(word in everything for word in ("Which rubric?", "Open to all?", "A guest’s topic", "Tea?", "Hour"))
    assert "hush" not in everything.casefold()


@pytest.mark.parametrize("when", ["daily", "weekly"])
def test_where_nothing_is_for_her_no_mail_comes(cast: Cast, when: str) -> None:
    Choice.choose(when, by=cast.fellow)
    assert letters_of_a_week(cast, known=False, hidden=True) == []
