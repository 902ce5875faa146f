"""“Your privacy”."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from coppice.audience.viewing import Request
from coppice.privacy import overview


def show(request: Request) -> HttpResponse:
    """What of mine can whom see, who is let in, what is kept; and where each of it is undone."""
    seen = overview.of(request.user, now=timezone.now())
    context = {"overview": seen, "this_session": request.session.session_key}
    return render(request, "privacy/index.html", context)
