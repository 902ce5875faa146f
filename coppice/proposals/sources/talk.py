"""Talk: an answer that helped, a topic that others joined, and what people thanked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coppice.accounts.models import Person
from coppice.audience.models import Reach
from coppice.conversations.models import Post, Topic
from coppice.happenings.models import Happening
from coppice.proposals.facts import Fact, Quoted, own_words
from coppice.proposals.sources import Source
from coppice.tending import rules
from coppice.tending.rules import Rule

POSTED = frozenset({"posted"})
ANY = frozenset[str]()
STARTED = frozenset({"topic started", "question asked", "call made"})
MOST = 60
FEWEST = 5


def helpful(person: Person, happenings: Sequence[Happening]) -> Iterable[Fact]:
    """Answers that whoever asked marked as helpful (three queries)."""
    ids = [UUID(one.about["post"]) for one in happenings if "post" in one.about]
    seen = Post.objects.filter(pk__in=ids, author=person, helpful_at__isnull=False).visible_to(person).here()
    theirs = seen.exclude(topic__author=person).select_related("topic__home")
    posts = list(theirs.order_by("-made_at")[:MOST])
    firsts = Post.objects.filter(topic__in=[post.topic_id for post in posts], number=1).here().heard_by(person)
    asked = {one.topic_id: one for one in firsts.select_related("author")}
    agreed = agreed_in([post.topic for post in posts])
    for post in posts:
        topic, question, rule = post.topic, asked.get(post.topic_id), agreed.get(post.topic_id)
        yield Fact(
            source="helpful",
            ref=post.pk,
            day=timezone.localdate(post.made_at),
            title=_("Answered a question that was asked in the community"),
            told=told_of_answer(post),
            with_whom=_("whoever asked, and those who read along"),
            url=post.permalink,
            where=_("The answer"),
            own=own_words(post.html),
            others=asker(topic, question, person) if rule is None or rule.may_be_quoted else (),
            agreed=rule.sentence if rule else "",
        )


def told_of_answer(post: Post) -> str:
    where = place(post.topic)
    told = _("I answered a question {place}. Whoever asked it marked my answer as helpful.").format(place=where)
    if not post.learned:
        return told
    many = ngettext("{many} person says they learned from it.", "{many} people say they learned from it.", post.learned)
    return f"{told} {many.format(many=post.learned)}"


def asker(topic: Topic, question: Post | None, person: Person) -> list[Quoted]:
    """Whoever asked, unless that was without a name or they left: nobody could be asked."""
    if question is None or not question.author.is_active or question.author_id == person.pk:
        return []
    words = own_words(question.html)
    return [Quoted(question.author_id, _("whoever asked the question"), words, question.permalink)] if words else []


def started(person: Person, happenings: Sequence[Happening]) -> Iterable[Fact]:
    """Topics that others took up (three queries)."""
    ids = [one.item_id for one in happenings if one.item_id]
    seen = Topic.objects.visible_to(person).filter(pk__in=ids, author=person, others__gte=2)
    topics = list(seen.select_related("home").order_by("-created_at")[:MOST])
    first = {one.topic_id: one for one in Post.objects.filter(topic__in=topics, number=1).here()}
    agreed = agreed_in(topics)
    for topic in topics:
        post = first.get(topic.pk)
        many = ngettext("{many} answer", "{many} answers", topic.others).format(many=topic.others)
        yield Fact(
            source="started",
            ref=topic.pk,
            day=timezone.localdate(topic.created_at),
            title=topic.title,
            told=_("I started a conversation {place}, which got {answers} from others.").format(
                place=place(topic), answers=many
            ),
            with_whom=_("members of the community"),
            url=topic.get_absolute_url(),
            where=_("The conversation"),
            own=own_words(post.html) if post else "",
            agreed=agreed[topic.pk].sentence if topic.pk in agreed else "",
        )


def thanked(person: Person, happenings: Sequence[Happening]) -> Iterable[Fact]:
    """Posts for which at least five others thanked, and which are no fact because they helped (two queries)."""
    mine = Post.objects.filter(author=person, thanks__gte=FEWEST, helpful_at=None).visible_to(person).here()
    posts = list(mine.select_related("topic__home").order_by("-made_at")[:MOST])
    agreed = agreed_in([post.topic for post in posts])
    for post in posts:
        told = ngettext(
            "I wrote something {place}, and {many} person thanked me for it.",
            "I wrote something {place}, and {many} people thanked me for it.",
            post.thanks,
        )
        yield Fact(
            source="thanked",
            ref=post.pk,
            day=timezone.localdate(post.made_at),
            title=_("Wrote something that people thanked me for"),
            told=told.format(place=place(post.topic), many=post.thanks),
            with_whom=_("members of the community"),
            url=post.permalink,
            where=_("What I wrote"),
            own=own_words(post.html),
            agreed=agreed[post.topic_id].sentence if post.topic_id in agreed else "",
        )


def agreed_in(topics: Iterable[Topic]) -> dict[UUID, Rule]:
    """By topic: the rule of those that a group alone sees (one query)."""
    groups = {topic: topic.group_id for topic in topics if topic.reach == Reach.GROUP and topic.group_id}
    made = rules.of_groups(groups.values())
    return {topic.pk: made[group].since(topic.created_at) for topic, group in groups.items()}


def place(topic: Topic) -> str:
    return _("in the group “{group}”").format(group=topic.home.name_for_all) if topic.home else _("among all members")


SOURCES = [Source("helpful", POSTED, helpful), Source("started", STARTED, started), Source("thanked", ANY, thanked)]
