"""Lists of topics: what one sees of the talk, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from allauth.account.models import EmailAddress
from django.db.models import Q

from coppice.accounts.models import Person
from coppice.audience.models import Grant
from coppice.audience.viewing import Viewer
from coppice.conversations.models import Following, Topic
from coppice.groups.models import Group
from coppice.kernel import keyset

ONLY = ("all", "unanswered", "followed")
ORDER = ("-last_at", "-pk")


@dataclass(frozen=True)
class Asked:
    """What somebody asked to see of it."""

    only: str = "all"
    tag: str = ""
    after: str = ""

    @classmethod
    def read(cls, query: Any) -> Asked:
        only = query.get("only", "")
        return cls(only if only in ONLY else "all", query.get("tag", "")[:40], query.get("after", ""))

    def older(self, mark: str) -> str:
        """The address of the next page, if there is one."""
        kept = {"only": self.only if self.only != "all" else "", "tag": self.tag, "after": mark}
        return "?" + urlencode({name: value for name, value in kept.items() if value}) if mark else ""


def newest(viewer: Viewer, asked: Asked, *, group: Group | None = None) -> keyset.Page[Topic]:
    """One page. What is certainly not theirs is left out by an index, and the rule decides about the rest."""
    topics = Topic.objects.all()
    person = viewer.person
    if group is not None:
        topics = topics.of_group(group)
    elif person is not None:
        topics = topics.filter(perhaps_seen_by(person))
    if asked.only == "unanswered":
        topics = topics.unanswered()
    if asked.only == "followed" and person is not None:
        topics = topics.filter(pk__in=Following.objects.filter(person=person, stopped=False).values("topic_id"))
    if asked.tag:
        topics = topics.tagged(asked.tag)
    topics = topics.visible_to(viewer).select_related("author", "home").prefetch_related("tags")
    page = keyset.page(topics, order=ORDER, after=asked.after, size=30)
    say_where(page.rows, person)
    return page


def say_where(topics: Sequence[Topic], person: Person | None) -> None:
    """Name the group of each, but for unlisted ones that are not theirs (one query, if there are any)."""
    unlisted = {topic.home.pk for topic in topics if topic.home and not topic.home.is_listed}
    theirs = Group.objects.visible_to(person).filter(pk__in=unlisted)
    known = set(theirs.values_list("pk", flat=True)) if unlisted else set()
    for topic in topics:
        if topic.home and (topic.home.is_listed or topic.home_id in known):
            topic.where = topic.home.name


def perhaps_seen_by(person: Person) -> Q:
    """Open to all members, of a group of theirs, or given to them by name."""
    mine = person.memberships.values("group_id")
    given = Grant.objects.filter(person=person).values("item_id")
    addresses = EmailAddress.objects.filter(user=person, verified=True).values("email")
    given_to_it = Grant.objects.filter(address__in=addresses, address__gt="").values("item_id")
    return Q(is_wide=True) | Q(home__in=mine) | Q(pk__in=given) | Q(pk__in=given_to_it)
