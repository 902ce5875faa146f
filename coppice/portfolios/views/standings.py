"""Where one is in a self-assessment, and looking again."""

from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.audience.sentences import sentence_for
from coppice.audience.viewing import Request
from coppice.kernel.resources import see_other
from coppice.portfolios import standings
from coppice.portfolios.models import Occasion
from coppice.portfolios.views.loading import my_portfolio, portfolio_or_404

PREFIX = "in-"


def show(request: Request, pk: UUID) -> HttpResponse:
    """Every statement with where one is; its author may say so, readers read."""
    portfolio = portfolio_or_404(request, pk)
    context = {
        "portfolio": portfolio,
        "is_mine": portfolio.can_be_changed_by(request.user),
        "sheet": standings.sheet(portfolio),
        "steps": portfolio.framework.steps,
        "sentence": sentence_for(portfolio, request.user),
    }
    return render(request, "portfolios/standings.html", context)


def say(request: Request, pk: UUID) -> HttpResponse:
    """Keep where one is."""
    portfolio = my_portfolio(request, pk)
    Occasion.say(portfolio, said(request.POST), by=request.user, now=timezone.now())
    messages.success(request, _("Kept."))
    return see_other(reverse("portfolios:standings", args=[pk]))


def said(sent: Mapping[str, str]) -> dict[UUID, str]:
    """By section; a name that is no section's is passed over."""
    found = {}
    for name, step in sent.items():
        if name.startswith(PREFIX):
            try:
                found[UUID(name.removeprefix(PREFIX))] = step
            except ValueError:
                continue
    return found


def look_again(request: Request, pk: UUID) -> HttpResponse:
    """A new occasion, beside the last."""
    portfolio = my_portfolio(request, pk)
    Occasion.begin_again(portfolio, by=request.user, now=timezone.now())
    messages.success(request, _("Look at each statement anew. What you said the last time stands beside it."))
    return see_other(reverse("portfolios:standings", args=[pk]))
