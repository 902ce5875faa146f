"""The shell, the choice of light or dark, and a form that came back from a stale page."""

from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from coppice.ui.shell import Place, Shell
from coppice.ui.views import csrf_failure

ERRORS = ["400.html", "403.html", "404.html", "413.html", "429.html", "500.html"]


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_page_needs_nothing_and_says_that_nothing_is_lost(name: str) -> None:
    html = render_to_string(name)
    assert "<h1" in html
    assert "lost" in html or "saved is saved" in html


def test_the_shell_shows_where_one_is() -> None:
    shell = Shell(places=(Place("Home", "/"), Place("Journal", "/journal/", here=True)), capture_url="/new/")
    html = render_to_string("ui/page.html", {"shell": shell})
    assert '<a href="/journal/" aria-current="page">Journal</a>' in html
    assert 'href="/new/" data-capture aria-keyshortcuts="c"' in html


@pytest.mark.django_db
def test_a_choice_of_dark_is_kept_and_leads_back(client: Client) -> None:
    response = client.post("/look/theme/", {"theme": "dark", "next": "/accounts/login/?a=b"})
    assert (response.status_code, response["Location"]) == (303, "/accounts/login/?a=b")
    assert b'data-theme="dark"' in client.get("/accounts/login/").content


@pytest.mark.django_db
def test_a_choice_never_leads_off_the_site_nor_keeps_nonsense(client: Client) -> None:
    response = client.post("/look/theme/", {"theme": "<script>", "next": "https://elsewhere.example/"})
    assert response["Location"] == "/"
    assert not response.cookies


def stale(headers: dict[str, str], **typed: str) -> str:
    request = RequestFactory().post("/journal/new/", typed, headers=headers)
    return csrf_failure(request).content.decode()


def test_a_stale_form_gives_the_words_back_and_may_be_sent_again() -> None:
    html = stale({"sec-fetch-site": "same-origin"}, story="Long & careful", csrfmiddlewaretoken="old")
    assert "Long &amp; careful" in html
    assert "Send it again" in html
    assert ">old<" not in html


def test_what_no_author_wrote_goes_along_unseen() -> None:
    html = stale(
        {"sec-fetch-site": "same-origin"}, happened_on="2026-11-25", once="f3f1b1f5", base_so_what="9a", file=""
    )
    assert '<label for="kept-1">Happened on</label>' in html
    assert '<input type="hidden" name="once" value="f3f1b1f5">' in html
    assert html.count("<textarea") == 1


def test_a_form_from_elsewhere_is_shown_but_not_offered_again() -> None:
    html = stale({"sec-fetch-site": "cross-site"}, story="Long & careful")
    assert "Long &amp; careful" in html
    assert "Send it again" not in html


def test_a_stale_password_is_never_shown() -> None:
    html = stale({"sec-fetch-site": "same-origin"}, login="mo@example.org", password="secret-words")
    assert "secret-words" not in html
    assert "Send it again" not in html


@pytest.mark.parametrize("part", ["", "forms", "forms&mend", "table", "bare"])
@pytest.mark.django_db
def test_all_components_can_be_seen_together_in_the_demo_only(client: Client, settings: Any, part: str) -> None:
    settings.DEMO = True
    assert client.get(f"/demo/look/?part={part}").status_code == 200
    settings.DEMO = False
    assert client.get("/demo/look/").status_code == 404
