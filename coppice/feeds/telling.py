"""What feeds tell other apps about themselves."""

from django.urls import reverse
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.groups.further import Way
from coppice.groups.models import Group


def feed_of(group: Group, viewer: Person) -> Way:
    return Way(
        label=_("Feed"), url=f"{reverse('feeds:index')}#groups", about=_("what is new here, in a reader of your own")
    )
