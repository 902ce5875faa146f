"""Leaving, and coming back while there is time."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from coppice.audience.viewing import Request
from coppice.kernel.resources import see_other
from coppice.privacy.forms import LeavingForm
from coppice.privacy.models import Departure, tended_alone


def show(request: Request, form: LeavingForm | None = None) -> HttpResponse:
    """What leaving means, or the way back."""
    context = {
        "departure": Departure.objects.filter(person=request.user).first(),
        "form": form or LeavingForm(),
        "tended": tended_alone(request.user),
        "days": settings.COOLING_OFF_DAYS,
    }
    return render(request, "privacy/departure.html", context, status=422 if form else 200)


def ask(request: Request) -> HttpResponse:
    """Leave, after the time to think it over; and be signed out everywhere."""
    form = LeavingForm(request.POST)
    if not form.is_valid():
        return show(request, form)
    departure = Departure.ask(by=request.user, leaves_words=form.leaves_words, now=timezone.now())
    logout(request)
    until = timezone.localtime(departure.due_at)
    messages.success(
        request,
        _("You are leaving. Until {day} you can sign in and come back; then all is erased.").format(
            day=date_format(until, "j F")
        ),
    )
    return see_other("/")


def come_back(request: Request) -> HttpResponse:
    """Stay after all."""
    for departure in Departure.objects.filter(person=request.user):
        departure.come_back()
    messages.success(request, _("Welcome back. Everything is as it was."))
    return see_other(reverse("privacy:index"))
