"""Portfolios: mine and those I may read, a new one, one at a glance."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from coppice.audience.sentences import sentence_for
from coppice.audience.viewing import Request
from coppice.frameworks.models import Edition
from coppice.kernel.resources import see_other
from coppice.portfolios import advising, going_on, overview, shelves, talk
from coppice.portfolios.forms import BeginForm, PortfolioForm
from coppice.portfolios.models import Portfolio
from coppice.portfolios.views.loading import my_portfolio, portfolio_or_404


def index(request: Request) -> HttpResponse:
    """Mine, and what others let me read."""
    shelf = shelves.of(request.user, request.viewer, after=request.GET.get("after", ""))
    return render(request, "portfolios/index.html", {"shelf": shelf})


def new(request: Request, form: BeginForm | None = None) -> HttpResponse:
    """Choose a framework and a pathway."""
    editions = list(Edition.objects.visible_to(request.viewer).offered())
    form = form or BeginForm(initial={"pathway": request.GET.get("pathway")}, editions=editions)
    several = [edition for edition in editions if advising.can_advise(edition.framework)]
    context = {"form": form, "editions": editions, "several": several}
    return render(request, "portfolios/new.html", context, status=422 if form.errors else 200)


def begin(request: Request) -> HttpResponse:
    """Begin it, with an empty section for each thing the pathway asks for."""
    editions = list(Edition.objects.visible_to(request.viewer).offered())
    form = BeginForm(request.POST, editions=editions)
    if not form.is_valid():
        return new(request, form)
    edition, pathway = form.chosen
    portfolio = Portfolio.begin(
        edition=edition,
        pathway=pathway,
        title=form.cleaned_data["title"],
        aim=form.cleaned_data["aim"],
        by=request.user,
        now=timezone.now(),
    )
    return see_other(portfolio.get_absolute_url())


def show(request: Request, pk: UUID) -> HttpResponse:
    """Its sections as a table of contents, and what to do next."""
    portfolio = portfolio_or_404(request, pk)
    is_mine, person, now = portfolio.can_be_changed_by(request.user), request.viewer.person, timezone.now()
    talks = talk.may_talk(portfolio, person, now=now)
    comments = talk.open_counts(portfolio, person) if talks else {}
    seen = talk.seen(portfolio, person) if person and not is_mine else {}
    contents = overview.lines(portfolio, comments, seen, all_evidence=is_mine)
    context = {
        "portfolio": portfolio,
        "is_mine": is_mine,
        "talks": talks,
        "parts": overview.parts(portfolio, contents),
        "progress": overview.progress(contents),
        "words": overview.words_in_all(contents),
        "step": overview.next_step(portfolio, contents) if is_mine else None,
        "newer": going_on.newer(portfolio) if is_mine else None,
        "addable": overview.may_add(portfolio, contents) if is_mine else [],
        "sentence": sentence_for(portfolio, request.user),
    }
    return render(request, "portfolios/show.html", context)


def edit(request: Request, pk: UUID, form: PortfolioForm | None = None) -> HttpResponse:
    """Its name, and the day one aims at."""
    portfolio = my_portfolio(request, pk)
    form = form or PortfolioForm(initial={"title": portfolio.title, "aim": portfolio.aim})
    context = {"portfolio": portfolio, "form": form}
    return render(request, "portfolios/edit.html", context, status=422 if form.errors else 200)


def update(request: Request, pk: UUID) -> HttpResponse:
    """Call it something else, or aim at another day."""
    portfolio = my_portfolio(request, pk)
    form = PortfolioForm(request.POST)
    if not form.is_valid():
        return edit(request, pk, form)
    portfolio.describe(**form.cleaned_data, by=request.user, now=timezone.now())
    return see_other(portfolio.get_absolute_url())
