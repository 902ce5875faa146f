"""Feedback: what readers said about all sections, in one place."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from coppice.audience.viewing import Request
from coppice.discussion.models import Holding
from coppice.kernel.resources import allow
from coppice.portfolios import talk
from coppice.portfolios.remarks import came_along
from coppice.portfolios.views.loading import portfolio_or_404


def show(request: Request, pk: UUID) -> HttpResponse:
    """The threads by section, open ones first; for the author and those asked by name."""
    portfolio, now = portfolio_or_404(request, pk), timezone.now()
    allow(talk.may_talk(portfolio, request.viewer.person, now=now))
    talks = talk.of(portfolio, request.user, now=now)
    is_mine = portfolio.can_be_changed_by(request.user)
    context = {
        "portfolio": portfolio,
        "is_mine": is_mine,
        "holding": None if is_mine else Holding.covering(portfolio, person=request.user, now=now),
        "held": sum(thread.held for one in talks for thread in one.threads),
        "talks": talks,
        "promises": talk.promises(talks),
        "open": sum(len(one.open) for one in talks),
        "settled": [one for one in talks if one.settled],
        "carried": came_along(portfolio) if is_mine else None,
        "new": sum(thread.is_new for one in talks for thread in one.threads),
    }
    return render(request, "portfolios/feedback.html", context)
