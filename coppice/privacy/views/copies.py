"""Copies of everything."""

from django.http import HttpResponse
from django.utils import timezone

from coppice.audience.viewing import Request
from coppice.kernel.resources import see_other
from coppice.privacy import everything


def ask(request: Request) -> HttpResponse:
    """Ask for one, and see how far it is."""
    return see_other(everything.ask(by=request.user, now=timezone.now()).get_absolute_url())
