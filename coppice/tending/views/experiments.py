"""Experiments: the log, beginning one, and what came of it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.accounts.requests import PersonRequest
from coppice.kernel import keyset
from coppice.kernel.resources import allow, see_other
from coppice.tending.forms import ExperimentForm, OutcomeForm
from coppice.tending.models import Experiment
from coppice.tending.views.loading import group_or_404


def index(request: PersonRequest, slug: str, form: ExperimentForm | None = None) -> HttpResponse:
    """What the group tried and tries."""
    group = group_or_404(request, slug)
    seen = Experiment.objects.visible_to(request.user).filter(group=group)
    page = keyset.page(seen, order=("-begun_at", "-pk"), after=request.GET.get("after", ""))
    if form is None and group.takes_from(request.user):
        form = ExperimentForm()
    context = {
        "group": group,
        "experiments": page.rows,
        "older": f"?after={page.next}" if page.next else "",
        "form": form,
    }
    return render(request, "tending/experiments.html", context, status=422 if form and form.errors else 200)


def begin(request: PersonRequest, slug: str) -> HttpResponse:
    """Any member."""
    group = group_or_404(request, slug)
    allow(group.takes_from(request.user))
    form = ExperimentForm(request.POST)
    if not form.is_valid():
        return index(request, slug, form)
    made = Experiment.begin(group=group, by=request.user, now=timezone.now(), **form.cleaned_data)
    messages.success(request, _("It has begun, and the others are told. You are reminded when its day has come."))
    return see_other(made.get_absolute_url())


def experiment_or_404(request: PersonRequest, pk: UUID) -> Experiment:
    seen = Experiment.objects.visible_to(request.user).select_related("group", "begun_by", "ended_by")
    found: Experiment = get_object_or_404(seen, pk=pk)
    return found


def show(request: PersonRequest, pk: UUID, form: OutcomeForm | None = None) -> HttpResponse:
    one = experiment_or_404(request, pk)
    if form is None and one.can_be_ended_by(request.user):
        form = OutcomeForm()
    context = {"experiment": one, "group": one.group, "form": form}
    return render(request, "tending/experiment.html", context, status=422 if form and form.errors else 200)


def end(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Kept, adapted or stopped, and what was learned."""
    one = experiment_or_404(request, pk)
    allow(one.can_be_ended_by(request.user))
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        return show(request, pk, form)
    one.end(by=request.user, now=timezone.now(), **form.cleaned_data)
    messages.success(request, _("Kept in the log, where others can learn from it."))
    return see_other(one.get_absolute_url())
