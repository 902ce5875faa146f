"""The coverage page: what is shown where, what is missing, and for whom."""

import pytest
from django.test import Client

from coppice.portfolios.tests import makers

pytestmark = pytest.mark.django_db


@pytest.fixture
def morwenna():
    return makers.person()


@pytest.fixture
def idris():
    return makers.person("Idris Bowen")


def page(person, portfolio) -> str:
    client = Client()
    client.force_login(person)
    whole = client.get(f"{portfolio.get_absolute_url()}coverage/").text
    return whole.partition("<main")[2].partition("</main")[0]


def test_a_cell_grows_with_what_stands_behind_it(morwenna, idris) -> None:
    portfolio = makers.portfolio(morwenna)
    section = makers.section(portfolio, "1a", "We weighed two tools.")
    assert 'data-strength="claimed"' not in page(morwenna, portfolio)
    section.speak_to(codes=["P1"], by=morwenna, now=makers.NOW)
    assert 'data-strength="claimed"' in page(morwenna, portfolio)
    entry = makers.entry(morwenna, "Two tools.", codes=["cmalt:P1", "cmalt:1a"])
    section.attach(entry=entry, by=morwenna, now=makers.NOW)
    assert 'data-strength="evidenced"' in page(morwenna, portfolio)
    makers.write(section, "What I learned. " * 30, code="reflection")
    assert 'data-strength="reflected"' in page(morwenna, portfolio)
    section.recognise(code="P1", by=idris, now=makers.NOW)
    assert 'data-strength="reviewed"' in page(morwenna, portfolio)


def test_a_gap_names_the_entry_that_would_fill_it(morwenna) -> None:
    portfolio = makers.portfolio(morwenna)
    entry = makers.entry(morwenna, "Spoke at the regional meeting.", codes=["cmalt:P4", "cmalt:4a"])
    seen = page(morwenna, portfolio)
    assert "Spoke at the regional meeting" in seen
    section = makers.section(portfolio, "4a")
    assert f"/sections/{section.pk}/evidence/new/?entry={entry.pk}" in seen
    assert "still asks for" in seen


def test_a_reader_sees_no_gaps_and_nothing_kept_back(morwenna, idris) -> None:
    portfolio = makers.portfolio(morwenna)
    portfolio.grant(person=idris, reason="asked to read", by=morwenna, now=makers.NOW)
    section = makers.section(portfolio, "1a", "We weighed two tools.")
    before = page(idris, portfolio)
    entry = makers.entry(morwenna, "A secret trial.", codes=["cmalt:P1", "cmalt:1a"])
    piece = section.attach(entry=entry, by=morwenna, now=makers.NOW, shared=False)
    assert 'data-strength="evidenced"' in page(morwenna, portfolio)
    assert page(idris, portfolio) == before
    assert "Gaps worth filling" not in before
    assert "still asks for" not in before
    piece.share(by=morwenna, now=makers.NOW)
    assert 'data-strength="evidenced"' in page(idris, portfolio)


def test_many_principles_stand_one_under_another(morwenna) -> None:
    portfolio = makers.portfolio(morwenna, slug="psf", pathway="D2")
    seen = page(morwenna, portfolio)
    assert '<th scope="row">V1' in seen
    assert "All five values" in seen


def test_a_self_assessment_has_no_picture_of_principles(morwenna) -> None:
    assert "No principles to cover" in page(morwenna, makers.portfolio(morwenna, slug="felt", pathway="person"))
