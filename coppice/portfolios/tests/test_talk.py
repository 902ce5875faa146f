"""Feedback on all sections, and what changed since a reader was last there."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from coppice.discussion.anchors import make_by_quote
from coppice.discussion.models import Comment
from coppice.kernel import richtext
from coppice.portfolios.models import Section
from coppice.portfolios.tests import makers

pytestmark = pytest.mark.django_db


@pytest.fixture
def morwenna():
    return makers.person()


@pytest.fixture
def idris():
    return makers.person("Idris Bowen")


@pytest.fixture
def section(morwenna, idris) -> Section:
    portfolio = makers.portfolio(morwenna)
    portfolio.grant(person=idris, reason="asked to read", by=morwenna, now=makers.NOW)
    return makers.section(portfolio, "1a", "We weighed two tools against each other.")


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def say(section: Section, by, words: str, quote: str = "") -> Comment:
    block = richtext.blocks(section.text("description"))[0].id
    anchor = make_by_quote(section.text("description"), block, quote, 0, "description") if quote else None
    return Comment.say(item=section, html=f"<p>{words}</p>", by=by, now=timezone.now(), anchor=anchor)


def test_threads_of_all_sections_open_first(section, morwenna, idris) -> None:
    say(section, idris, "Which two?", "two tools")
    settled = say(section, idris, "A comma is missing.")
    settled.resolve(by=morwenna, now=timezone.now())
    client = signed_in(morwenna)
    page = client.get(f"/portfolios/{section.whole_id}/feedback/").text
    assert "1 open" in page
    assert page.index("Which two?") < page.index("A comma is missing.")
    overview = client.get(section.whole.get_absolute_url()).text
    assert "1 open comment" in overview
    assert "Read the open comment" in overview
    assert "Which two?" in signed_in(idris).get(f"/portfolios/{section.whole_id}/feedback/").text


def test_a_passage_that_changed_says_so(section, morwenna, idris) -> None:
    say(section, idris, "Which two?", "two tools")
    makers.write(section, "Something else altogether stands here now, and nothing of what was there.")
    assert "This passage was changed" in signed_in(morwenna).get(f"/portfolios/{section.whole_id}/feedback/").text


def test_whoever_was_not_asked_by_name_sees_no_comments(section, morwenna, idris) -> None:
    say(section, idris, "Which two?", "two tools")
    section.whole.share(reach="members", by=morwenna, now=makers.NOW)
    client = signed_in(makers.person("Somebody Else"))
    assert client.get(f"/portfolios/{section.whole_id}/feedback/").status_code == 403
    page = client.get(section.whole.get_absolute_url()).text
    assert "open comment" not in page
    assert "/feedback/" not in page
    assert "Which two?" not in client.get(section.get_absolute_url()).text


def test_a_reader_is_told_what_changed_since(section, morwenna, idris) -> None:
    reader = signed_in(idris)
    reader.get(section.get_absolute_url())
    assert "Changed since" not in reader.get(section.whole.get_absolute_url()).text
    later = timezone.now() + timedelta(minutes=3)
    html, base = "<p>New words.</p>", richtext.fingerprint(section.text("description"))
    section.write(code="description", html=html, bases=[base], by=morwenna, now=later)
    assert "Changed since you read it" in reader.get(section.whole.get_absolute_url()).text
