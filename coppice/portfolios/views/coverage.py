"""Coverage: sections × principles, and what is missing."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from coppice.audience.viewing import Request
from coppice.portfolios import picture
from coppice.portfolios.views.loading import portfolio_or_404


def show(request: Request, pk: UUID) -> HttpResponse:
    """The picture; for its author also what is missing and what would fill it."""
    portfolio = portfolio_or_404(request, pk)
    is_mine = portfolio.can_be_changed_by(request.user)
    sections = list(portfolio.here().only(*picture.NEEDED))
    for section in sections:
        section.whole = portfolio
    grid, today = picture.grid_of(portfolio, sections, request.viewer), timezone.localdate()
    context = {
        "portfolio": portfolio,
        "is_mine": is_mine,
        "grid": grid,
        "by_principle": picture.by_principle(grid),
        "unmet": picture.unmet(portfolio, sections, grid) if is_mine else (),
        "gaps": picture.gaps_of(portfolio, grid, today) if is_mine else (),
        "today": today,
    }
    return render(request, "portfolios/coverage.html", context)
