"""Frameworks to read: all of them, one of them, and the guidance for one of its parts. Guests may read them too."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy

from coppice.frameworks import comparing
from coppice.frameworks.drafting.differing import differences
from coppice.frameworks.drafting.document import tidied
from coppice.frameworks.models import Edition

INDEX = {"name": gettext_lazy("Frameworks"), "url": reverse_lazy("frameworks:index")}


def index(request: HttpRequest) -> HttpResponse:
    """The frameworks on offer, and earlier editions that portfolios may still be on."""
    every = Edition.objects.visible_to(viewer(request))
    offered = [(edition, edition.framework) for edition in every.offered()]
    earlier = every.exclude(pk__in=[edition.pk for edition, _ in offered]).in_order()
    return render(request, "frameworks/index.html", {"offered": offered, "earlier": earlier})


def edition(request: HttpRequest, slug: str, version: str) -> HttpResponse:
    """One framework, with its pathways compared."""
    every = list(Edition.objects.visible_to(viewer(request)).filter(slug=slug).in_order())
    place = next((place for place, each in enumerate(every) if each.version == version), None)
    if place is None:
        raise Http404("There is no such edition.")
    found, framework = every[place], every[place].framework
    context = {
        "edition": found,
        "framework": framework,
        "rows": comparing.rows(framework),
        "pathways_differ": comparing.pathways_differ(framework),
        "requirements": comparing.requirements(framework),
        "groups": [(group, framework.principles_of(group.code)) for group in framework.principle_groups],
        "before": every[place + 1] if place + 1 < len(every) else None,
        "places": (INDEX,),
    }
    return render(request, "frameworks/edition.html", context)


def comparison(request: HttpRequest, slug: str, old: str, new: str) -> HttpResponse:
    """What one edition says otherwise than another."""
    every = Edition.objects.visible_to(viewer(request)).filter(slug=slug).select_related("document")
    older, newer = (get_object_or_404(every, version=version) for version in (old, new))
    found = differences(tidied(older.document.body), tidied(newer.document.body))
    context = {"older": older, "newer": newer, "differences": found, "places": (INDEX, place_of(newer))}
    return render(request, "frameworks/changed.html", context)


def part(request: HttpRequest, slug: str, version: str, code: str) -> HttpResponse:
    """Guidance for one section, or the questions of one principle."""
    found = get_object_or_404(Edition.objects.visible_to(viewer(request)), slug=slug, version=version)
    framework = found.framework
    if code in framework.nodes:
        node = framework.node(code)
        context = {"node": node, "cells": comparing.cells(framework, node), **_around(found, [*framework.nodes], code)}
        return render(request, "frameworks/section.html", context)
    principles = [principle.code for principle in framework.principles]
    if code in principles:
        context = {"principle": framework.principle(code), **_around(found, principles, code)}
        return render(request, "frameworks/principle.html", context)
    raise Http404("There is no such part in this framework.")


def _around(edition: Edition, codes: list[str], code: str) -> dict[str, object]:
    """What every page of a part shows: where it belongs, and the parts before and after it."""
    place = codes.index(code)
    labels = edition.framework.labels
    beside = [codes[at] if 0 <= at < len(codes) else "" for at in (place - 1, place + 1)]
    before, after = ((edition.url_of(one), labels[one]) if one else None for one in beside)
    return {
        "edition": edition,
        "framework": edition.framework,
        "places": (INDEX, place_of(edition)),
        "before": before,
        "after": after,
    }


def place_of(edition: Edition) -> dict[str, str]:
    return {"name": str(edition), "url": edition.get_absolute_url()}


def viewer(request: HttpRequest) -> object:
    return getattr(request, "viewer", None)
