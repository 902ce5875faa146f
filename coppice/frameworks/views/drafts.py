"""Drafts of the next edition: all of mine, one of them, and how one begins and ends."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.audience.viewing import Request
from coppice.frameworks.drafting.outline import outline
from coppice.frameworks.forms import BeginForm
from coppice.frameworks.models import Draft, Edition, Lead
from coppice.frameworks.views.loading import DRAFTS, my_draft, title_of
from coppice.frameworks.views.reading import INDEX
from coppice.kernel.resources import see_other


def index(request: Request, form: BeginForm | None = None) -> HttpResponse:
    """The drafts I can write in, and those that became editions; where to begin one."""
    slugs = list(Lead.objects.slugs_of(request.viewer))
    drafts = list(Draft.objects.visible_to(request.viewer).with_what_became())
    newest = {version.draft_id: version for version in Draft.newest_versions(drafts)}
    rows = [(draft, newest[draft.pk], title_of(newest[draft.pk])) for draft in drafts]
    context = {
        "leads": slugs,
        "open": [row for row in rows if not row[0].became and not row[0].put_away_at],
        "put_away": [row for row in rows if row[0].put_away_at],
        "published": [row for row in rows if row[0].became],
        "form": form or begin_form(slugs),
        "places": (INDEX,),
    }
    return render(request, "frameworks/drafts/index.html", context, status=422 if form else 200)


def begin_form(slugs: list[str], data: object = None) -> BeginForm:
    return BeginForm(data, editions=Edition.objects.filter(slug__in=slugs).in_order())


def begin(request: Request) -> HttpResponse:
    """A draft made from an edition."""
    form = begin_form(list(Lead.objects.slugs_of(request.viewer)), request.POST)
    if not form.is_valid():
        return index(request, form)
    draft = Draft.begin(**form.cleaned_data, by=request.user, now=timezone.now())
    messages.success(request, _("Your draft is here. Nobody but those who lead the scheme can see it."))
    return see_other(draft.get_absolute_url())


def show(request: Request, pk: UUID) -> HttpResponse:
    """The whole draft at a glance."""
    draft = my_draft(request, pk)
    newest = draft.newest
    context = {
        "draft": draft,
        "newest": newest,
        "title": title_of(newest),
        "chapters": outline(newest.document),
        "others": Lead.objects.filter(slug=draft.slug).exclude(person=request.user).select_related("person"),
        "places": [INDEX, DRAFTS],
    }
    return render(request, "frameworks/drafts/show.html", context)


def put_away(request: Request, pk: UUID) -> HttpResponse:
    my_draft(request, pk).put_away(by=request.user, now=timezone.now())
    messages.success(request, _("The draft is put away, with all of its versions. You can take it up again."))
    return see_other(reverse("frameworks:drafts"))


def take_up(request: Request, pk: UUID) -> HttpResponse:
    draft = my_draft(request, pk)
    draft.take_up(by=request.user, now=timezone.now())
    messages.success(request, _("Here it is again, as it was."))
    return see_other(draft.get_absolute_url())
