"""Ending mail with one click. Whoever holds the mail can do that, and is told nothing about whose mail it was."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from coppice.notices.ending import Ending


def ask(request: HttpRequest, token: str) -> HttpResponse:
    """Asks once, because programs that look through mail follow links."""
    return page(request, ending_or_404(token), ended=False)


def end(request: HttpRequest, token: str) -> HttpResponse:
    """No more such mail. A mail program may ask for this by itself, without a session, and follows no redirect."""
    ending = ending_or_404(token)
    ending.carry_out()
    return page(request, ending, ended=True)


def ending_or_404(token: str) -> Ending:
    ending = Ending.from_token(token)
    if ending is None:
        raise Http404
    return ending


def page(request: HttpRequest, ending: Ending, *, ended: bool) -> HttpResponse:
    return render(request, "notices/ending.html", {"ending": ending, "ended": ended})
