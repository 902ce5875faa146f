"""Twins of a group: asking, agreeing, ending."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.accounts.requests import PersonRequest
from coppice.groups.models import Group
from coppice.kernel.resources import allow, see_other
from coppice.tending.forms import TwinForm
from coppice.tending.models import Twinning
from coppice.tending.views.loading import tended_group


def index(request: PersonRequest, slug: str, form: TwinForm | None = None) -> HttpResponse:
    """Those there are, those that were asked, and asking another."""
    group = tended_group(request, slug)
    found = list(Twinning.objects.of(group).visible_to(request.user)[:50])
    form = form or TwinForm(person=request.user, besides=group)
    lines = [(one, one.other(group), one.asked_id == group.pk) for one in found]
    context = {"group": group, "lines": lines, "form": form}
    return render(request, "tending/twins.html", context, status=422 if form.errors else 200)


def ask(request: PersonRequest, slug: str) -> HttpResponse:
    group = tended_group(request, slug)
    form = TwinForm(request.POST, person=request.user, besides=group)
    if not form.is_valid():
        return index(request, slug, form)
    other, words = form.cleaned_data["group"], form.cleaned_data["words"]
    Twinning.ask(asking=group, asked=other, words=words, by=request.user, now=timezone.now())
    messages.success(request, _("Whoever tends {group} is asked.").format(group=other))
    return see_other(reverse("tending:twins", args=[slug]))


def twinning_or_404(request: PersonRequest, pk: UUID) -> tuple[Twinning, Group]:
    """One that the person has a hand in, and their side of it."""
    seen = Twinning.objects.visible_to(request.user).select_related("asking", "asked")
    one: Twinning = get_object_or_404(seen, pk=pk)
    mine = next((group for group in (one.asked, one.asking) if group.is_tended_by(request.user)), None)
    allow(mine is not None)
    assert mine is not None
    return one, mine


def agree(request: PersonRequest, pk: UUID) -> HttpResponse:
    one, mine = twinning_or_404(request, pk)
    allow(one.asked.is_tended_by(request.user))
    one.agree(by=request.user, now=timezone.now())
    messages.success(request, _("You are twins now: each group’s page shows what the other lets everybody see."))
    return see_other(reverse("tending:twins", args=[mine.slug]))


def end(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Declined, taken back, or twins no longer."""
    one, mine = twinning_or_404(request, pk)
    one.end(by=request.user, now=timezone.now())
    messages.success(request, _("Done."))
    return see_other(reverse("tending:twins", args=[mine.slug]))
