"""What the views load: through the rule of privacy, with the framework at hand."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from coppice.kernel.resources import allow
from coppice.portfolios.models import Evidence, Portfolio, Section
from coppice.portfolios.models.section import still_in_use


def viewer(request: HttpRequest) -> Any:
    return request.viewer  # type: ignore[attr-defined]


def portfolio_or_404(request: HttpRequest, pk: UUID) -> Portfolio:
    visible = Portfolio.objects.visible_to(viewer(request)).select_related("edition", "author", "group")
    return get_object_or_404(visible, pk=pk)  # type: ignore[no-any-return]


def my_portfolio(request: HttpRequest, pk: UUID) -> Portfolio:
    """One that the person may change, else 403 for whoever can only see it."""
    portfolio = portfolio_or_404(request, pk)
    allow(portfolio.can_be_changed_by(request.user))
    return portfolio


def section_or_404(request: HttpRequest, pk: UUID) -> Section:
    visible = still_in_use(Section.objects.visible_to(viewer(request)))
    return get_object_or_404(visible.select_related("whole__edition", "author", "group"), pk=pk)  # type: ignore[no-any-return]


def my_section(request: HttpRequest, pk: UUID) -> Section:
    section = section_or_404(request, pk)
    allow(section.can_be_changed_by(request.user))
    return section


def my_piece(request: HttpRequest, pk: UUID) -> Evidence:
    """A piece of evidence of one's own section."""
    visible = Evidence.objects.visible_to(viewer(request)).select_related("section__whole__edition", "entry")
    piece = get_object_or_404(visible, pk=pk)
    allow(piece.section.can_be_changed_by(request.user))
    return piece
