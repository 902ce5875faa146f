"""Capture: a page, and the same form in a dialog on every page."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from coppice.audience.viewing import Request
from coppice.journal import editing
from coppice.journal.forms import CaptureForm
from coppice.journal.models import Entry
from coppice.kernel import richtext
from coppice.kernel.resources import see_other


def is_part(request: Request) -> bool:
    """Whether a script asks, for a dialog, instead of a browser for a page."""
    return request.headers.get("HX-Request") == "true" or request.headers.get("Sec-Fetch-Dest") == "empty"


def show(request: Request, form: CaptureForm | None = None) -> HttpResponse:
    """An empty form for today, or the one that needs mending."""
    form = form or CaptureForm(initial={"happened_on": timezone.localdate(), "once": uuid4()})
    template = "journal/capture_form.html" if is_part(request) else "journal/new.html"
    response = render(request, template, {"form": form}, status=422 if form.errors else 200)
    patch_vary_headers(response, ["HX-Request", "Sec-Fetch-Dest"])
    return response


def keep(request: Request) -> HttpResponse:
    """Keep what was captured; sent twice, it is kept once."""
    if request.viewer.person is None:
        return signed_out(request)
    form = CaptureForm(request.POST, request.FILES)
    if not form.is_valid():
        return show(request, form)
    given, now = form.cleaned_data, timezone.now()
    words = given["happened"].strip() or " · ".join(upload.name or "" for upload in given["file"])
    entry, is_new = Entry.capture(
        html=richtext.from_markdown(words),
        happened_on=given["happened_on"],
        by=request.user,
        now=now,
        once=given["once"],
    )
    refused = editing.keep_files(entry, given["file"], by=request.user, now=now) if is_new else []
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
            f"Your words are kept, but not every file: {' '.join(refused)} Choose it again when you edit the entry.",
        )
    else:
        messages.success(request, "Kept in your journal. Only you can see it.")
