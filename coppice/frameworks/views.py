"""Frameworks to read: all of them, one of them, and the guidance for one of its parts. Guests may read them too."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from coppice.frameworks import comparing
from coppice.frameworks.models import Edition


def index(request: HttpRequest) -> HttpResponse:
    """The frameworks on offer, and earlier editions that portfolios may still be on."""
    offered = list(Edition.objects.visible_to(viewer(request)).offered())
    earlier = Edition.objects.visible_to(viewer(request)).exclude(pk__in=[each.pk for each in offered]).in_order()
    return render(request, "frameworks/index.html", {"editions": offered, "earlier": earlier})


def edition(request: HttpRequest, slug: str, version: str) -> HttpResponse:
    """One framework, with its pathways compared."""
    found = get_object_or_404(Edition.objects.visible_to(viewer(request)), slug=slug, version=version)
    context = {"edition": found, "framework": found.framework, "rows": comparing.rows(found.framework)}
    return render(request, "frameworks/edition.html", context)


def part(request: HttpRequest, slug: str, version: str, code: str) -> HttpResponse:
    """Guidance for one section, or the questions of one principle."""
    found = get_object_or_404(Edition.objects.visible_to(viewer(request)), slug=slug, version=version)
    framework = found.framework
    context: dict[str, object] = {"edition": found, "framework": framework}
    if code in framework.nodes:
        context |= _around(list(framework.nodes), code)
        context |= {"node": framework.node(code), "cells": comparing.cells(framework, framework.node(code))}
        return render(request, "frameworks/section.html", context)
    if code in (codes := [principle.code for principle in framework.principles]):
        context |= _around(codes, code) | {"principle": framework.principle(code)}
        return render(request, "frameworks/principle.html", context)
    raise Http404("There is no such part in this framework.")


def _around(codes: list[str], code: str) -> dict[str, object]:
    place = codes.index(code)
    before = codes[place - 1] if place else ""
    after = codes[place + 1] if place + 1 < len(codes) else ""
    return {"before": before, "after": after}


def viewer(request: HttpRequest) -> object:
    return getattr(request, "viewer", None)
