"""Portfolios: mine and those I may read, a new one, one at a glance."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from coppice.audience.sentences import sentence_for
from coppice.frameworks.models import Edition
from coppice.kernel.resources import see_other
from coppice.portfolios import overview, shelves
from coppice.portfolios.forms import BeginForm, PathwayForm, PortfolioForm
from coppice.portfolios.models import Portfolio
from coppice.portfolios.views.loading import my_portfolio, portfolio_or_404, viewer


def index(request: HttpRequest) -> HttpResponse:
    """Mine, and what others let me read."""
    shelf = shelves.of(request.user, viewer(request), after=request.GET.get("after", ""))  # type: ignore[arg-type]
    return render(request, "portfolios/index.html", {"shelf": shelf})


def new(request: HttpRequest, form: BeginForm | None = None) -> HttpResponse:
    """Choose a framework and a pathway."""
    editions = list(Edition.objects.visible_to(viewer(request)).offered())
    form = form or BeginForm(editions=editions)
    return render(request, "portfolios/new.html", {"form": form, "editions": editions}, status=422 if form.errors else 200)


def begin(request: HttpRequest) -> HttpResponse:
    """Begin it, with an empty section for each thing the pathway asks for."""
    editions = list(Edition.objects.visible_to(viewer(request)).offered())
    form = BeginForm(request.POST, editions=editions)
    if not form.is_valid():
        return new(request, form)
    edition, pathway = form.chosen
    portfolio = Portfolio.begin(
        edition=edition,
        pathway=pathway,
        title=form.cleaned_data["title"],
        aim=form.cleaned_data["aim"],
        by=request.user,  # type: ignore[arg-type]
        now=timezone.now(),
    )
    return see_other(portfolio.get_absolute_url())


def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Its sections as a table of contents, and what to do next."""
    portfolio = portfolio_or_404(request, pk)
    is_mine = portfolio.can_be_changed_by(request.user)
    contents = overview.lines(portfolio, {}, all_evidence=is_mine)
    context = {
        "portfolio": portfolio,
        "is_mine": is_mine,
        "parts": overview.parts(portfolio, contents),
        "progress": overview.progress(contents),
        "words": overview.words_in_all(contents),
        "step": overview.next_step(portfolio, contents) if is_mine else None,
        "addable": overview.may_add(portfolio, contents) if is_mine else [],
        "sentence": sentence_for(portfolio, request.user),
    }
    return render(request, "portfolios/show.html", context)


def edit(request: HttpRequest, pk: UUID, form: PortfolioForm | None = None) -> HttpResponse:
    """Its name, its day, its pathway."""
    portfolio = my_portfolio(request, pk)
    form = form or PortfolioForm(initial={"title": portfolio.title, "aim": portfolio.aim})
    context = {"portfolio": portfolio, "form": form, "pathway_form": PathwayForm(portfolio=portfolio)}
    return render(request, "portfolios/edit.html", context, status=422 if form.errors else 200)


def update(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Call it something else, or aim at another day."""
    portfolio = my_portfolio(request, pk)
    form = PortfolioForm(request.POST)
    if not form.is_valid():
        return edit(request, pk, form)
    portfolio.describe(**form.cleaned_data, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    return see_other(portfolio.get_absolute_url())


def move(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Go on with another pathway."""
    portfolio = my_portfolio(request, pk)
    portfolio.move_to(pathway=request.POST.get("pathway", ""), by=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.success(request, f"This is {portfolio.pathway.title} now. What you wrote is all here.")
    return see_other(reverse("portfolios:show", args=[pk]))
