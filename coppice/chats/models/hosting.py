"""Who hosts, who helps, and how the hosting goes round."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.audience.models import Item
from coppice.chats.models import pace
from coppice.chats.models.phase import Closed, Phase
from coppice.groups.models import Group, Membership
from coppice.kernel import richtext
from coppice.kernel.refusals import Refusal

if TYPE_CHECKING:
    from coppice.chats.models.chat import Chat

TURN = timedelta(days=7)


def may_chair(chat: Chat, person: Person) -> bool:
    if person.pk == chat.author_id or person.pk == chat.chair_id:
        return True
    if chat.parts.filter(person=person, helps=True).exists():
        return True
    if chat.group_id is None:
        return person.is_steward
    return Membership.objects.filter(group=chat.group_id, person=person, is_facilitator=True).exists()


def may_publish(chat: Chat, person: Person, *, now: datetime) -> bool:
    """Whether they make the transcript: the host has a week for it, and is not waited for after that."""
    if person.pk == chat.author_id:
        return True
    return now >= chat.closes_at + TURN and may_chair(chat, person)


def who_could_publish(chat: Chat) -> set[Any]:
    """Besides the host: who may take the chair."""
    helpers = chat.parts.filter(helps=True).values_list("person_id", flat=True)
    facilitators = Membership.objects.filter(group=chat.group_id, is_facilitator=True).values("person")
    tend = Person.objects.filter(Q(pk__in=facilitators) if chat.group_id else Q(is_steward=True), is_active=True)
    return {chat.chair_id, *helpers, *tend.values_list("pk", flat=True)} - {chat.author_id, None}


def who_come(chat: Chat) -> list[Any]:
    """Those who said that they come, and the host."""
    return [*chat.parts.filter(comes=True).values_list("person_id", flat=True), chat.author_id]


@transaction.atomic
def take_chair(chat: Chat, *, by: Person, now: datetime) -> None:
    """Whoever takes it opens the questions from now on."""
    row = chat.held()
    if row.chair_id != by.pk:
        row.changes(chair=by)
        row.tell("chat chair taken", by=by, now=now, people=[row.author_id])
    pace.seen(row, now=now)
    chat.chair = by


@transaction.atomic
def offer(chat: Chat, to: Person, *, by: Person, now: datetime) -> None:
    """Ask somebody to host this chat in one's place."""
    row = chat.held()
    require_planned(row, now)
    if not to.is_member or not Item.objects.visible_to(to, now=now).filter(pk=chat.pk).exists():
        raise Refusal(_("{name} can’t see this chat, so can’t host it. Nobody was asked.").format(name=to.name))
    row.changes(offered_to=to)
    row.tell("chat hosting offered", by=by, now=now, people=[to])
    chat.offered_to = to


@transaction.atomic
def accept(chat: Chat, *, by: Person, now: datetime) -> None:
    """Become the host: the chat is theirs from now on."""
    row = chat.held()
    require_planned(row, now)
    if row.offered_to_id != by.pk:
        raise Refusal(_("The offer was taken back meanwhile. Nothing was changed."))
    hand_over(row, to=by, now=now)
    row.tell("chat hosting accepted", by=by, now=now, people=[chat.author_id])
    chat.refresh_from_db()


@transaction.atomic
def decline(chat: Chat, *, by: Person, now: datetime) -> None:
    """Rather not, without a reason; or the host takes the offer back."""
    row = chat.held()
    if row.offered_to_id is None:
        return
    row.changes(offered_to=None)
    if by.pk != row.author_id:
        row.tell("chat hosting declined", by=by, now=now, people=[row.author_id])
    chat.offered_to = None


def hand_over(row: Chat, *, to: Person, now: datetime) -> None:
    """The item becomes theirs, and so does the chair; in the caller's transaction, on a row that is held."""
    row.record("host", by=to, now=now)
    Item.everything.filter(pk=row.pk).update(author=to)
    row.changes(chair=to, offered_to=None, others_opening=richtext.fingerprint(row.text("opening")))


def require_planned(chat: Chat, now: datetime) -> None:
    if chat.phase(now) != Phase.PLANNED:
        raise Closed(_("This chat has begun, so its host stays. Helpers can take the chair."))


def last_hosts(group: Group | None, *, viewer: Any, now: datetime, few: int = 5) -> list[Chat]:
    """The last chats of a group, or of the whole community, as far as the viewer sees them: who hosted, and when."""
    from coppice.chats.models.chat import Chat

    past = (
        Chat.objects.visible_to(viewer, now=now).past(now).filter(group=group, host_left=False).select_related("author")
    )
    return list(past.defer("texts", "writers")[:few])


def whose_turn(chat: Chat, *, few: int = 5) -> list[Person]:
    """The first few of those, without anybody between whom and the host there is a block."""
    from coppice.chats.models.answer import hidden_from

    return list(could_host(chat).exclude(pk__in=hidden_from(chat.host))[:few])


def could_host(chat: Chat) -> QuerySet[Person]:
    """Members of the group, or whoever took part in a chat of the whole community: who hosted longest ago first."""
    if chat.group_id:
        people = Person.objects.filter(memberships__group=chat.group_id)
        there = Q(items__group=chat.group_id, items__chat__host_left=False)
    else:
        people = Person.objects.filter(pk__in=taking_part())
        there = Q(items__group=None, items__chat__host_left=False)
    hosted = Max("items__chat__starts_at", filter=there)
    able = people.filter(is_active=True, is_member=True).exclude(pk=chat.author_id)
    return able.annotate(hosted=hosted).order_by(nulls_first("hosted"), "name", "pk").distinct()


def nulls_first(name: str) -> Any:
    from django.db.models import F

    return F(name).asc(nulls_first=True)


def taking_part() -> Any:
    from coppice.chats.models.part import Part

    return Part.objects.filter(chat__group=None).values("person_id")
