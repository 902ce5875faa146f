"""Feedback: the threads of all sections in one place."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from coppice.audience.viewing import Request
from coppice.discussion import threads
from coppice.portfolios.models import Section
from coppice.portfolios.views.loading import portfolio_or_404


def show(request: Request, pk: UUID) -> HttpResponse:
    """What readers said, open first."""
    portfolio = portfolio_or_404(request, pk)
    person = request.viewer.person
    sections = list(Section.objects.named_for(person).filter(whole=portfolio).order_by("position", "number", "pk"))
    found = threads.across(sections, person) if person else []
    several = [thread for _, some in found for thread in some]
    context = {
        "portfolio": portfolio,
        "found": found,
        "open": sum(not thread.is_resolved for thread in several),
        "new": sum(thread.is_new for thread in several),
    }
    return render(request, "portfolios/feedback.html", context)
