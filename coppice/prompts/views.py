"""My question: how I want to be asked, answering it, and not now."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.audience.viewing import Request
from coppice.journal import editing
from coppice.journal.forms import CaptureForm
from coppice.journal.views import capturing
from coppice.kernel.resources import see_other
from coppice.prompts.forms import WishForm
from coppice.prompts.models import Prompt, Wish


def choices(request: Request, form: WishForm | None = None) -> HttpResponse:
    """How I want to be asked."""
    wish = Wish.of(request.user)
    form = form or WishForm(initial={"often": wish.often, "weekday": wish.weekday, "way": wish.way})
    return render(request, "prompts/choices.html", {"form": form}, status=422 if form.errors else 200)


def choose(request: Request) -> HttpResponse:
    form = WishForm(request.POST)
    if not form.is_valid():
        return choices(request, form)
    Wish.choose(**form.cleaned_data, by=request.user, now=timezone.now())
    messages.success(request, _("Saved."))
    return see_other(reverse("prompts:choices"))


def mine(request: Request, pk: UUID) -> Prompt:
    return get_object_or_404(Prompt, pk=pk, person=request.user)


def show(request: Request, pk: UUID, form: CaptureForm | None = None) -> HttpResponse:
    """The question, and below it the form to capture with."""
    prompt = mine(request, pk)
    form = form or capturing.empty(timezone.localdate())
    context = {"prompt": prompt, "form": form, "action": prompt.get_absolute_url()}
    return render(request, "prompts/prompt.html", context, status=422 if form.errors else 200)


def answer(request: Request, pk: UUID) -> HttpResponse:
    """Keep the answer in my journal, even if the question was put away meanwhile."""
    prompt, now = mine(request, pk), timezone.now()
    form = CaptureForm(request.POST, request.FILES)
    if not form.is_valid():
        return show(request, pk, form)
    entry, refused = editing.capture(form.cleaned_data, by=request.user, now=now)
    prompt.close(now=now)
    capturing.say(request, refused)
    return see_other(entry.get_absolute_url())


def put_away(request: Request, pk: UUID) -> HttpResponse:
    """Not now."""
    mine(request, pk).close(now=timezone.now())
    return see_other("/")


def ask_to_end(request: HttpRequest, token: str) -> HttpResponse:
    """Asks once, because programs that look through mail follow links."""
    return render(request, "prompts/ending.html", {"ended": False})


def end(request: HttpRequest, token: str) -> HttpResponse:
    """No more questions. A mail program may ask for this by itself, so it needs no session and no token of a form."""
    if not Wish.end(token, now=timezone.now()):
        raise Http404
    return render(request, "prompts/ending.html", {"ended": True})
