"""Feeds, and the page on which one finds them."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.accounts.languages import in_language_of
from coppice.accounts.models import Person
from coppice.audience.viewing import Request, Viewer
from coppice.feeds import atom
from coppice.feeds.models import Key
from coppice.feeds.news import news
from coppice.groups.models import Group
from coppice.kernel.alphabet import in_order
from coppice.kernel.resources import see_other


def index(request: Request) -> HttpResponse:
    """Where my feeds are."""
    key = Key.of(request.user)
    groups = in_order(Group.objects.visible_to(request.user).of(request.user)) if key else []
    own = [(group.name, key.url_for(group)) for group in groups] if key else []
    return render(request, "feeds/index.html", {"key": key, "groups": own, "public_url": atom.public_url()})


def make(request: Request) -> HttpResponse:
    """An address of my own, or another one in its place."""
    Key.make(by=request.user, now=timezone.now())
    messages.success(request, _("Here is your address. One that you had before opens nothing any more."))
    return see_other(reverse("feeds:index"))


def end(request: Request) -> HttpResponse:
    Key.end(by=request.user)
    messages.success(request, _("Your address opens nothing any more."))
    return see_other(reverse("feeds:index"))


def site(request: HttpRequest) -> HttpResponse:
    """What is public, for anybody, and the same for everybody."""
    pieces = news(Viewer(), now=timezone.now())
    return atom.answer(request, pieces, title=settings.COMMUNITY_NAME, url=atom.public_url(), own=False)


def group(request: HttpRequest, slug: str) -> HttpResponse:
    """What is public of one group. A group of which nothing is public is not there."""
    found = Group.objects.filter(slug=slug).first()
    pieces = news(Viewer(), now=timezone.now(), group=found) if found else []
    if not found or not pieces:
        raise Http404
    url = settings.BASE_URL + reverse("feeds:group", args=[slug])
    return atom.answer(request, pieces, title=f"{found.name} · {settings.COMMUNITY_NAME}", url=url, own=False)


def mine(request: HttpRequest, token: str) -> HttpResponse:
    """What the holder of the token may see, as they would on the pages."""
    person = reader_or_404(token)
    url = settings.BASE_URL + reverse("feeds:mine", args=[token])
    with in_language_of(person):
        pieces = news(Viewer.of(person), now=timezone.now())
        title = _("{community}: new for you").format(community=settings.COMMUNITY_NAME)
        return atom.answer(request, pieces, title=title, url=url, own=True)


def my_group(request: HttpRequest, token: str, slug: str) -> HttpResponse:
    person = reader_or_404(token)
    found: Group = get_object_or_404(Group.objects.visible_to(person).of(person), slug=slug)
    url = settings.BASE_URL + reverse("feeds:my_group", args=[token, slug])
    with in_language_of(person):
        pieces = news(Viewer.of(person), now=timezone.now(), group=found)
        return atom.answer(request, pieces, title=f"{found.name} · {settings.COMMUNITY_NAME}", url=url, own=True)


def reader_or_404(token: str) -> Person:
    person = Key.reader(token)
    if person is None:
        raise Http404
    return person
