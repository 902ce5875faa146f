"""Chat hours that one hosted, and those in which one took the chair beside the host."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coppice.accounts.models import Person
from coppice.chats.models import Answer, Chat
from coppice.chats.models.choosing import ChatQuerySet
from coppice.happenings.models import Happening
from coppice.proposals.facts import Fact, own_words
from coppice.proposals.sources import Source

MOST = 30


def to_which_others_came(person: Person) -> ChatQuerySet:
    """Hours that are over, were not called off, and in which somebody else said something."""
    others = Answer.objects.filter(chat=OuterRef("pk")).exclude(author=person)
    over: ChatQuerySet = Chat.objects.visible_to(person).past(timezone.now()).filter(Exists(others))
    return over


def hosted(person: Person, happenings: Sequence[Happening]) -> Iterable[Fact]:
    """Whoever took over the hosting is the host; whoever cares for it since the host left is not (one query)."""
    over = to_which_others_came(person).filter(author=person, host_left=False)
    counted = over.annotate(asked=Count("questions", distinct=True))
    for chat in counted.order_by("-ends_at")[:MOST]:
        many = ngettext("{many} question", "{many} questions", vars(chat)["asked"]).format(many=vars(chat)["asked"])
        yield Fact(
            source="hosted",
            ref=chat.pk,
            day=timezone.localdate(chat.starts_at),
            title=_("Hosted a chat: {title}").format(title=chat.title),
            told=_("I hosted a chat hour, “{title}”: I prepared it and asked {questions}.").format(
                title=chat.title, questions=many
            ),
            with_whom=_("those who came to the chat"),
            url=chat.get_absolute_url(),
            where=_("The chat"),
            own=own_words(chat.own_opening),
        )


def chaired(person: Person, happenings: Sequence[Happening]) -> Iterable[Fact]:
    """Somebody else's hours in which the person took the chair (one query)."""
    hosts = Q(author=person, host_left=False)
    taken = to_which_others_came(person).filter(pk__in={one.item_id for one in happenings}).exclude(hosts)
    for chat in taken.order_by("-ends_at")[:MOST]:
        yield Fact(
            source="chaired",
            ref=chat.pk,
            day=timezone.localdate(chat.starts_at),
            title=_("Took the chair in a chat: {title}").format(title=chat.title),
            told=_("I took the chair in a chat hour, “{title}”, beside its host.").format(title=chat.title),
            with_whom=_("those who came to the chat"),
            url=chat.get_absolute_url(),
            where=_("The chat"),
        )


SOURCES = [Source("hosted", frozenset(), hosted), Source("chaired", frozenset({"chat chair taken"}), chaired)]
