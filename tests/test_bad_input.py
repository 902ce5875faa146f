"""Whatever arrives in an address or a form: never a fault of the server, and what was typed is given back."""

import io
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings as configured
from django.test import Client
from django.urls import reverse

from tests.cast import Cast, signed_in
from tests.test_privacy import BY_ITEM, LISTS, verbs
from tests.world import a_world, an_entry

pytestmark = pytest.mark.django_db
NAMES = [
    "q", "after", "before", "year", "code", "tool", "impact", "from", "to", "next", "part", "format", "framework",
    "pathway", "edition", "files", "drafts", "name", "number", "theme",
]  # fmt: skip
HOSTILE = [
    "\0", "a\0b", "'; DROP TABLE audience_item; --", "<script>alert(1)</script>", "-1", "0", "9" * 400, "1e309", "NaN",
    "\u202egnp", "e\u0301" * 50, "👩‍🏫" * 30, "../../etc/passwd", "%00", "{{7*7}}", "2026-02-30", "not-a-uuid", "💥", " ",
    "W10=", "WyJhIiwiYiJd", "x" * 5000,
]  # fmt: skip


def test_no_address_stumbles_over_what_is_asked_of_it(cast: Cast, settings: Any) -> None:
    settings.DEMO = True
    world = a_world(cast)
    client = signed_in(cast.owner)
    client.raise_request_exception = True
    pages = [reverse(name) for name in sorted(LISTS)]
    pages += [
        reverse(name, kwargs=make(world)[1])
        for name, makers in BY_ITEM.items()
        if "GET" in verbs(name)
        for make in makers[:1]
    ]
    for number, page in enumerate(pages):
        for value in HOSTILE[number % 3 :: 3]:
            response = client.get(page + "?" + urlencode(dict.fromkeys(NAMES, value)))
            if response.streaming:
                for close in response._resource_closers:  # type: ignore[attr-defined]
                    close()
            assert response.status_code < 500, (page, value)
            assert b"<script>alert(1)" not in (b"" if response.streaming else response.content)


@pytest.mark.parametrize("value", ["\0", "a\0b", "\ud800", "x" * 300_000, "\u202eRTL", "é" * 100, "👩‍🏫"])
def test_no_form_stumbles_over_what_is_typed(cast: Cast, value: str) -> None:
    world = a_world(cast)
    client = signed_in(cast.owner)
    fields = [
        "text",
        "title",
        "name",
        "who",
        "until",
        "message",
        "happened",
        "happened_on",
        "alt",
        "note",
        "reach",
        "status",
    ]
    form = {field: value.encode("utf-8", "replace").decode() for field in fields}
    for name, makers in BY_ITEM.items():
        if name in {"removal", "grant", "link"}:
            continue
        url = reverse(name, kwargs=makers[0](world)[1])
        for verb in verbs(name):
            if verb in {"POST", "PUT"}:
                response = client.post(url, {**form, "_method": verb} if verb == "PUT" else form)
                assert response.status_code < 500, (name, verb)
    for page in ("/journal/new/", "/me/", "/portfolios/", "/notices/mail/"):
        assert client.post(page, form).status_code < 500, page


def test_a_session_that_ended_in_mid_writing_gives_back_what_was_typed(cast: Cast) -> None:
    entry = an_entry(cast, "A pilot")
    client = signed_in(cast.owner)
    client.cookies.pop(configured.SESSION_COOKIE_NAME)
    for url, form in [
        (f"/items/{entry.pk}/texts/so_what/", {"text": "Half an hour of thinking.", "base": ""}),
        (f"/items/{entry.pk}/comments/", {"text": "Half an hour of thinking."}),
        ("/journal/new/", {"happened": "Half an hour of thinking."}),
        (f"/journal/{entry.pk}/edit/", {"title": "Half an hour of thinking."}),
        (f"/items/{entry.pk}/readers/", {"message": "Half an hour of thinking."}),
    ]:
        page = client.post(url, form, headers={"Sec-Fetch-Site": "same-origin"})
        assert page.status_code == 401, url
        said = page.content.decode()
        assert "Half an hour of thinking." in said
        assert "Send it again" in said or url.startswith("/journal/")  # the journal keeps its own form
        assert "Sign in" in said


def test_a_form_whose_page_grew_stale_gives_back_what_was_typed(cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.owner, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = strict.post("/journal/new/", {"happened": "A long story."}, headers={"Sec-Fetch-Site": "same-origin"})
    assert page.status_code == 403
    assert "A long story." in page.content.decode()


def test_a_refusal_gives_back_what_was_typed(cast: Cast) -> None:
    entry = an_entry(cast, "A pilot")
    page = signed_in(cast.owner).post(
        f"/items/{entry.pk}/comments/", {"text": "   ", "block": "nowhere", "code": "happened"}
    )
    assert page.status_code == 422
    assert "no words yet" in page.content.decode() or "not in the" in page.content.decode()


def test_what_is_too_large_is_heard_out_and_answered_kindly(cast: Cast) -> None:
    """Nothing of it may be left on the wire: a browser that cannot send to the end shows no answer."""
    client, much = signed_in(cast.owner), b"x" * (configured.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
    section = a_world(cast).section
    text = f"/items/{section.pk}/texts/{next(iter(section.text_codes))}/"
    for method, url, kind in [
        ("POST", "/journal/new/", "application/x-www-form-urlencoded"),
        ("PUT", text, "application/json"),
        ("POST", "/nothing/is/here/", "application/x-www-form-urlencoded"),
    ]:
        wire = io.BytesIO(much)
        more = {"wsgi.input": wire, "CONTENT_LENGTH": len(much), "CONTENT_TYPE": kind, "HTTP_ACCEPT": kind}
        answer = client.generic(method, url, **more)
        assert answer.status_code == 413, url
        assert "still where you had it" in answer.text
        assert not wire.read(1)
