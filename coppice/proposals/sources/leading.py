"""Leading: a group that one tends, a round that one led, an edition of a framework that one published."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coppice.accounts.models import Person
from coppice.frameworks.models import Publication
from coppice.groups.models import Membership
from coppice.happenings.models import Happening
from coppice.kernel.addresses import fixed
from coppice.proposals.facts import Fact, shortened
from coppice.proposals.sources import Source
from coppice.rounds.models import Round

A_WHILE = timedelta(days=90)
MOST = 30


def rounds(person: Person, happenings: Sequence[Happening]) -> Iterable[Fact]:
    """Rounds that the person opened and that are closed (one query)."""
    led = Round.objects.visible_to(person).closed().filter(opened_by=person)
    for one in led.select_related("group", "edition").order_by("-closed_at", "-pk")[:MOST]:
        assert one.closed_at
        yield Fact(
            source="round",
            ref=one.pk,
            day=timezone.localdate(one.opened_at),
            until=timezone.localdate(one.closed_at),
            title=_("Led a group in looking at its work"),
            told=_(
                "I led a round in which the members of “{group}” said, each unseen, where they are with the statements "
                "of {framework}. We looked at the result together."
            ).format(group=one.group.name, framework=one.framework.full_name),
            with_whom=_("the members of a group"),
            url=one.get_absolute_url(),
            where=_("The round, for members of the group"),
            own=shortened(one.agreed) if one.agreed_by_id == person.pk else "",
        )


def editions(person: Person, happenings: Sequence[Happening]) -> Iterable[Fact]:
    """Editions of a framework that the person published (one query)."""
    for one in Publication.objects.filter(by=person).select_related("edition").order_by("-at")[:MOST]:
        yield Fact(
            source="edition",
            ref=one.edition.pk,
            day=timezone.localdate(one.at),
            title=_("Published an edition of a framework"),
            told=_("I led the work on {edition} and published it; whoever writes by an older one was told.").format(
                edition=one.edition
            ),
            with_whom=_("those who lead the scheme"),
            url=one.edition.get_absolute_url(),
            where=_("The edition"),
        )


def groups(person: Person, happenings: Sequence[Happening]) -> Iterable[Fact]:
    """Groups that the person has tended for a while (one query)."""
    since = timezone.now() - A_WHILE
    mine = Membership.objects.filter(person=person, is_facilitator=True, joined_at__lt=since)
    sized = mine.select_related("group").annotate(size=Count("group__memberships")).order_by("-joined_at")
    for one in sized[:MOST]:
        many = ngettext("{many} member", "{many} members", one.size).format(many=one.size)
        yield Fact(
            source="group",
            ref=one.group.pk,
            day=timezone.localdate(one.joined_at),
            title=_("Facilitated the group “{group}”").format(group=one.group.name),
            told=_("I facilitate the group “{group}”, which has {members}. It is there for this: {purpose}").format(
                group=one.group.name, members=many, purpose=one.group.purpose
            ),
            with_whom=many,
            url=fixed("group", one.group.slug),
            where=_("The group"),
        )


ANY = frozenset[str]()
SOURCES = [Source("round", ANY, rounds), Source("edition", ANY, editions), Source("group", ANY, groups)]
