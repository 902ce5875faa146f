"""What a group's page is told of its talk."""

from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.audience.viewing import Viewer
from coppice.conversations.models import Topic
from coppice.groups.further import Line, Way
from coppice.groups.models import Group
from coppice.kernel.addresses import address

FEW = 5


def talk_of(group: Group, viewer: Person) -> Way:
    """The newest topics first."""
    seen = Topic.objects.of_group(group).visible_to(Viewer.of(viewer)).select_related("author")
    newest = seen.only("title", "author__name").newest_first()[:FEW]
    return Way(
        label=_("Talk"),
        url=address("conversations:group", group.slug),
        about=_("questions, discussions and calls of this group"),
        lines=[Line(str(topic), topic.get_absolute_url(), topic.voice) for topic in newest],
    )
