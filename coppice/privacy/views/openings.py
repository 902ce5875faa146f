"""Opening something private for a reason, and the log of it. For administrators; for others it is not there."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.audience.viewing import Request
from coppice.kernel.resources import see_other
from coppice.privacy.forms import OpeningForm
from coppice.privacy.models import CannotOpen, Opening
from coppice.privacy.openings import item_at, lines

NEWEST = 100


def index(request: Request, form: OpeningForm | None = None) -> HttpResponse:
    """What was opened, by whom and why; never what it says."""
    if not request.user.is_staff:
        raise Http404
    seen = lines(Opening.objects.visible_to(request.user)[:NEWEST])
    context = {"form": form or OpeningForm(), "lines": seen}
    return render(request, "privacy/openings.html", context, status=422 if form else 200)


def add(request: Request) -> HttpResponse:
    """Open one thing."""
    form = OpeningForm(request.POST)
    if not request.user.is_staff or not form.is_valid():
        return index(request, form)
    try:
        item = item_at(form.cleaned_data["address"])
        Opening.open(item, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now())
    except CannotOpen as refusal:
        form.add_error(None, refusal.sentence)
        return index(request, form)
    told = _("You can look at this for an hour. {name} has been told, with your reason.")
    messages.warning(request, told.format(name=item.author.name))
    return see_other(item.as_kind().get_absolute_url())
