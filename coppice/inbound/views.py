"""My private address, the mail that came from me, and what became of it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.audience.viewing import Request
from coppice.inbound import addresses, reading
from coppice.inbound.models import Arrival, PrivateAddress, State
from coppice.kernel.resources import see_other

MOST = 100


def index(request: Request) -> HttpResponse:
    """My address, and what I sent."""
    context = {
        "is_on": addresses.is_on(),
        "address": PrivateAddress.objects.filter(person=request.user).first() if addresses.is_on() else None,
        "arrivals": Arrival.objects.of(request.user)[:MOST],
        "mine": request.user.addresses,
    }
    return render(request, "inbound/index.html", context)


def renew(request: Request) -> HttpResponse:
    """A new private address."""
    PrivateAddress.renew(by=request.user, now=timezone.now())
    messages.success(request, _("This is your address. Put it among your contacts, and keep it to yourself."))
    return see_other(reverse("inbound:index"))


def end(request: Request) -> HttpResponse:
    """No private address any more."""
    PrivateAddress.end(by=request.user)
    messages.success(request, _("The address takes no mail any more. What came by it stays in your journal."))
    return see_other(reverse("inbound:index"))


def mine(request: Request, pk: UUID) -> Arrival:
    return get_object_or_404(Arrival.objects.of(request.user).select_related("raw"), pk=pk)


def show(request: Request, pk: UUID) -> HttpResponse:
    """One message: what became of it, and all of it as it came."""
    arrival = mine(request, pk)
    read = reading.read(bytes(arrival.raw.content)) if hasattr(arrival, "raw") else None
    return render(request, "inbound/arrival.html", {"arrival": arrival, "read": read})


def confirm(request: Request, pk: UUID) -> HttpResponse:
    """It is mine."""
    arrival = mine(request, pk)
    if arrival.state == State.HELD:
        arrival.confirm()
        messages.success(request, _("Thank you. It is on its way, and stands here when it has arrived."))
    return see_other(reverse("inbound:index"))


def forget(request: Request, pk: UUID) -> HttpResponse:
    """Take a message off my list; what it became stays."""
    mine(request, pk).delete()
    messages.success(request, _("The message is gone from here. What it became stays where it is."))
    return see_other(reverse("inbound:index"))
