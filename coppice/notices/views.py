"""My notices, and how I want to be mailed."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.audience.viewing import Request
from coppice.kernel import keyset
from coppice.kernel.resources import see_other
from coppice.notices.models import How, MailChoice, Notice


def index(request: Request) -> HttpResponse:
    """What came for me, newest first."""
    notices = Notice.objects.visible_to(request.viewer).select_related("happening__actor", "happening__item")
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


def choices(request: Request) -> HttpResponse:
    """How I want to be mailed."""
    chosen = MailChoice.of(request.user)
    return render(request, "notices/choices.html", {"choices": How.choices, "chosen": chosen})


def choose(request: Request) -> HttpResponse:
    how = request.POST.get("how", "")
    if how not in How.values:
        messages.error(request, _("Choose one of the three. Nothing was changed."))
        return see_other(reverse("notices:choices"))
    MailChoice.choose(how, by=request.user)
    messages.success(request, _("Saved."))
    return see_other(reverse("notices:choices"))
