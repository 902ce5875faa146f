"""What the views load: through the rule of privacy, with the framework at hand."""

from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone

from coppice.audience.rule import visible
from coppice.audience.viewing import Request, Viewer
from coppice.kernel.resources import allow
from coppice.portfolios.models import Evidence, Portfolio, Section
from coppice.portfolios.models.section import still_in_use


def viewer(request: Request) -> Viewer:
    return request.viewer


def portfolio_or_404(request: Request, pk: UUID) -> Portfolio:
    seen = Portfolio.objects.visible_to(request.viewer).select_related("edition", "author", "group")
    portfolio: Portfolio = get_object_or_404(seen, pk=pk)
    return portfolio


def my_portfolio(request: Request, pk: UUID) -> Portfolio:
    """One that the person may change, else 403 for whoever can only see it."""
    portfolio = portfolio_or_404(request, pk)
    allow(portfolio.can_be_changed_by(request.user))
    return portfolio


def section_or_404(request: Request, pk: UUID) -> Section:
    """With what its pages ask next, in one question: can the viewer see the whole, and were they asked by name?"""
    now, seen = timezone.now(), still_in_use(Section.objects.visible_to(request.viewer))
    seen = seen.annotate(
        whole_is_visible=visible(request.viewer, now, item="whole_id"),
        is_read_by_name=visible(request.viewer, now, only_named=True),
    )
    section: Section = get_object_or_404(seen.select_related("whole__edition", "author", "group"), pk=pk)
    return section


def my_section(request: Request, pk: UUID) -> Section:
    section = section_or_404(request, pk)
    allow(section.can_be_changed_by(request.user))
    return section


def my_piece(request: Request, pk: UUID) -> Evidence:
    """A piece of evidence of one's own section."""
    # What belongs to it is read by itself: in one statement PostgreSQL loses itself in the order of so many joins.
    piece = get_object_or_404(Evidence.objects.visible_to(request.viewer), pk=pk)
    allow(piece.section.can_be_changed_by(request.user))
    return piece
