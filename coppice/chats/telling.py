"""What a group's page is told of its chats: what comes, and what was lately."""

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.chats.models import Chat
from coppice.groups.further import Line, Way
from coppice.groups.models import Group

FEW = 2


def chats_of(group: Group, viewer: Person) -> Way:
    now = timezone.now()
    seen = Chat.objects.visible_to(viewer, now=now).filter(group=group).only("title", "starts_at")
    chats = [*seen.coming(now)[:FEW], *seen.past(now)[:FEW]]
    return Way(
        label=_("Chat hours"),
        url=f"{reverse('chats:index')}?group={group.slug}",
        about=_("an hour together, with questions on time and a transcript afterwards"),
        lines=[Line(str(chat), chat.get_absolute_url(), when(chat)) for chat in chats],
    )


def when(chat: Chat) -> str:
    """The day and the hour, where the reader is."""
    local = timezone.localtime(chat.starts_at)
    return f"{formats.date_format(local, 'l j F Y')}, {local:%H:%M}"
