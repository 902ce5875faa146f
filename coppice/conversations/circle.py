"""Whom a topic reaches, in words to read before one writes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coppice.accounts.models import Person
from coppice.audience.models import Grant, Reach
from coppice.conversations.models import Topic
from coppice.groups.models import Group, Membership
from coppice.kernel.alphabet import in_order

MEMBERS, LASTS = "conversations.members", 300


@dataclass(frozen=True)
class Circle:
    """`sees`: who can see it, in a few words. `goes_to`: the same as a sentence."""

    sees: str
    goes_to: str

    @classmethod
    def of(cls, topic: Topic, viewer: Person | None, *, now: datetime) -> Circle:
        """A query for each of: how many can see it, and its guests."""
        group = topic.home
        if topic.reach == Reach.GROUP and group:
            circle = cls.for_(topic.reach, group.name_for(viewer), group.memberships.count())
        else:
            circle = cls.for_(topic.reach, "", members() if topic.reach == Reach.MEMBERS else 0)
        return circle.with_guests(guests(topic, now=now))

    @classmethod
    def for_(cls, reach: str, group: str, size: int) -> Circle:
        if reach == Reach.PUBLIC:
            return cls(_("Anyone on the web"), _("Anyone on the web can read it. Whoever follows it is told."))
        if reach == Reach.MEMBERS:
            sees = ngettext("The one member", "All {size} members", size).format(size=size)
            goes = ngettext(
                "The one member of the community can read it. Whoever follows it is told.",
                "All {size} members of the community can read it. Whoever follows it is told.",
                size,
            )
            return cls(sees, goes.format(size=size))
        sees = ngettext("{group} ({size} member)", "{group} ({size} members)", size).format(group=group, size=size)
        goes = ngettext("Goes to the one member of {group}.", "Goes to the {size} members of {group}.", size)
        return cls(sees, goes.format(group=group, size=size))

    def with_guests(self, many: int) -> Circle:
        """Those who were let in beside them."""
        if not many:
            return self
        sees = ngettext("{circle} and {many} guest", "{circle} and {many} guests", many)
        reads = ngettext("One guest reads it, too.", "{many} guests read it, too.", many).format(many=many)
        return Circle(sees.format(circle=self.sees, many=many), f"{self.goes_to} {reads}")


def members() -> int:
    """How many there are in the community: counted once in some minutes, for it takes a look at each."""
    found = cache.get(MEMBERS)
    if found is None:
        found = Person.objects.filter(is_active=True, is_member=True).count()
        cache.set(MEMBERS, found, timeout=LASTS)
    return int(found)


def guests(topic: Topic, *, now: datetime) -> int:
    """How many were let in who would not see it otherwise.

    An address counts whoever has it: to leave out a member’s would tell that it is theirs.
    """
    if topic.reach == Reach.PUBLIC:
        return 0
    let_in = Grant.objects.live(now).filter(item=topic, through=None).exclude(person__is_active=False)
    if topic.reach == Reach.MEMBERS:
        let_in = let_in.exclude(person__is_member=True)
    else:
        let_in = let_in.exclude(person__in=Membership.objects.filter(group=topic.group_id).values("person"))
    return let_in.order_by().values("person", "address").distinct().count()


def circles(person: Person) -> list[str]:
    """How many people a topic would reach, by where it is begun."""
    groups = Group.objects.open_for_writing().with_size().filter(pk__in=person.memberships.values("group_id"))
    everybody = members()
    wide = ngettext(
        "A topic for all members can be read by {size} person. In a group, its members are told of it; elsewhere "
        "nobody is.",
        "A topic for all members can be read by {size} people. In a group, its members are told of it; elsewhere "
        "nobody is.",
        everybody,
    )
    ours = [Circle.for_(Reach.GROUP, group.name, vars(group)["size"]).goes_to for group in in_order(groups)]
    return [*ours, wide.format(size=everybody)]
