"""What a group's page is told of its polls."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from coppice.accounts.models import Person
from coppice.groups.further import Line, Way
from coppice.groups.models import Group
from coppice.kernel.addresses import fixed
from coppice.polls.models import Poll

SHOWN = 3


def polls_of(group: Group, viewer: Person) -> Way:
    """With those that are open (one query)."""
    found = Poll.objects.visible_to(viewer).of_group(group).open_at(timezone.now()).order_by("-opened_at", "-pk")
    context = pgettext("poll", "Open")
    return Way(
        label=_("Polls"),
        url=f"{fixed('polls:index')}?group={group.slug}",
        about=_("ask each other something, with names or without"),
        lines=[Line(poll.title, poll.get_absolute_url(), context) for poll in found[:SHOWN]],
    )
