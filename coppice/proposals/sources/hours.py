"""Chat hours that one hosted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coppice.accounts.models import Person
from coppice.chats.models import Chat
from coppice.happenings.models import Happening
from coppice.proposals.facts import Fact, own_words
from coppice.proposals.sources import Source

MOST = 30


def hosted(person: Person, happenings: Sequence[Happening]) -> Iterable[Fact]:
    """Hours that are over and were not called off; whoever took over the hosting is their host (one query)."""
    over = Chat.objects.visible_to(person).past(timezone.now()).filter(author=person, host_left=False)
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


SOURCES = [Source("hosted", frozenset(), hosted)]
