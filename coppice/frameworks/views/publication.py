"""A draft becomes an edition: looked over first, then done for good."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.audience.viewing import Request
from coppice.frameworks.drafting.differing import differences
from coppice.frameworks.drafting.document import tidied
from coppice.frameworks.models import Edition
from coppice.frameworks.views.loading import base_of, my_draft, title_of, trail
from coppice.kernel.resources import see_other


def show(request: Request, pk: UUID) -> HttpResponse:
    """What would be published, and what it would change."""
    draft = my_draft(request, pk)
    newest, edition = draft.newest, Edition.objects.newest(draft.slug)
    version = newest.document["version"]
    context = {
        "draft": draft,
        "newest": newest,
        "title": title_of(newest),
        "edition": edition,
        "differences": differences(tidied(edition.document.body), newest.document) if edition else [],
        "is_taken": Edition.objects.filter(slug=draft.slug, version=version).exists(),
        "places": trail(draft, newest),
    }
    return render(request, "frameworks/drafts/publication.html", context)


def publish(request: Request, pk: UUID) -> HttpResponse:
    """For good. Those who write against an older edition are told, and nothing of theirs moves."""
    draft = my_draft(request, pk)
    done = draft.publish(base=base_of(request), by=request.user, now=timezone.now())
    messages.success(request, _("{edition} is published. It never changes.").format(edition=done.edition))
    return see_other(done.edition.get_absolute_url())
