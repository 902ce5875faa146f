"""One part of a draft: looked at, changed, added, moved and removed."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.audience.viewing import Request
from coppice.frameworks.drafting.differing import in_words
from coppice.frameworks.drafting.document import ALONE, Place, remove, step
from coppice.frameworks.drafting.naming import named, one_more
from coppice.frameworks.drafting.part_form import PartForm
from coppice.frameworks.models import ChangedMeanwhile, Draft, Version, WouldBreak
from coppice.frameworks.views.loading import base_of, form_at, my_draft, new_form, trail
from coppice.kernel.resources import allow, see_other


def edit(request: Request, pk: UUID, kind: str, key: str) -> HttpResponse:
    """The part as it is."""
    draft = my_draft(request, pk)
    newest = draft.newest
    return page(request, draft, newest, form_at(newest, Place(kind, key)))


def update(request: Request, pk: UUID, kind: str, key: str) -> HttpResponse:
    """Say it otherwise. What was typed stays in the form if that can't be done."""
    draft, place = my_draft(request, pk), Place(kind, key)
    newest = draft.newest
    form = form_at(newest, place, request.POST)
    if not form.is_valid():
        return page(request, draft, newest, form, base=base_of(request))
    try:
        saved = change(request, draft, form, place)
    except WouldBreak as no:
        form.complain(no.complaints)
        return page(request, draft, newest, form, base=base_of(request))
    except ChangedMeanwhile as no:
        return page(request, draft, no.version, form, refusal=no)
    return done(request, draft, saved, place)


def new(request: Request, pk: UUID, kind: str) -> HttpResponse:
    """An empty form for one more part of this kind."""
    draft = my_draft(request, pk)
    newest = draft.newest
    return page(request, draft, newest, new_form(newest, kind, within=request.GET.get("within", "")), kind=kind)


def add(request: Request, pk: UUID, kind: str) -> HttpResponse:
    """One more part of this kind."""
    draft = my_draft(request, pk)
    newest = draft.newest
    form = new_form(newest, kind, request.POST)
    if not form.is_valid():
        return page(request, draft, newest, form, kind=kind)
    try:
        saved = change(request, draft, form)
    except WouldBreak as no:
        form.complain(no.complaints)
        return page(request, draft, newest, form, kind=kind)
    return done(request, draft, saved, form.place)


def take_out(request: Request, pk: UUID, kind: str, key: str) -> HttpResponse:
    """Remove the part, if the rest still fits without it."""
    draft, place = my_draft(request, pk), Place(kind, key)
    allow(kind != "head")
    form = form_at(draft.newest, place)
    said = _("{part} removed").format(part=named(kind, form.old))
    draft.change(
        lambda old: remove(old, place),
        said=said,
        place=place,
        base=base_of(request),
        by=request.user,
        now=timezone.now(),
    )
    messages.success(request, _("{what}. It is still in earlier versions.").format(what=said))
    return see_other(draft.get_absolute_url())


def move(request: Request, pk: UUID, kind: str, key: str) -> HttpResponse:
    """One up or down in its list."""
    draft, place = my_draft(request, pk), Place(kind, key)
    allow(kind not in ALONE)
    form, way = form_at(draft.newest, place), -1 if request.POST.get("way") == "up" else 1
    said = _("{part} moved").format(part=named(kind, form.old))
    saved = draft.change(lambda old: step(old, place, way), said=said, by=request.user, now=timezone.now())
    return done(request, draft, saved, place)


def change(request: Request, draft: Draft, form: PartForm, place: Place | None = None) -> Version:
    said = named(form.kind, form.part())
    said = said if place else _("{part} added").format(part=said)
    base = base_of(request)
    return draft.change(form.changed, said=said, place=place, base=base, by=request.user, now=timezone.now())


def done(request: Request, draft: Draft, saved: Version, place: Place) -> HttpResponse:
    messages.success(request, _("Saved as version {number} of the draft.").format(number=saved.number))
    return see_other(f"{draft.get_absolute_url()}#{place.kind}-{place.key}")


def page(
    request: Request,
    draft: Draft,
    newest: Version,
    form: PartForm,
    *,
    kind: str = "",
    base: int = 0,
    refusal: ChangedMeanwhile | None = None,
) -> HttpResponse:
    """The form; after a refusal with what there is now beside what was typed."""
    place = form.seat
    context = {
        "draft": draft,
        "form": form,
        "place": place,
        "base": base or newest.number,
        "title": named(place.kind, form.old) if place else one_more(kind),
        "can_go": place and place.kind != "head" and form.old,
        "can_move": place and place.kind not in ALONE,
        "refusal": refusal,
        "meanwhile": beside(newest, form) if refusal and place else [],
        "action": request.path,
        "places": trail(draft, newest),
    }
    status = refusal.status if refusal else 422 if form.errors else 200
    return render(request, "frameworks/drafts/part.html", context, status=status)


def beside(newest: Version, form: PartForm) -> list[tuple[str, object]]:
    """What there is now and what was typed, field by field, where they differ."""
    assert form.seat
    theirs = form_at(newest, form.seat)
    now, typed = theirs.said(theirs.initial), form.said(form.cleaned_data)
    return [
        (label, in_words(now.get(label, ""), typed[label])) for label in typed if typed[label] != now.get(label, "")
    ]
