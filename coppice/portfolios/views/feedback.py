"""Feedback: the threads of all sections in one place."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from coppice.portfolios.views.loading import portfolio_or_404


def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What readers said, open first."""
    portfolio = portfolio_or_404(request, pk)
    return render(request, "portfolios/feedback.html", {"portfolio": portfolio})
