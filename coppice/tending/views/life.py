"""Where a group is in its life: resting, waking, coming to its end; and what its members can keep."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.accounts.requests import PersonRequest
from coppice.kernel.resources import see_other
from coppice.tending import keepsake
from coppice.tending.forms import EndingForm
from coppice.tending.models import Ending
from coppice.tending.views.loading import my_group, tended_group


def stage(request: PersonRequest, slug: str) -> HttpResponse:
    """Say where it is."""
    group = tended_group(request, slug)
    group.go_to(request.POST.get("stage", ""))
    messages.success(request, _("Kept."))
    return see_other(group.get_absolute_url())


def show(request: PersonRequest, slug: str, form: EndingForm | None = None) -> HttpResponse:
    """Where one announces the end, or goes on after all."""
    group = tended_group(request, slug)
    ending = Ending.objects.filter(group=group).first()
    if form is None and group.is_open_for_writing:
        known = {name: getattr(ending, name) for name in ("last_day", "thanks", "stays")} if ending else None
        form = EndingForm(**({"initial": known} if known else {}))
    context = {"group": group, "ending": ending, "form": form}
    return render(request, "tending/ending.html", context, status=422 if form and form.errors else 200)


def announce(request: PersonRequest, slug: str) -> HttpResponse:
    group = tended_group(request, slug)
    form = EndingForm(request.POST)
    if not form.is_valid():
        return show(request, slug, form)
    Ending.announce(group=group, by=request.user, now=timezone.now(), **form.cleaned_data)
    messages.success(request, _("Every member is told. Until the last day is over you can go on after all."))
    return see_other(group.get_absolute_url())


def undo(request: PersonRequest, slug: str) -> HttpResponse:
    """Go on after all."""
    group = tended_group(request, slug)
    ending = Ending.objects.filter(group=group, ended_at=None).first()
    if ending is None:
        raise Http404
    ending.undo(by=request.user, now=timezone.now())
    messages.success(request, _("The group goes on, and every member is told."))
    return see_other(group.get_absolute_url())


def keep(request: PersonRequest, slug: str) -> HttpResponse:
    """What the group made together, as one text file."""
    group = my_group(request, slug)
    answer = HttpResponse(keepsake.of(group, request.user), content_type="text/markdown; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{group.slug}.md"'
    return answer
