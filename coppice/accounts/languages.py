"""Speaking to each person in their language: the one they chose, else the one this browser chose or prefers."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import get_supported_language_variant, parse_accept_lang_header

from coppice.accounts.models import Person

COOKIE = "language"


class LanguageMiddleware:
    """Each request runs in the language of whoever reads."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with translation.override(language := language_for(request)):
            response = self.get_response(request)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            response.headers.setdefault("Content-Language", language)
            patch_vary_headers(response, ["Accept-Language", "Cookie"])
        return response


def language_for(request: HttpRequest) -> str:
    chosen = request.user.language if request.user.is_authenticated else ""
    return spoken(chosen) or spoken(request.COOKIES.get(COOKIE, "")) or preferred(request)


def spoken(code: str) -> str:
    """The language, if it is spoken here; one that a server no longer has is as none."""
    return code if code in dict(settings.LANGUAGES) else ""


def preferred(request: HttpRequest) -> str:
    """The first language that the browser asks for and that is spoken here."""
    for code, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        try:
            found = get_supported_language_variant(code)
        except LookupError:
            continue
        if found != settings.PSEUDO_LANGUAGE:
            return found
    return settings.LANGUAGE_CODE


@contextmanager
def in_language_of(person: Person) -> Iterator[None]:
    """For what is said to somebody who is not there: a mail, or a file that is made meanwhile."""
    with translation.override(spoken(person.language) or settings.LANGUAGE_CODE):
        yield
