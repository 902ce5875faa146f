"""Going on with another edition of the framework: every word stays, under the name it has there."""

from datetime import timedelta

import pytest
from django.test import Client

from coppice.frameworks.models import Edition
from coppice.frameworks.tests.makers import small
from coppice.portfolios.models import Portfolio, Section
from coppice.portfolios.tests import makers

pytestmark = pytest.mark.django_db
NEWER = {
    'version: "1"': 'version: "2"',
    "id: a\n": "id: brand-new\n",
    "code: 1b": "code: 1z",
    "id: care, code: P1": "id: care, code: P2",
    "id: thought, code: P2": "id: thought, code: P1",
}


@pytest.fixture
def morwenna():
    return makers.person()


@pytest.fixture
def mine(morwenna) -> Client:
    client = Client()
    client.force_login(morwenna)
    return client


@pytest.fixture
def portfolio(morwenna) -> Portfolio:
    edition, _ = Edition.objects.publish(small(), now=makers.NOW)
    made = Portfolio.begin(edition=edition, pathway="two", by=morwenna, now=makers.NOW)
    for code in ("1a", "1b"):
        section = makers.section(made, code)
        base = [""]
        section.write(code="said", html=f"<p>Words of {code}.</p>", bases=base, by=morwenna, now=makers.NOW)
    makers.section(made, "1a").speak_to(codes=["P1", "P2"], by=morwenna, now=makers.NOW)
    makers.section(made, "1b").speak_to(codes=["P1", "P3"], by=morwenna, now=makers.NOW)
    return made


@pytest.fixture
def newer(portfolio) -> Edition:
    return Edition.objects.publish(small(**NEWER), now=makers.NOW + timedelta(days=1))[0]


def told(portfolio: Portfolio) -> dict[str, tuple[str, set[str]]]:
    sections: list[Section] = list(portfolio.here())
    return {each.code: (each.text("said"), {claim.code for claim in each.claims.all()}) for each in sections}


def test_a_newer_edition_is_offered_and_shown_before_it_is_taken(mine, portfolio, newer) -> None:
    assert "the newer edition 2" in mine.get(portfolio.get_absolute_url()).text
    url = f"/portfolios/{portfolio.pk}/pathway/"
    page = mine.get(url, {"to": f"{newer.pk}:two"}).text
    assert "now 1b Part b" in page
    assert page.count("kept aside") == 2  # once in the sentence above, once of 1a
    assert told(portfolio).keys() == {"1a", "1b", "END"}
    assert mine.post(url, {"_method": "PUT", "to": f"{newer.pk}:two"}).status_code == 303
    portfolio = Portfolio.objects.get(pk=portfolio.pk)
    assert told(portfolio).keys() == {"1a@1", "1a", "1z", "END"}
    assert "the newer edition" not in mine.get(portfolio.get_absolute_url()).text


def test_there_and_back_everything_is_as_it_was(mine, morwenna, portfolio, newer) -> None:
    before, first = told(portfolio), portfolio.edition
    portfolio.move_to(edition=newer, pathway="two", by=morwenna, now=makers.NOW)
    after = told(portfolio)
    assert after["1z"] == (before["1b"][0], {"P2", "P3"})
    assert after["1a@1"] == (before["1a"][0], {"P1", "P2"})
    assert after["1a"] == ("", set())
    kept = portfolio.here().get(code="1a@1")
    page = mine.get(kept.get_absolute_url()).text
    assert "1a Part a" in page
    assert "Words of 1a." in page
    assert mine.get(f"/portfolios/{portfolio.pk}/coverage/").status_code == 200
    portfolio.move_to(edition=first, pathway="two", by=morwenna, now=makers.NOW)
    back = told(portfolio)
    assert {code: back[code] for code in before} == before
    assert back["1a@2"] == ("", set())


def test_no_edition_of_another_framework(mine, morwenna, portfolio) -> None:
    other = makers.edition("psf")
    url = f"/portfolios/{portfolio.pk}/pathway/"
    answer = mine.post(url, {"_method": "PUT", "to": f"{other.pk}:D2"})
    assert answer.status_code == 422
    assert "Nothing was changed" in answer.text
