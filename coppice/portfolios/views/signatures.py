"""Signing a declaration, and taking that back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.audience.viewing import Request
from coppice.kernel.resources import see_other
from coppice.portfolios.forms import SignatureForm
from coppice.portfolios.views import sections
from coppice.portfolios.views.loading import my_section


def sign(request: Request, pk: UUID) -> HttpResponse:
    """Put one's name to it, with every sentence ticked."""
    section = my_section(request, pk)
    form = SignatureForm(request.POST, section=section)
    if not form.is_valid():
        return sections.show(request, pk, form)
    section.sign(**form.said, by=request.user, now=timezone.now())
    messages.success(request, _("Signed. You can take it back for as long as this portfolio is yours to change."))
    return see_other(section.get_absolute_url() + "#signature")


def take_back(request: Request, pk: UUID) -> HttpResponse:
    """Not signed any more."""
    section = my_section(request, pk)
    section.take_back_signature(by=request.user, now=timezone.now())
    return see_other(section.get_absolute_url() + "#signature")
