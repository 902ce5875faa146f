"""Versions of the whole portfolio: every section kept under one name."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

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
    given = line(request.POST.get("name", ""))[:120] or f"Version of {timezone.localtime():%-d %B %Y, %H:%M}"
    kept = portfolio.name_version(name=given, by=request.user, now=timezone.now())
    sections = "one section" if kept == 1 else f"{kept} sections"
    messages.success(
        request, f"Kept {sections} as “{given}”." if kept else "Nothing is written yet, so nothing was kept."
    )
    return see_other(reverse("portfolios:versions", args=[pk]))
