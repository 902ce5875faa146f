"""What the pages of a group and of a topic are told of polls."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from coppice.accounts.models import Person
from coppice.audience.viewing import Viewer
from coppice.conversations.beside import Beside
from coppice.conversations.models import Topic
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


def polls_of_topic(topic: Topic, viewer: Viewer) -> Beside | None:
    """With those that were asked in it (one query); a member of its circle can ask."""
    if viewer.person is None or not viewer.person.is_member:
        return None
    found = Poll.objects.visible_to(viewer).filter(asked_in=topic).order_by("-opened_at", "-pk")[:SHOWN]
    lines = [Line(poll.title, poll.get_absolute_url(), state_of(poll)) for poll in found]
    return Beside(_("Polls"), lines, _("Ask something here"), f"{fixed('polls:new')}?topic={topic.pk}")


def state_of(poll: Poll) -> str:
    return pgettext("poll", "Open") if poll.is_open else pgettext("poll", "Closed")
