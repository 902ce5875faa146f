"""Reading over what one wrote, on a page of its own or beside the text."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from coppice.audience.viewing import Request
from coppice.hints import reading
from coppice.hints.models import PutAside, SwitchedOff
from coppice.kernel.resources import next_url, see_other
from coppice.revisions.views.revisions import mine_or_404


def show(request: Request, pk: UUID) -> HttpResponse:
    """The hints, read anew each time; only its author can ask."""
    written = mine_or_404(request, pk)
    context = {"item": written, "over": reading.of(written, by=request.user)}
    return render(request, "hints/found.html" if request.htmx else "hints/show.html", context)


def put_aside(request: Request, pk: UUID) -> HttpResponse:
    """One hint, until its passage changes."""
    written = mine_or_404(request, pk)
    marks = {hint.mark for hint in reading.all_hints(written, by=request.user)}
    PutAside.put(written, mark=request.POST.get("mark", ""), of=marks, now=timezone.now())
    return see_other(reverse("hints:show", args=[pk]))


def take_back(request: Request, pk: UUID) -> HttpResponse:
    """All of them again."""
    PutAside.take_back(mine_or_404(request, pk))
    return see_other(reverse("hints:show", args=[pk]))


def switch_on(request: Request, rule: str) -> HttpResponse:
    """Look for this again."""
    SwitchedOff.switch(rule, on=True, by=request.user)
    return see_other(next_url(request, "/"))


def switch_off(request: Request, rule: str) -> HttpResponse:
    """Look for this no longer, anywhere."""
    SwitchedOff.switch(rule, on=False, by=request.user)
    return see_other(next_url(request, "/"))
