"""What every page about a draft begins with: for those who lead the scheme; for everybody else it is not there."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from coppice.audience.viewing import Request
from coppice.frameworks.drafting.document import NotThere, Place
from coppice.frameworks.drafting.form_for import form_for, form_for_new
from coppice.frameworks.drafting.part_form import PartForm
from coppice.frameworks.models import Draft, Version

DRAFTS: dict[str, object] = {"name": _("Drafts"), "url": reverse_lazy("frameworks:drafts")}


def my_draft(request: Request, pk: UUID) -> Draft:
    return get_object_or_404(Draft.objects.visible_to(request.viewer).with_what_became(), pk=pk)


def trail(draft: Draft, version: Version) -> list[dict[str, object]]:
    """The way back to the draft."""
    return [DRAFTS, {"name": title_of(version), "url": draft.get_absolute_url()}]


def title_of(version: Version) -> str:
    return f"{version.document['name']} {version.document['version']}"


def form_at(version: Version, place: Place, data: object = None) -> PartForm:
    """The form of what stands there now, or 404."""
    try:
        return form_for(version.document, place, data)
    except NotThere as missing:
        raise Http404 from missing


def new_form(version: Version, kind: str, data: object = None, within: str = "") -> PartForm:
    try:
        return form_for_new(version.document, kind, data, within)
    except NotThere as missing:
        raise Http404 from missing


def base_of(request: Request) -> int:
    """The version in which the person saw what they change."""
    base = request.POST.get("base", "")
    return int(base) if base.isdigit() and len(base) < 9 else 0
