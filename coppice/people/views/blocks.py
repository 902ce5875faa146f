"""Having nothing to do with somebody any more; and again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.audience.models import Block
from coppice.audience.viewing import Request
from coppice.kernel.resources import allow, see_other
from coppice.people.views.profile import profile_or_404

LIST = "/privacy/#blocks"


def block(request: Request, slug: str) -> HttpResponse:
    """Somebody whose profile I see. Pressed twice it is done once, though by then the profile is not there for me."""
    made = Block.objects.filter(by=request.user, against__slug=slug).select_related("against").first()
    return begin(request, made.against if made else profile_or_404(request, slug).person)


def begin(request: Request, person: Person) -> HttpResponse:
    """Block somebody who is there for me, and show where it is ended."""
    allow(person != request.user)
    Block.make(person, by=request.user)
    said = _("You and {name} see nothing of each other’s any more. They are not told. Here you can end it.")
    messages.success(request, said.format(name=person.name))
    return see_other(LIST)


def end(request: Request, slug: str) -> HttpResponse:
    """A block of mine, whether or not its person is a member still."""
    made = get_object_or_404(Block.objects.select_related("against"), by=request.user, against__slug=slug)
    made.end()
    messages.success(request, _("You do not block {name} any more.").format(name=made.against.name))
    return see_other(LIST)
