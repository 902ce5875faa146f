"""Going on with another pathway or edition: looked at first, then done."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.audience.viewing import Request
from coppice.kernel.resources import see_other
from coppice.portfolios import going_on
from coppice.portfolios.forms import PathwayForm
from coppice.portfolios.models import Portfolio
from coppice.portfolios.views.loading import my_portfolio


def show(request: Request, pk: UUID) -> HttpResponse:
    """What there is to go on with; once one is chosen, what would become of every section."""
    portfolio = my_portfolio(request, pk)
    return page(request, portfolio, asked(request.GET or None, portfolio))


def move(request: Request, pk: UUID) -> HttpResponse:
    """Go on with it."""
    portfolio = my_portfolio(request, pk)
    form = asked(request.POST, portfolio)
    if not form.is_valid():
        return page(request, portfolio, form)
    edition, pathway = form.chosen
    portfolio.move_to(edition=edition, pathway=pathway, by=request.user, now=timezone.now())
    messages.success(
        request, _("This is {title} now. What you wrote is all here.").format(title=portfolio.pathway.title)
    )
    return see_other(portfolio.get_absolute_url())


def asked(data: object, portfolio: Portfolio) -> PathwayForm:
    return PathwayForm(data, portfolio=portfolio, editions=going_on.offered(portfolio))


def page(request: Request, portfolio: Portfolio, form: PathwayForm) -> HttpResponse:
    context = {"portfolio": portfolio, "form": form}
    if form.is_valid() and form.chosen != (portfolio.edition, portfolio.pathway_code):
        edition, pathway = form.chosen
        lines = going_on.preview(portfolio, edition, pathway)
        context |= {"edition": edition, "pathway": edition.framework.pathway(pathway), "lines": lines}
    return render(request, "portfolios/pathway.html", context, status=422 if form.errors else 200)
