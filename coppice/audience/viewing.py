"""Who is looking: a person, or nobody known, holding perhaps some links."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject
from django_htmx.middleware import HtmxDetails

from coppice.accounts.models import Person
from coppice.accounts.requests import PersonRequest

LINKS_HELD, GUESTS_HELD = "links_held", "guests_held"


@dataclass(frozen=True)
class Viewer:
    """Whoever looks at a page. Nothing else about a request decides what can be seen.

    `guests` are the ids under which this browser said something by a link, without an account.
    """

    person: Person | None = None
    links: frozenset[UUID] = frozenset()
    guests: frozenset[UUID] = frozenset()

    @classmethod
    def of(cls, who: object) -> Viewer:
        """A viewer from a viewer, a person, an anonymous user or nobody."""
        if isinstance(who, Viewer):
            return who
        return cls(who if isinstance(who, Person) and who.is_active else None)


class Request(PersonRequest):
    """A request as views get it: with its viewer, and its person where signing in is asked for first."""

    viewer: Viewer
    htmx: HtmxDetails


class ViewerMiddleware:
    """Gives every request its `viewer`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.viewer = SimpleLazyObject(lambda: viewer_of(request))  # type: ignore[attr-defined]
        return self.get_response(request)


def viewer_of(request: HttpRequest) -> Viewer:
    person = request.user if request.user.is_authenticated else None
    links, guests = (frozenset(UUID(pk) for pk in request.session.get(held, [])) for held in (LINKS_HELD, GUESTS_HELD))
    return Viewer(person, links, guests)
