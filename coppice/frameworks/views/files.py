"""Frameworks as files: out, as the reader reads them, and in, after a look that changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.audience.viewing import Request
from coppice.frameworks.drafting.differing import Difference, differences
from coppice.frameworks.drafting.document import tidied
from coppice.frameworks.forms import BringForm
from coppice.frameworks.models import Draft, Edition, Lead
from coppice.frameworks.reading import WrongFile, read_with_document
from coppice.frameworks.tree import Mistake, Plain
from coppice.frameworks.views.loading import DRAFTS, my_draft
from coppice.frameworks.views.reading import INDEX, viewer
from coppice.frameworks.writing import write
from coppice.kernel.resources import see_other


def edition(request: Request, slug: str, version: str) -> HttpResponse:
    """An edition as a file."""
    found = get_object_or_404(Edition.objects.visible_to(viewer(request)), slug=slug, version=version)
    return as_file(found.document.body, f"{slug}-{version}")


def draft(request: Request, pk: UUID) -> HttpResponse:
    """A draft as a file."""
    document = my_draft(request, pk).newest.document
    return as_file(document, f"{document['slug']}-{document['version']}-draft")


def as_file(document: Plain, name: str) -> HttpResponse:
    response = HttpResponse(write(document), content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.yaml"'
    return response


def choose(request: Request) -> HttpResponse:
    """Where a file is brought in."""
    return page(request, BringForm())


def look(request: Request) -> HttpResponse:
    """What the file says, or every mistake with its line; and then, if it is to be kept, a draft."""
    form = BringForm(request.POST, request.FILES)
    if not form.is_valid():
        return page(request, form)
    source = form.source
    try:
        framework, document = read_with_document(source)
    except WrongFile as wrong:
        return page(request, again(source), mistakes=wrong.mistakes)
    if request.POST.get("keep"):
        made = Draft.bring(source, by=request.user, now=timezone.now())
        messages.success(request, _("Your draft is here. Nobody but those who lead the scheme can see it."))
        return see_other(made.get_absolute_url())
    is_mine = framework.slug in Lead.objects.slugs_of(request.viewer)
    return page(request, again(source), framework=framework, is_mine=is_mine, **compared(framework.slug, document))


def compared(slug: str, document: Plain) -> dict[str, Any]:
    """What it says otherwise than the newest edition, if there is one."""
    newest = Edition.objects.newest(slug)
    found: list[Difference] = []
    if newest and isinstance(document, dict) and isinstance(newest.document.body, dict):
        found = differences(tidied(newest.document.body), tidied(document))
    return {"newest": newest, "differences": found}


def again(source: bytes) -> BringForm:
    """The form with what was sent, so that it can be mended here."""
    return BringForm(initial={"text": source.decode("utf-8-sig", errors="replace")})


def page(request: Request, form: BringForm, *, mistakes: Sequence[Mistake] = (), **found: Any) -> HttpResponse:
    is_wrong = bool(mistakes or form.errors)
    context = {"form": form, "mistakes": mistakes, "places": (INDEX, DRAFTS), **found}
    return render(request, "frameworks/drafts/bring.html", context, status=422 if is_wrong else 200)
