"""What the demonstration talks about: two years of it, from one file of words."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import BytesIO

from coppice.accounts.models import Person
from coppice.conversations.models import Following, GroupWays, Offer, Outcome, Post, Reaction, Topic
from coppice.conversations.seeded import Said, Seeded, topics
from coppice.files.models import File
from coppice.groups.models import Group
from coppice.journal.demo_files import about, make
from coppice.kernel import richtext

STILL_NEW = 7
READ_ALONG = ("thanks", "learned", "me_too")


def seed(people: dict[str, Person], groups: dict[str, Group], *, now: datetime) -> list[Topic]:
    """More than thirty topics; in two groups members can ask without their name."""
    for slug in ("first-years", "accessible"):
        facilitator = groups[slug].memberships.get(is_facilitator=True).person
        GroupWays.choose(groups[slug], may_ask_unnamed=True, by=facilitator, now=now - timedelta(days=500))
    return [begin(one, people, groups, now=now) for one in topics()]


def begin(one: Seeded, people: dict[str, Person], groups: dict[str, Group], *, now: datetime) -> Topic:
    """One topic with what was said in it; whoever speaks is in the group first."""
    group = groups[one.group] if one.group else None
    by = speaker(one.by, people, group)
    begun = now - timedelta(days=one.ago, minutes=37 * len(one.title) % 540)
    topic = Topic.start(
        title=one.title,
        html=richtext.from_markdown(one.words),
        by=by,
        now=begun,
        group=group,
        reach=one.reach,
        sort=one.sort,
        tags=one.tags.split(", "),
        due_on=(begun + timedelta(days=one.due)).date() if one.due else None,
        unnamed=one.unnamed,
    )
    for number, said in enumerate(one.said):
        answer(topic, said, people, group, begun + timedelta(hours=said.after, minutes=11 * number % 60))
    for person, what in one.offers:
        Offer.make(topic, what=what, by_day=None, by=speaker(person, people, group), now=begun + timedelta(days=3))
    for tried in one.outcomes:
        where = dict(zip(("discipline", "size", "platform"), tried["where"], strict=True))
        known = {"worked": tried["worked"], "words": tried["words"], **where}
        Outcome.say(topic, by=speaker(tried["by"], people, group), now=begun + timedelta(days=20), **known)
    if one.locked and group:
        tends = group.memberships.filter(is_facilitator=True).select_related("person")[0].person
        topic.lock(reason=one.locked, by=tends, now=begun + timedelta(days=40))
    if one.ago > STILL_NEW:  # people read what came for them; nothing of two years waits for anybody
        Following.objects.filter(topic=topic).update(seen_number=Topic.objects.get(pk=topic.pk).last_number)
    return topic


def answer(topic: Topic, said: Said, people: dict[str, Person], group: Group | None, at: datetime) -> Post:
    by = speaker(said.by, people, group)
    files = [File.bring(BytesIO(make(name)), name) for name in said.files]
    post = topic.reply(html=richtext.from_markdown(said.words), by=by, now=at, files=files)
    for file in File.objects.filter(attached__post=post):
        file.alt, file.kept_at = about(file.name) if file.is_picture else "", at
        file.save(update_fields=["alt", "kept_at"])
    if said.helped and topic.sort == "question":
        post.find_helpful(True, by=topic.author, now=at + timedelta(hours=5))
    others = [person for slug, person in people.items() if slug != said.by and person.is_member]
    for number in range(said.thanked):
        one = others[(len(said.words) + 7 * number) % len(others)]
        Reaction.give(post, READ_ALONG[number % 3 if number > 2 else 0], by=one)
    return post


def speaker(slug: str, people: dict[str, Person], group: Group | None) -> Person:
    person = people[slug]
    if group is not None:
        group.join(person=person)
    return person
