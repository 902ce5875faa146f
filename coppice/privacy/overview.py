"""What stands on the page “Your privacy”, put together in a constant number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings

from coppice.accounts.agreements import AGREEMENTS, Agreement
from coppice.accounts.models import Consent, Person
from coppice.accounts.sessions import Session
from coppice.audience.models import Block, Grant, Item, Link
from coppice.discussion.models import Comment
from coppice.groups.models import Group
from coppice.kernel.alphabet import in_order
from coppice.notices.models import Choice as MailChoice
from coppice.portfolios.models import Transfer
from coppice.privacy import circles, everything, retention
from coppice.privacy.circles import Circles
from coppice.privacy.models import Departure, Opening
from coppice.privacy.openings import Line, lines
from coppice.tending.models import Acceptance


@dataclass(frozen=True)
class Overview:
    """Everything of mine, who is let in, and where I am let in."""

    circles: Circles
    named: Sequence[Grant]
    links: Sequence[Link]
    blocks: Sequence[Block]
    in_bin: int
    said_to_others: int
    groups: Sequence[Any]
    sessions: Sequence[UserSession]
    mail: str
    retention: Sequence[retention.Rule]
    copies: Sequence[Transfer]
    departure: Departure | None
    consents: Sequence[Consent]
    accepted: Sequence[Acceptance]
    openings: Sequence[Line]
    choices: Sequence[Choice]


@dataclass(frozen=True)
class Choice:
    """Something one can allow, and the row of the ledger by which one does."""

    agreement: Agreement
    given: Consent | None


def of(person: Person, *, now: datetime) -> Overview:
    named = Grant.objects.live(now).filter(made_by=person, through=None, item__removed_at=None)
    links = Link.objects.live(now).filter(made_by=person, item__removed_at=None)
    said = Comment.objects.filter(author=person, withdrawn_at=None).exclude(item__author=person)
    blocks = Block.objects.filter(by=person).select_related("against").order_by("pk")
    consents = list(person.consents.all())
    mine = Group.objects.visible_to(person)
    accepted = Acceptance.objects.filter(person=person, agreement__group__in=mine).select_related("agreement__group")
    return Overview(
        circles=circles.of(person, now=now),
        named=list(named.select_related("person", "item")),
        links=list(links.select_related("item")),
        blocks=in_order(blocks, lambda block: block.against.name),
        in_bin=Item.everything.in_bin_of(person).count(),
        said_to_others=said.count(),
        groups=in_order(Group.objects.filter(memberships__person=person)),
        sessions=list(open_sessions(person, now)),
        mail=MailChoice.made_by([person.pk]).in_words(person.pk),
        retention=retention.rules(),
        copies=list(everything.made_for(person)[:5]),
        departure=Departure.objects.filter(person=person).first(),
        consents=consents,
        accepted=list(accepted[:100]),
        openings=lines(Opening.objects.filter(owner_id=person.pk)),
        choices=choices(consents),
    )


def choices(consents: Sequence[Consent]) -> list[Choice]:
    """Whatever may be allowed or not. What this installation does not do is not offered, and can be taken back."""
    newest = {row.what: row for row in reversed(consents)}
    given = {row.what: row for row in newest.values() if row.given}
    optional = [agreement for agreement in AGREEMENTS.values() if agreement.is_optional]
    return [Choice(one, given.get(one.what)) for one in optional if one.what in given or settings.LOOK_UP_LINKS]


def open_sessions(person: Person, now: datetime) -> Any:
    live = Session.objects.filter(expire_date__gt=now).values("session_key")
    return UserSession.objects.filter(user=person, session_key__in=live).order_by("-created_at", "-pk")
