"""Who sends a request: the person who came with the session, when Django would agree that it is them."""

from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from coppice.accounts.sessions import SessionStore


class PersonMiddleware(AuthenticationMiddleware):
    """Gives every request its `user`."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: person_of(request))  # type: ignore[assignment]


def person_of(request: HttpRequest) -> Any:
    """Anything but a plain session that is still good is left to Django, which knows what else to do."""
    session = request.session
    if isinstance(session, SessionStore) and is_good(session):
        return session.person
    return get_user(request)


def is_good(session: SessionStore) -> bool:
    """Whether it has all that `django.contrib.auth.get_user` asks for: a way in, this password, an open account."""
    known = session.get(SESSION_KEY)  # this loads it, and its person
    person = session.person
    return bool(
        person
        and person.is_active
        and str(person.pk) == known
        and session.get(BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS
        and constant_time_compare(session.get(HASH_SESSION_KEY, ""), person.get_session_auth_hash())
    )
