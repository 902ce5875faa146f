"""The page of proposals, taking one and putting one aside; and being asked whether one may be quoted."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.accounts.requests import PersonRequest
from coppice.journal.models import Origin
from coppice.kernel.resources import see_other
from coppice.proposals import finding
from coppice.proposals.facts import Fact
from coppice.proposals.models import COMMUNITY, Ask, NotThis, take

SHOWN = 30
LATELY = 5


def index(request: PersonRequest) -> HttpResponse:
    """What one did that is not in the journal yet; and what was made of it lately, to be undone."""
    found = finding.proposals(request.user, now=timezone.now())
    taken = Origin.objects.filter(keeper=request.user, source=COMMUNITY, entry__removed_at=None)
    context = {
        "facts": found[:SHOWN],
        "more": max(0, len(found) - SHOWN),
        "taken": [row.entry for row in taken.select_related("entry").order_by("-brought_at", "-pk")[:LATELY]],
    }
    return render(request, "proposals/index.html", context)


def fact_or_404(request: PersonRequest, source: str, pk: UUID) -> Fact:
    fact = finding.find(request.user, source, pk, now=timezone.now())
    if fact is None:
        raise Http404
    return fact


def take_it(request: PersonRequest, source: str, pk: UUID) -> HttpResponse:
    """One action: a draft with the facts in it."""
    fact = fact_or_404(request, source, pk)
    quoting = bool(request.POST.get("quoting"))
    entry = take(fact, quoting=quoting, by=request.user, now=timezone.now())
    if quoting and fact.others:
        messages.success(request, _("The facts are in it, and the other was asked. Now say what it shows."))
    else:
        messages.success(request, _("The facts are in it. Now say what it shows."))
    return see_other(entry.writing_url)


def put_aside(request: PersonRequest, source: str, pk: UUID) -> HttpResponse:
    """Not this, for good."""
    NotThis.put(fact_or_404(request, source, pk), by=request.user)
    messages.success(request, _("You won’t see that one again."))
    return see_other(reverse("proposals:index"))


def ask_or_404(request: PersonRequest, pk: UUID) -> Ask:
    found: Ask = get_object_or_404(Ask.objects.visible_to(request.user).select_related("by"), pk=pk)
    return found


def show(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Who asks, and which words. Nothing of the entry: that is private."""
    return render(request, "proposals/quotation.html", {"ask": ask_or_404(request, pk)})


def answer(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Yes or no."""
    ask = ask_or_404(request, pk)
    yes = request.POST.get("answer") == "yes"
    ask.answer(yes=yes, by=request.user, now=timezone.now())
    said = _("Thank you. They may quote you.") if yes else _("Your words stay out of it.")
    messages.success(request, said)
    return see_other(ask.get_absolute_url())
