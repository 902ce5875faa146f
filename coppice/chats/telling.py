"""What a group's page is told of its chats."""

from django.urls import reverse
from django.utils.translation import gettext as _

from coppice.groups.further import Way
from coppice.groups.models import Group


def chats_of(group: Group) -> Way:
    return Way(
        label=_("Chat hours"),
        url=f"{reverse('chats:index')}?group={group.slug}",
        about=_("an hour together, with questions on time and a transcript afterwards"),
    )
