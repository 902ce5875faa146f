"""Capture: a page, and the same form in a dialog on every page."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from coppice.audience.viewing import Request
from coppice.journal import editing
from coppice.journal.forms import CaptureForm
from coppice.kernel.resources import see_other


def is_part(request: Request) -> bool:
    """Whether a script asks, for a dialog, instead of a browser for a page."""
    return request.headers.get("HX-Request") == "true"


def show(request: Request, form: CaptureForm | None = None) -> HttpResponse:
    """A form for today, empty or with what the address brings, or the one that needs mending."""
    form = form or empty(timezone.localdate(), happened=words_of(request.GET), link=request.GET.get("url", ""))
    template = "journal/capture_form.html" if is_part(request) else "journal/new.html"
    response = render(request, template, {"form": form}, status=422 if form.errors else 200)
    patch_vary_headers(response, ["HX-Request"])
    return response


def empty(day: date, **brought: str) -> CaptureForm:
    return CaptureForm(initial={"happened_on": day, "once": uuid4(), **brought})


def words_of(asked: QueryDict) -> str:
    """What a bookmark or another app brings: a title and a passage, as two paragraphs."""
    return "\n\n".join(dict.fromkeys(filter(None, (asked.get(name, "").strip() for name in ("title", "text")))))


def keep(request: Request) -> HttpResponse:
    """Keep what was captured; sent twice, it is kept once."""
    if request.viewer.person is None:
        return signed_out(request)
    form = CaptureForm(request.POST, request.FILES)
    if not form.is_valid():
        return show(request, form)
    entry, refused = editing.capture(form.cleaned_data, by=request.user, now=timezone.now())
    say(request, refused)
    return see_other(entry.get_absolute_url())


def signed_out(request: Request) -> HttpResponse:
    """The session ended while somebody wrote: their words come back to them, whatever the address."""
    skipped = {"csrfmiddlewaretoken", "once", "seen"}
    kept = [
        (name, value) for name in request.POST if name not in skipped for value in request.POST.getlist(name) if value
    ]
    context = {"kept": kept, "action": request.path}
    return render(request, "journal/signed_out.html", context, status=401)


def say(request: Request, refused: list[str]) -> None:
    if refused:
        messages.warning(
            request,
            _("Your words are kept, but not every file: {reasons} Choose it again when you edit the entry.").format(
                reasons=" ".join(refused)
            ),
        )
    else:
        messages.success(request, _("Kept in your journal. Only you can see it."))
