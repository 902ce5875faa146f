"""The directory: who knows about something?"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.audience.viewing import Request
from coppice.people import directory, vocabulary
from coppice.people.finding import Filters
from coppice.people.models import Level, Offered, Region
from coppice.people.models.facts import Sector
from coppice.people.views.profile import members_only

MOST_CHOICES = 10
WORDS: dict[str, dict[str, object]] = {
    "region": {one.value: one.label for one in Region},
    "level": {str(one.value): one.label for one in Level},
    "offer": {one.value: one.label for one in Offered},
    "sector": {one.value: one.label for one in Sector},
}


WAYS = ("region", "level", "offer", "sector", "organisation", "language")


@dataclass(frozen=True)
class Choice:
    """One way to narrow it down, or to widen it again."""

    label: str
    url: str
    many: int
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """Ways to narrow it down by one thing."""

    label: str
    choices: list[Choice]


def index(request: Request) -> HttpResponse:
    """Who knows about it? Without a question: everybody who is listed."""
    members_only(request)
    text = request.GET.get("q", "").strip()[:200]
    filters = filters_of(request)
    after = request.GET.get("after", "")
    answer = directory.ask(text, filters, request.viewer, now=timezone.now(), after=after)
    context = {
        "text": text,
        "answer": answer,
        "facets": facets(text, filters, answer),
        "first": not after,
        "older": address(text, filters, answer.next) if answer.next else "",
        "words": vocabulary.current().names,
        "nearest": directory.NEAREST,
        "filters": filters,
    }
    return render(request, "people/index.html", context)


def filters_of(request: Request) -> Filters:
    """What is chosen, as far as there is such a thing."""
    chosen = {name: request.GET.get(name, "")[:120] for name in WAYS}
    return Filters(**{name: value for name, value in chosen.items() if name not in WORDS or value in WORDS[name]})


def facets(text: str, filters: Filters, answer: directory.Answer) -> list[Facet]:
    labels = {
        "region": _("Where it lies"),
        "level": _("How far they are"),
        "offer": _("What they would do"),
        "sector": _("Where they work"),
        "organisation": _("Organisation"),
        "language": _("Language"),
    }
    made = [Facet(label, choices(name, text, filters, answer)) for name, label in labels.items()]
    return [facet for facet in made if facet.choices]


def choices(name: str, text: str, filters: Filters, answer: directory.Answer) -> list[Choice]:
    """What is chosen first, to be undone; then what the nearest people have."""
    chosen = asdict(filters)[name]
    if chosen:
        return [Choice(words_for(name, chosen, answer), address(text, filters.without(name)), 0, True)]
    counted = answer.counts[name].most_common(MOST_CHOICES)
    return [
        Choice(words_for(name, value, answer), address(text, Filters(**{**asdict(filters), name: value})), many, False)
        for value, many in counted
        if value
    ]


def words_for(name: str, value: str, answer: directory.Answer) -> str:
    """As the page has it; a language or an organisation as somebody among those found writes it."""
    return str(WORDS[name].get(value, value)) if name in WORDS else answer.called_so.get(value, value.title())


def address(text: str, filters: Filters, after: str = "") -> str:
    asked = {"q": text, **asdict(filters), "after": after}
    query = urlencode({name: value for name, value in asked.items() if value})
    return reverse("people:index") + (f"?{query}" if query else "")
