"""Links for comments: somebody without an account reads one text, and says what they think of it."""

from datetime import timedelta
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.accounts.signing_in import View, signed_in, way_in
from coppice.audience.forms import UntilForm
from coppice.audience.models import Item
from coppice.audience.viewing import Request
from coppice.discussion.models import GuestLink
from coppice.discussion.views.loading import item_or_404
from coppice.kernel.resources import allow, see_other


def signed_in_or_by_link(view: View) -> View:
    """The view, for people signed in and for guests; whoever the link they hold does not help is led to the way in."""
    guarded = signed_in(view)

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        holds = request.viewer.links  # type: ignore[attr-defined]
        if request.user.is_authenticated or not holds:
            return guarded(request, *args, **kwargs)
        try:
            return view(request, *args, **kwargs)
        except (Http404, PermissionDenied):
            return way_in(request)

    return opened


def my_item(request: Request, pk: UUID) -> Item:
    item = item_or_404(request, pk)
    allow(item.can_be_changed_by(request.user))
    return item


def index(request: Request, pk: UUID, form: UntilForm | None = None) -> HttpResponse:
    """The links there are, and one more."""
    item, now = my_item(request, pk), timezone.now()
    month = timezone.localdate() + timedelta(days=28)
    live = GuestLink.objects.filter(link__item_id=item.pk, link__ends_at__gt=now).select_related("link")
    context = {
        "item": item,
        "cautions": item.as_kind().cautions(),
        "links": [one.link for one in live.order_by("link__made_at")],
        "form": form or UntilForm(initial={"until": month}),
        "base_url": request.build_absolute_uri("/")[:-1],
    }
    return render(request, "discussion/guests.html", context, status=422 if form else 200)


def make(request: Request, pk: UUID) -> HttpResponse:
    """A link to read and comment, until a day."""
    item, form = my_item(request, pk), UntilForm(request.POST)
    if not form.is_valid():
        return index(request, pk, form)
    GuestLink.make(item=item, by=request.user, now=timezone.now(), ends_at=form.cleaned_data["until"])
    messages.success(request, _("Here is your link. Send it to whoever should read this."))
    return see_other(reverse("discussion:guests", args=[pk]))
