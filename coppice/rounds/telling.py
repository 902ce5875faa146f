"""What a group's page is told of its rounds."""

from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.groups.further import Way
from coppice.groups.models import Group
from coppice.kernel.addresses import address


def rounds_of(group: Group, viewer: Person) -> Way:
    return Way(
        label=_("Look at your work together"),
        url=address("rounds:index", group.slug),
        about=_("a self-assessment in which nobody sees who says what"),
    )
