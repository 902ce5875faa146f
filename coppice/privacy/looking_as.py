"""Seeing one’s own page as somebody else would: the page itself, asked for by somebody who is that for a moment.

A stand-in is written into the database, given what makes them that somebody, shown the page, and taken back with the
transaction. So the page comes out of the very rule and view that decide for real people, and looking leaves nothing
behind. Docs: docs/decisions/0090-looking-as.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import resolve
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.accounts.sessions import SessionStore
from coppice.audience.models import Item
from coppice.audience.viewing import Request, Viewer
from coppice.groups.models import Group, Membership
from coppice.kernel.alphabet import in_order
from coppice.kernel.ids import uuid7
from coppice.ui.shell import Looking, Place

KEPT_HEADERS = ("SERVER_NAME", "SERVER_PORT", "HTTP_HOST", "wsgi.url_scheme")


@dataclass(frozen=True)
class Role:
    """Somebody a page can be seen as."""

    code: str
    words: str
    group: Group | None = None


def roles(person: Person, item: Item) -> Sequence[Role]:
    """A guest, a member, and a member of each group that could matter."""
    groups = {group.pk: group for group in Group.objects.of(person)}
    if item.group and Group.objects.visible_to(person).filter(pk=item.group.pk).exists():
        groups[item.group.pk] = item.group
    by_name = in_order(groups.values())
    in_groups = [
        Role(f"group-{group.slug}", _("a member of {group}").format(group=group.name), group) for group in by_name
    ]
    return [Role("guest", _("a guest")), Role("member", _("a member")), *in_groups]


@contextmanager
def standing_in(role: Role) -> Iterator[Person | None]:
    """Somebody who is just that, for as long as this lasts; whatever is written meanwhile is taken back."""
    with transaction.atomic():
        yield None if role.code == "guest" else a_member(role.group)
        transaction.set_rollback(True)


def a_member(group: Group | None) -> Person:
    pk = uuid7()
    person = Person.objects.create(pk=pk, name="Somebody", slug=f"somebody-{pk}", email=f"{pk}@nowhere.invalid")
    if group:
        Membership.objects.create(group=group, person=person)
    return person


def seen(request: Request, item: Item, role: Role, looking: Looking) -> HttpResponse:
    """The item's own page as that somebody gets it; when for them there is none, a page that says so."""
    address = item.as_kind().get_absolute_url()
    with standing_in(role) as person:
        asked = asked_by(person, address, request, looking)
        match = resolve(address)
        try:
            page = match.func(asked, *match.args, **match.kwargs)
        except (Http404, PermissionDenied):
            page = None
        if not isinstance(page, HttpResponse) or page.status_code != 200:
            page = render(asked, "privacy/nothing_seen.html", {"role": role})
    return page


def asked_by(person: Person | None, address: str, request: Request, looking: Looking) -> HttpRequest:
    """A request for the address with nothing of the real one's but where the site is and how it looks."""
    asked = Request()
    asked.method, asked.path, asked.path_info = "GET", address, address
    asked.META = {name: request.META[name] for name in KEPT_HEADERS if name in request.META}
    asked.COOKIES = {name: value for name, value in request.COOKIES.items() if name in {"theme", "keys"}}
    asked.user = person or AnonymousUser()  # type: ignore[assignment]
    asked.viewer, asked.session, asked.htmx = Viewer.of(person), SessionStore(), request.htmx
    asked.resolver_match = resolve(address)
    vars(asked).update(looking=looking, _csp_nonce=vars(request).get("_csp_nonce"))
    return asked


def banner(roles: Sequence[Role], role: Role, here: str, back: Place) -> Looking:
    """What stands at the head of such a page, and the ways to other eyes."""
    others = tuple(
        Place(_("As {somebody}").format(somebody=one.words), f"{here}?as={one.code}", one == role) for one in roles
    )
    return Looking(role.words, others, back)
