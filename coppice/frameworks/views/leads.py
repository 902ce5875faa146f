"""Who leads which scheme: for the keepers of the site; for others the page is not there."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.audience.viewing import Request
from coppice.frameworks.forms import LeadForm
from coppice.frameworks.models import Lead, NoSuchLead
from coppice.frameworks.models.lead import keeps_the_site
from coppice.kernel.resources import see_other


def index(request: Request, form: LeadForm | None = None) -> HttpResponse:
    """Everybody who leads a scheme."""
    if not keeps_the_site(request.user):
        raise Http404
    leads = Lead.objects.visible_to(request.viewer).select_related("person", "given_by")
    context = {"leads": leads, "form": form or LeadForm()}
    return render(request, "frameworks/leads.html", context, status=422 if form else 200)


def give(request: Request) -> HttpResponse:
    """Let somebody lead a scheme. They are told."""
    if not keeps_the_site(request.user):
        raise Http404
    form = LeadForm(request.POST)
    if not form.is_valid():
        return index(request, form)
    try:
        lead = Lead.give(form.chosen, to=form.cleaned_data["person"], by=request.user, now=timezone.now())
    except NoSuchLead as no:
        form.add_error(None, no.sentence)
        return index(request, form)
    messages.success(request, _("{name} leads this scheme now, and has been told.").format(name=lead.person.name))
    return see_other(reverse("frameworks:leads"))


def take_back(request: Request, pk: UUID) -> HttpResponse:
    if not keeps_the_site(request.user):
        raise Http404
    lead = get_object_or_404(Lead.objects.visible_to(request.viewer).select_related("person"), pk=pk)
    lead.take_back(by=request.user, now=timezone.now())
    messages.success(request, _("{name} leads it no more. Drafts stay with the scheme.").format(name=lead.person.name))
    return see_other(reverse("frameworks:leads"))
