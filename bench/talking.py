"""Fill one database with talk and visit it, in a process of its own: `python -m bench.talking MEMBERS POSTS ROUNDS`.

There are as many topics as members, each with about POSTS posts, and a group for every ten members. Prints what
bench.visits prints, and {"written": "topic" or "answer", "milliseconds"} at few members and at many.
"""

import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from statistics import median
from typing import Any

import django
from django.core.handlers.wsgi import WSGIHandler

from bench.visits import Page, measure, say, session_of

FEW, A_GROUP, TWENTY, TWO_HUNDRED, WORDS = 200, 10, 20, 200, 40
WARM, TIMES = 5, 40


def main(members: int, posts: int, rounds: int) -> None:
    django.setup()
    from django.conf import settings
    from django.utils import timezone

    from bench import bare, rows
    from coppice.accounts.models import Person

    settings.DATABASES["default"]["CONN_MAX_AGE"] = None
    bare_handler, handler, now = bare.bare_handler(), WSGIHandler(), timezone.now()
    few = min(FEW, members // 10)
    grow(0, few, posts, now)
    me = Person.objects.get(slug="member-0")
    topics = {many: a_topic(me, many, now) for many in (TWENTY, TWO_HUNDRED)}
    rows.look_over()
    write(me, now)
    grow(few, members // 10, posts, now)
    rows.look_over()
    measure("small", bare_handler, handler, list(pages(me, topics)), rounds)
    grow(members // 10, members, posts, now)
    rows.look_over()
    measure("large", bare_handler, handler, list(pages(me, topics)), rounds)
    write(me, now)


def grow(have: int, wanted: int, posts: int, now: datetime) -> None:
    """Members number `have` to `wanted`, a group for every ten in which twenty are, and a topic for each of them."""
    from bench import prose
    from bench.community import join
    from bench.rows import put, put_items
    from coppice.conversations.models import Post, Topic
    from coppice.groups.models import Group, Membership
    from coppice.kernel.ids import uuid7
    from coppice.search.models import Waiting

    html = prose.html(1, WORDS)
    for first in range(have, wanted, 1000):
        people = join(range(first, min(first + 1000, wanted)))
        groups = [
            Group(id=uuid7(), slug=f"g-{first}-{n}", name=f"Group {first} {n}", purpose="To talk.", created_at=now)
            for n in range(max(1, len(people) // A_GROUP))
        ]
        put(Group, groups)
        places = {
            (groups[(n // A_GROUP + more) % len(groups)].pk, one.pk) for n, one in enumerate(people) for more in (0, 1)
        }
        Membership.objects.bulk_create(
            Membership(group_id=group, person_id=person, joined_at=now) for group, person in sorted(places)
        )
        topics = [
            Topic(
                id=uuid7(), author=one, title=prose.title(first + n), reach="group" if n % 4 else "members",
                group=groups[n // A_GROUP % len(groups)] if n % 4 else None, home=groups[n // A_GROUP % len(groups)],
                is_wide=not n % 4, last_number=posts, others=posts - 1, last_at=now - timedelta(minutes=first + n),
                created_at=now, changed_at=now,
            )
            for n, one in enumerate(people)
        ]  # fmt: skip
        put_items(topics)
        put(Post, (
            Post(
                id=uuid7(), topic_id=topic.pk, number=n + 1, author=people[(place + n) % len(people)], html=html,
                made_at=now,
            )
            for place, topic in enumerate(topics) for n in range(posts)
        ))  # fmt: skip
    Waiting.objects.all().delete()


def a_topic(me: Any, many: int, now: datetime) -> Any:
    """A topic of so many posts of a group's members, in their own words."""
    from bench import prose
    from bench.rows import put
    from coppice.conversations.models import Post, Topic
    from coppice.kernel.ids import uuid7

    group = me.memberships.order_by("group__slug").first().group
    people = [row.person for row in group.memberships.select_related("person")]
    topic = Topic.start(title=f"Of {many}", html=prose.html(0, WORDS), group=group, by=me, now=now)
    put(Post, [
        Post(id=uuid7(), topic=topic, number=n, author=people[n % len(people)], html=prose.html(n, WORDS), made_at=now)
        for n in range(2, many + 1)
    ])  # fmt: skip
    Topic.everything.filter(pk=topic.pk).update(last_number=many, others=many - 1)
    return topic


def pages(me: Any, topics: dict[int, Any]) -> Iterator[Page]:
    from bench.talk import WHOLE

    session, group = session_of(me), topics[TWENTY].home
    yield Page("topic, 20 posts", topics[TWENTY].get_absolute_url(), session)
    yield Page(WHOLE, f"{topics[TWO_HUNDRED].get_absolute_url()}?whole=1", session)
    yield Page("group", group.get_absolute_url(), session)
    yield Page("topics of a group", f"{group.get_absolute_url()}talk/", session)
    yield Page("topics of all", "/talk/", session)
    yield Page("polls", "/polls/", session)
    yield Page("from the community", "/journal/community/", session)
    yield Page("home", "/", session)
    if there("people:index"):
        yield Page("directory, asked", "/people/?q=captions", session)


def there(name: str) -> bool:
    from django.urls import NoReverseMatch, reverse

    try:
        return bool(reverse(name))
    except NoReverseMatch:
        return False


def write(me: Any, now: datetime) -> None:
    """A topic and an answer in it, as their commands do it: the middle of many times, in processor time."""
    from bench import prose
    from bench.stopwatch import cpu_clock
    from coppice.conversations.models import Topic

    clock = cpu_clock()
    group = me.memberships.order_by("group__slug").first().group
    spent: dict[str, list[int]] = {"topic": [], "answer": []}
    for n in range(WARM + TIMES):
        began = clock()
        topic = Topic.start(title=f"Again {n}", html=prose.html(n, WORDS), group=group, by=me, now=now)
        between = clock()
        topic.reply(html=prose.html(n + 1, WORDS), by=me, now=now)
        ended = clock()
        if n >= WARM:
            spent["topic"].append(between - began)
            spent["answer"].append(ended - between)
    for what, times in spent.items():
        say({"written": what, "milliseconds": median(times) / 1e6})


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
