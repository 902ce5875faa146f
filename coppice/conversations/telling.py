"""What a group's page is told of its talk."""

from django.utils.translation import gettext as _

from coppice.groups.further import Way
from coppice.groups.models import Group
from coppice.kernel.addresses import address


def talk_of(group: Group) -> Way:
    return Way(
        label=_("Talk"),
        url=address("conversations:group", group.slug),
        about=_("questions, discussions and calls of this group"),
    )
