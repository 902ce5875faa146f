"""Capturing from anywhere: without a connection, from what another app shares, from a bookmark."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.audience.viewing import Request
from coppice.journal import ways
from coppice.journal.fields import found_link
from coppice.journal.forms import CaptureForm
from coppice.journal.views import capturing

BOOKMARK = (
    "javascript:void(open('{address}?title='+encodeURIComponent(document.title)"
    "+'&text='+encodeURIComponent(getSelection())+'&url='+encodeURIComponent(location.href)))"
)


def show(request: Request) -> HttpResponse:
    """The ways to capture, and how to set each up."""
    address = request.build_absolute_uri(reverse("journal:new"))
    return render(
        request, "journal/anywhere.html", {"bookmark": BOOKMARK.format(address=address), "ways": ways.all_of_them()}
    )


def offline(request: Request) -> HttpResponse:
    """The page that waits on a device for when there is no connection. It says nothing of anybody."""
    return render(request, "journal/offline.html", {"form": CaptureForm(auto_id="offline_%s")})


def take_shared(request: Request) -> HttpResponse:
    """What another app shared, as a form filled in; nothing is kept before it is sent.

    The worker on the device takes shares in first (coppice/home/worker). This is for a browser that lost its worker, so
    it asks for no token, and does nothing that would need one.
    """
    if request.viewer.person is None:
        return capturing.signed_out(request)
    if request.FILES:
        messages.warning(request, _("The files could not be carried over. Choose them once more below."))
    words = capturing.words_of(request.POST)
    link = found_link(request.POST.get("url", ""), request.POST.get("text", ""))
    return capturing.show(request, capturing.empty(timezone.localdate(), happened=words, link=link))
