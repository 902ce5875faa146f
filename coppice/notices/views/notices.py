"""My notices."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from coppice.audience.viewing import Request
from coppice.kernel import keyset
from coppice.kernel.resources import see_other
from coppice.notices.models import Notice


def index(request: Request) -> HttpResponse:
    """What came for me, newest first."""
    notices = Notice.objects.visible_to(request.viewer).with_what_they_say()
    page = keyset.page(notices, order=("-made_at", "-id"), after=request.GET.get("after", ""))
    some_new = any(notice.seen_at is None for notice in page.rows)
    return render(request, "notices/index.html", {"page": page, "some_new": some_new})


def open_one(request: Request, pk: UUID) -> HttpResponse:
    """Mark one as seen and go to what it is about."""
    notice = get_object_or_404(Notice.objects.visible_to(request.viewer).select_related("happening"), pk=pk)
    Notice.objects.filter(pk=notice.pk, seen_at=None).update(seen_at=timezone.now())
    return see_other(notice.get_absolute_url())


def mark_seen(request: Request) -> HttpResponse:
    """Mark all as seen."""
    Notice.objects.visible_to(request.viewer).new().update(seen_at=timezone.now())
    return see_other(reverse("notices:index"))
