"""Two thousand groups that talk: people, topics and posts by the hundred thousand, put in at once.

A group has ten members, a topic thirty posts on the average; the one whose pages are measured
belongs to three of the groups. Sizes are one number, the members: there are a tenth as many groups, as many topics as
members, and thirty times as many posts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import batched

from bench import community, knowing, prose
from bench.bare import ROWS
from bench.rows import put, put_items
from coppice.accounts.models import Person
from coppice.audience.models import Reach
from coppice.conversations.models import Following, Post, Sort, Topic
from coppice.groups.models import Group, Membership
from coppice.journal.models import Entry
from coppice.kernel.ids import uuid7

A_GROUP = 10
FEWEST, MORE_EACH, SHORT, LONG = 12, 4, 20, 200
WORDINGS = 400
SORTS = (Sort.QUESTION, Sort.DISCUSSION, Sort.DISCUSSION)
REACHES = (Reach.GROUP, Reach.GROUP, Reach.GROUP, Reach.MEMBERS, Reach.PUBLIC)


@dataclass(frozen=True)
class Talk:
    """Whose pages, and which: a topic of twenty posts, one of two hundred, and their group."""

    person: Person
    group: Group
    short: Topic
    long: Topic


def settle(now: datetime) -> Talk:
    """The member whose pages are measured, in the first three groups, with a short topic and a long one."""
    [person] = community.join(range(10**6, 10**6 + 1))
    groups = list(Group.objects.order_by("pk")[:3])
    Membership.objects.bulk_create(Membership(group=group, person=person) for group in groups)
    people = list(Person.objects.exclude(pk=person.pk)[:A_GROUP])
    short, long = (topic_of(people, groups[0], number, posts, now) for number, posts in enumerate((SHORT, LONG)))
    put_items([short, long])
    put(Post, [*posts_of(short, people, now), *posts_of(long, people, now)])
    Following.begin(short, person=person, seen_number=3)
    put_items([entry_of(person, number, now) for number in range(ROWS)])
    return Talk(person, groups[0], short, long)


def entry_of(person: Person, number: int, now: datetime) -> Entry:
    """One of the things that the bare view lists."""
    at = now - timedelta(days=number)
    return Entry(
        id=uuid7(), author=person, keeper=person, title=prose.title(number), texts={"happened": said(number)}, words=60,
        happened_on=at.date(), gist="Something happened.", created_at=at, changed_at=at,
    )  # fmt: skip


def grow(have: int, wanted: int, now: datetime) -> None:
    """Members number `have` to `wanted`, with their groups and all that they say."""
    for first in range(have, wanted, community.AT_ONCE):
        people = community.join(range(first, min(first + community.AT_ONCE, wanted)))
        knowing.tell(people, first, now)
        for number, some in enumerate(batched(people, A_GROUP), first // A_GROUP):
            talk(list(some), gather(list(some), number), number, now)


def gather(people: list[Person], number: int) -> Group:
    group = Group.objects.create(
        slug=f"talk-{number}", name=f"Group {number} {prose.title(number)}", purpose="To talk."
    )
    Membership.objects.bulk_create(
        Membership(group=group, person=person, is_facilitator=not place) for place, person in enumerate(people)
    )
    return group


def talk(people: list[Person], group: Group, number: int, now: datetime) -> None:
    """As many topics as the group has members, of twelve to forty-eight posts: thirty on the average."""
    topics = [topic_of(people, group, number * A_GROUP + n, FEWEST + MORE_EACH * n, now) for n in range(len(people))]
    put_items(topics)
    put(Post, [post for topic in topics for post in posts_of(topic, people, now)])


def topic_of(people: list[Person], group: Group, number: int, posts: int, now: datetime) -> Topic:
    """One topic; the later its number, the longer ago."""
    reach, at = REACHES[number % len(REACHES)], now - timedelta(minutes=number)
    return Topic(
        id=uuid7(), author=people[number % len(people)], title=prose.title(number), reach=reach, home=group,
        group=group if reach == Reach.GROUP else None, is_wide=reach != Reach.GROUP, sort=SORTS[number % len(SORTS)],
        last_number=posts, others=posts - 1, last_at=at, created_at=at, changed_at=at,
    )  # fmt: skip


def posts_of(topic: Topic, people: list[Person], now: datetime) -> list[Post]:
    return [
        Post(
            id=uuid7(), topic=topic, number=number, author=people[number % len(people)], html=said(number),
            made_at=topic.last_at - timedelta(minutes=topic.last_number - number), thanks=number % 3,
        )
        for number in range(1, topic.last_number + 1)
    ]  # fmt: skip


_SAID: dict[int, str] = {}


def said(number: int) -> str:
    """A paragraph or several, of a few hundred wordings."""
    which = number % WORDINGS
    if which not in _SAID:
        _SAID[which] = prose.html(which, 60 + which % 90)
    return _SAID[which]
