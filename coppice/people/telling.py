"""What lower floors are told: where somebody’s page is, and a group’s picture."""

from django.urls import reverse
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.groups.further import Way
from coppice.groups.models import Group


def page_of(person: Person) -> str:
    """Of members; others have none."""
    return reverse("people:profile", args=[person.slug]) if person.is_member and person.is_active else ""


def picture_of(group: Group, viewer: Person) -> Way:
    return Way(
        label=_("What you can do together"),
        url=reverse("people:group", args=[group.slug]),
        about=_("the skills that at least five of you can help with, as a picture"),
    )
