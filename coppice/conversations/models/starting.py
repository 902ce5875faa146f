"""What a topic needs before it can begin, whom it is told, and who has to wait in it."""

from __future__ import annotations

from collections.abc import Set
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coppice.accounts.models import Person
from coppice.audience.models import Reach
from coppice.conversations import wording
from coppice.conversations.models.moderating import GroupWays, Mute
from coppice.conversations.refusing import NotAnyMore, NotYet, NotYours
from coppice.groups import agreed
from coppice.groups.models import Group
from coppice.kernel.refusals import Refusal

if TYPE_CHECKING:
    from coppice.conversations.models.topic import Topic

CAN_REACH = {Reach.GROUP, Reach.MEMBERS, Reach.PUBLIC}


def check(
    *,
    title: str,
    group: Group | None,
    reach: str,
    sort: str,
    due_on: date | None,
    unnamed: bool,
    by: Person,
    now: datetime,
) -> None:
    """Refuse in a sentence."""
    from coppice.conversations.models.finding import Sort

    if not title:
        raise Refusal(_("Give it a title, so that others can find it later. Your words are below."))
    if group is None and not by.is_member:
        raise NotYours(_("Topics for the whole community are begun by its members."))
    if group is not None and not by.memberships.filter(group=group).exists():
        raise NotYours(_("You are not in this group, so you cannot begin a topic there. Your words are below."))
    if group is not None and not group.is_open_for_writing:
        raise NotAnyMore(wording.ENDED)
    if group is not None and reach != Reach.GROUP and agreed.since(group, now).stays:
        raise Refusal(
            _(
                "What is said in this group stays in it: so its members agreed. Let the members of the group be those "
                "who can see it. Your words are below."
            )
        )
    if reach not in CAN_REACH or (reach == Reach.GROUP and group is None) or sort not in Sort.values:
        raise Refusal(_("Choose from what is offered. Your words are below."))
    if due_on and sort != Sort.CALL:
        raise Refusal(_("Only a call for contributions ends on a day. Your words are below."))
    if unnamed and (sort != Sort.QUESTION or group is None or not GroupWays.of(group).may_ask_unnamed):
        raise Refusal(_("Only questions can be asked without a name, in groups that allow it. Your words are below."))


def begun(once: UUID, *, by: Person) -> Topic | None:
    """What they began with the same `once`."""
    from coppice.conversations.models.topic import Topic

    one_at_a_time(by)
    found: Topic | None = Topic.everything.filter(once=once).first()
    return found


def one_at_a_time(person: Person) -> None:
    """What they send twice waits here until what they sent first is there."""
    list(Person.objects.select_for_update(no_key=True).filter(pk=person.pk).values_list("pk"))


def tell(topic: Topic, *, now: datetime, but: Set[UUID]) -> None:
    """Its group is told, whoever asks without a name among them, but for who mutes the author.

    The whole site looks for itself.
    """
    members = set(topic.home.memberships.values_list("person_id", flat=True)) - but if topic.home else set()
    members -= set(Mute.objects.filter(against=topic.author_id).values_list("by_id", flat=True)) if members else members
    verb = {"question": "question asked", "call": "call made"}.get(topic.sort, "topic started")
    topic.happened(verb, by=topic.author, now=now, tell=members)


def wait_in_slow_topic(topic: Topic, *, by: Person, now: datetime) -> None:
    """In a topic that was slowed down one post each in so many minutes, but for those who tend it."""
    from coppice.conversations.models.post import Post

    if not topic.slow_minutes or topic.is_tended_by(by):
        return
    author = topic.voice_of(by)
    last = Post.objects.filter(topic=topic, author=author).order_by("-number").first()
    left = last.made_at + timedelta(minutes=topic.slow_minutes) - now if last else timedelta(0)
    if left > timedelta(0):
        minutes = max(1, round(left.total_seconds() / 60))
        raise NotYet(
            ngettext(
                "This topic was slowed down so that everybody has time to think. You can post again in a minute. "
                "Your words are below.",
                "This topic was slowed down so that everybody has time to think. You can post again in {minutes} "
                "minutes. Your words are below.",
                minutes,
            ).format(minutes=minutes)
        )
