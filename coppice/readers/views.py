"""Asking somebody to read, and following such a request."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from coppice.audience.models import Grant, Item
from coppice.audience.sentences import who_can_see
from coppice.audience.viewing import Request
from coppice.kernel.resources import allow, see_other
from coppice.readers.forms import ReaderForm
from coppice.readers.models import Reader


def mine_or_403(request: Request, pk: UUID) -> Item:
    item: Item = get_object_or_404(Item.objects.visible_to(request.viewer), pk=pk)
    allow(item.can_be_changed_by(request.user) and not item.is_of_many)
    return item


def index(request: Request, pk: UUID, form: ReaderForm | None = None) -> HttpResponse:
    """Who reads this, and asking somebody else."""
    item, now = mine_or_403(request, pk), timezone.now()
    month = timezone.localdate() + timedelta(days=28)
    readers = Reader.objects.of(item).select_related("grant__person")
    through = Grant.objects.live(now).filter(item=item, through__isnull=False).select_related("through")
    context = {
        "item": item,
        "form": form or ReaderForm(asker=request.user, initial={"until": month}),
        "readers": readers.live(now),
        "past": readers.exclude(grant__ends_at__gt=now)[:50],
        "through": through,
        "sentence": who_can_see([item], now=now)[item.pk],
    }
    return render(request, "readers/index.html", context, status=422 if form else 200)


def ask(request: Request, pk: UUID) -> HttpResponse:
    """Ask somebody to read until a day."""
    item = mine_or_403(request, pk)
    form = ReaderForm(request.POST, asker=request.user)
    if not form.is_valid():
        return index(request, pk, form)
    person = form.found.people[0] if form.found.people else None
    reader = Reader.ask(
        item=item,
        person=person,
        address=form.found.address,
        message=form.cleaned_data["message"],
        until=form.cleaned_data["until"],
        by=request.user,
        now=timezone.now(),
    )
    day = date_format(timezone.localtime(form.cleaned_data["until"]), "j F")
    messages.success(
        request, _("{reader} can read this until {day}. A mail is on its way.").format(reader=reader.grant.to, day=day)
    )
    return see_other(reverse("readers", args=[pk]))


def follow(request: Request, token: str) -> HttpResponse:
    """From the mail to the draft: at once for whoever may read it, else with the way to sign in or join."""
    reader = Reader.from_token(token, now=timezone.now())
    if reader is None:
        raise Http404
    if reader.grant.item.is_visible_to(request.viewer):
        return see_other(reader.grant.item.as_kind().get_absolute_url())
    return render(request, "readers/request.html", {"reader": reader, "here": request.path})
