"""What a group's page is told of its polls."""

from django.utils.translation import gettext as _

from coppice.groups.further import Way
from coppice.groups.models import Group
from coppice.kernel.addresses import fixed


def polls_of(group: Group) -> Way:
    return Way(
        label=_("Polls"),
        url=f"{fixed('polls:index')}?group={group.slug}",
        about=_("ask each other something, with names or without"),
    )
