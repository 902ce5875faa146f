"""One box over everything that somebody may see."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coppice.audience.viewing import Request
from coppice.kernel.findable import kinds
from coppice.search.asking import Asked
from coppice.search.finding import Answer, search
from coppice.search.indexing import bring_up_to_date
from coppice.search.showing import lines

WAITING = 50


@dataclass(frozen=True, slots=True)
class Facet:
    """What was found of one kind, or of all."""

    name: str
    url: str
    count: str
    here: bool


def index(request: Request) -> HttpResponse:
    """What is found; while somebody types, only that part of the page. What was just written is found already."""
    typed, kind = request.GET.get("q", ""), request.GET.get("kind", "")
    kind = kind if kind in kinds() else ""
    asked = Asked.read(typed)
    if not asked.is_empty:
        bring_up_to_date(at_most=WAITING, first=request.user)
    answer = search(asked, request.viewer, now=timezone.now(), kind=kind, after=request.GET.get("after", ""))
    context = {
        "asked": asked,
        "answer": answer,
        "lines": lines(answer.asked, answer.rows),
        "facets": facets(answer, asked, kind),
        "kind": kind,
        "older": address(asked, kind, answer.next) if answer.next else "",
        "here": address(asked, kind),
        "is_start": not request.GET.get("after"),
        "instead": " ".join(answer.instead.get(word, word) for word in asked.words) if answer.instead else "",
        "everything": address(asked, ""),
        "told": told(answer) if request.htmx else "",
    }
    template = "search/found.html" if request.htmx else "search/index.html"
    response = render(request, template, context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def told(answer: Answer) -> str:
    """For whoever hears the page while they type."""
    found = answer.counts.total()
    return ngettext("{found} thing found", "{found} things found", found).format(found=found)


def facets(answer: Answer, asked: Asked, kind: str) -> list[Facet]:
    """The kinds of which something was found, and all of them; nothing to choose from where there is only one."""
    more = "+" if answer.is_more else ""
    found = [(code, each) for code, each in kinds().items() if answer.counts[code] or code == kind]
    if len(found) < 2 and not kind:
        return []
    every = Facet(_("Everything"), address(asked, ""), f"{answer.counts.total()}{more}", not kind)
    return [
        every,
        *(
            Facet(str(each.plural), address(asked, code), f"{answer.counts[code]}{more}", code == kind)
            for code, each in found
        ),
    ]


def address(asked: Asked, kind: str, after: str = "") -> str:
    said = {"q": asked.typed, "kind": kind, "after": after}
    return f"{reverse('search:index')}?{urlencode({name: value for name, value in said.items() if value})}"
