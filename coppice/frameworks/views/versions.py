"""The versions of a draft, what changed since one of them, going back, and what members would see changed."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.audience.viewing import Request
from coppice.frameworks.drafting.differing import differences
from coppice.frameworks.drafting.document import tidied
from coppice.frameworks.models import Edition
from coppice.frameworks.views.loading import my_draft, title_of, trail
from coppice.kernel.resources import see_other

LISTED = 100


def index(request: Request, pk: UUID) -> HttpResponse:
    """Every version, the newest first."""
    draft = my_draft(request, pk)
    newest = draft.newest
    versions = draft.versions.select_related("by").defer("document")[:LISTED]
    context = {"draft": draft, "newest": newest, "versions": versions, "places": trail(draft, newest)}
    return render(request, "frameworks/drafts/versions.html", context)


def show(request: Request, pk: UUID, number: int) -> HttpResponse:
    """What changed since this version."""
    draft = my_draft(request, pk)
    newest, version = draft.newest, get_object_or_404(draft.versions.select_related("by"), number=number)
    context = {
        "draft": draft,
        "version": version,
        "is_newest": version.number == newest.number,
        "differences": differences(version.document, newest.document),
        "places": trail(draft, newest),
    }
    return render(request, "frameworks/drafts/version.html", context)


def restore(request: Request, pk: UUID, number: int) -> HttpResponse:
    """Go back to this version. What the draft says now stays a version too."""
    draft = my_draft(request, pk)
    version = get_object_or_404(draft.versions, number=number)
    draft.restore(version, by=request.user, now=timezone.now())
    messages.success(request, _("Version {number} is back, and what was there is kept.").format(number=number))
    return see_other(draft.get_absolute_url())


def changes(request: Request, pk: UUID) -> HttpResponse:
    """What the draft says otherwise than the newest edition."""
    draft = my_draft(request, pk)
    newest, edition = draft.newest, Edition.objects.newest(draft.slug)
    found = differences(tidied(edition.document.body), newest.document) if edition else []
    context = {
        "draft": draft,
        "title": title_of(newest),
        "edition": edition,
        "differences": found,
        "places": trail(draft, newest),
    }
    return render(request, "frameworks/drafts/changes.html", context)
