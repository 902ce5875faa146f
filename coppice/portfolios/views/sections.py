"""A section: where one writes it, or reads it when it is somebody else's."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.audience.viewing import Request
from coppice.kernel.resources import see_other
from coppice.portfolios import desk, talk
from coppice.portfolios.forms import SignatureForm
from coppice.portfolios.models import Status
from coppice.portfolios.views import reading
from coppice.portfolios.views.loading import my_portfolio, my_section, section_or_404


def show(request: Request, pk: UUID, form: SignatureForm | None = None) -> HttpResponse:
    """For its author the place to write, or to sign; for others what there is to read."""
    section = section_or_404(request, pk)
    if not section.can_be_changed_by(request.user):
        return reading.page(request, section)
    now = timezone.now()
    laid = desk.of(section, now=now)
    said = talk.beside(section, now=now)
    facets = [(writing, [one for one in said if one.code == writing.code]) for writing in laid.writings]
    loose = [one for one in said if not one.code]
    context = {"section": section, "desk": laid, "statuses": Status, "loose": loose, "facets": facets}
    if section.sentences:
        context |= {
            "form": form or SignatureForm(section=section),
            "sign_url": reverse("portfolios:signature", args=[pk]),
        }
    status = 422 if form and form.errors else 200
    return render(request, "portfolios/sections/write.html", context, status=status)


def add(request: Request, pk: UUID) -> HttpResponse:
    """One more section of a kind the pathway has."""
    portfolio = my_portfolio(request, pk)
    section = portfolio.add_section(
        code=request.POST.get("code", ""),
        own_title=request.POST.get("own_title", ""),
        by=request.user,
        now=timezone.now(),
    )
    return see_other(section.get_absolute_url())


def remove(request: Request, pk: UUID) -> HttpResponse:
    """Into the bin."""
    section = my_section(request, pk)
    section.put_away(by=request.user, now=timezone.now())
    messages.success(
        request, _("“{section}” is in your bin. You can take it out again within 30 days.").format(section=section)
    )
    return see_other(section.portfolio.get_absolute_url())


def set_status(request: Request, pk: UUID) -> HttpResponse:
    """Say how far it is."""
    section = my_section(request, pk)
    section.set_status(status=request.POST.get("status", ""), by=request.user, now=timezone.now())
    return see_other(section.get_absolute_url() + "#status")


def rename(request: Request, pk: UUID) -> HttpResponse:
    """Give it a title of its own."""
    section = my_section(request, pk)
    section.rename(own_title=request.POST.get("own_title", ""), by=request.user, now=timezone.now())
    return see_other(section.get_absolute_url())


def claim(request: Request, pk: UUID) -> HttpResponse:
    """Say which principles it speaks to."""
    section = my_section(request, pk)
    section.speak_to(codes=request.POST.getlist("codes"), by=request.user, now=timezone.now())
    if request.htmx:
        return HttpResponse(_("Kept."))
    messages.success(request, _("Kept."))
    return see_other(reverse("portfolios:section", args=[pk]) + "#principles")
