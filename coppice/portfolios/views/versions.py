"""Versions of the whole portfolio: every section kept under one name."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coppice.audience.viewing import Request
from coppice.journal.wording import line
from coppice.kernel.resources import see_other
from coppice.portfolios import keeping
from coppice.portfolios.views.loading import my_portfolio


def index(request: Request, pk: UUID) -> HttpResponse:
    """The named versions, newest first, each with the sections it keeps."""
    portfolio = my_portfolio(request, pk)
    return render(
        request, "portfolios/versions.html", {"portfolio": portfolio, "versions": keeping.versions(portfolio)}
    )


def name(request: Request, pk: UUID) -> HttpResponse:
    """Keep every section as it is now under one name."""
    portfolio = my_portfolio(request, pk)
    given = line(request.POST.get("name", ""))[:120] or _("Version of {moment}").format(
        moment=date_format(timezone.localtime(), "j F Y, H:i")
    )
    kept = portfolio.name_version(name=given, by=request.user, now=timezone.now())
    said = ngettext("Kept one section as “{name}”.", "Kept {n} sections as “{name}”.", kept).format(n=kept, name=given)
    messages.success(request, said if kept else _("Nothing is written yet, so nothing was kept."))
    return see_other(reverse("portfolios:versions", args=[pk]))
