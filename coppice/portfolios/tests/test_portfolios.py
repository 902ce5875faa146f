"""Portfolios from the front door: begin one, see it, let somebody read it."""

from collections import Counter

import pytest
from django.test import Client

from coppice.portfolios.models import Portfolio, Status
from coppice.portfolios.models.portfolio import NoRoom
from coppice.portfolios.tests import makers

pytestmark = pytest.mark.django_db


@pytest.fixture
def morwenna():
    return makers.person()


@pytest.fixture
def idris():
    return makers.person("Idris Bowen")


@pytest.fixture
def mine(client: Client, morwenna):
    client.force_login(morwenna)
    return client


@pytest.fixture
def theirs(idris):
    client = Client()
    client.force_login(idris)
    return client


def codes(portfolio: Portfolio) -> Counter[str]:
    return Counter(portfolio.here().values_list("code", flat=True))


def test_begin_from_the_page(mine: Client, morwenna) -> None:
    page = mine.get("/portfolios/new/")
    assert "Senior CMALT" in page.text
    answer = mine.post("/portfolios/", {"pathway": f"{makers.edition().pk}:senior", "title": "", "aim": "2027-05-01"})
    assert answer.status_code == 303
    portfolio = Portfolio.objects.get(author=morwenna)
    assert portfolio.title == "Senior CMALT"
    assert codes(portfolio)["5"] == 2
    assert codes(portfolio)["6"] == 1
    assert "Senior CMALT" in mine.get("/portfolios/").text


def test_a_wrong_choice_keeps_what_was_typed(mine: Client) -> None:
    answer = mine.post("/portfolios/", {"pathway": "nonsense", "title": "My year", "aim": "2027-99-01"})
    assert answer.status_code == 422
    assert "My year" in answer.text
    assert not Portfolio.objects.exists()


def test_every_pathway_of_every_framework_can_be_begun(mine: Client, morwenna) -> None:
    for slug in ("cmalt", "psf", "felt"):
        for pathway in makers.edition(slug).framework.pathways:
            portfolio = makers.portfolio(morwenna, slug=slug, pathway=pathway.code)
            assert mine.get(portfolio.get_absolute_url()).status_code == 200
            for section in portfolio.here():
                assert mine.get(section.get_absolute_url()).status_code == 200
            assert mine.get(f"/portfolios/{portfolio.pk}/coverage/").status_code == 200


def test_whoever_sees_the_portfolio_sees_its_sections(theirs: Client, morwenna, idris) -> None:
    portfolio = makers.portfolio(morwenna)
    section = makers.section(portfolio, words="We weighed two tools against each other.")
    for url in (portfolio.get_absolute_url(), section.get_absolute_url()):
        assert theirs.get(url).status_code == 404
    grant = portfolio.grant(person=idris, reason="asked to read", by=morwenna, now=makers.NOW)
    assert "1a Constraints" in theirs.get(portfolio.get_absolute_url()).text
    assert "We weighed two tools" in theirs.get(section.get_absolute_url()).text
    assert "Add a section" not in theirs.get(portfolio.get_absolute_url()).text
    grant.end(by=morwenna, now=makers.NOW)
    assert theirs.get(section.get_absolute_url()).status_code == 404


def test_a_reader_of_one_section_sees_nothing_of_the_rest(theirs: Client, morwenna, idris) -> None:
    portfolio = makers.portfolio(morwenna, title="Hidden name")
    section = makers.section(portfolio, words="Only this.")
    section.grant(person=idris, reason="asked to read", by=morwenna, now=makers.NOW)
    page = theirs.get(section.get_absolute_url())
    assert "Only this." in page.text
    assert "Hidden name" not in page.text
    assert "Technical knowledge" not in page.text
    assert section.title in theirs.get("/portfolios/").text
    assert theirs.get(portfolio.get_absolute_url()).status_code == 404


def test_sections_come_and_go_as_the_pathway_allows(mine: Client, morwenna) -> None:
    portfolio = makers.portfolio(morwenna)
    answer = mine.post(f"/portfolios/{portfolio.pk}/sections/", {"code": "5", "own_title": "Video feedback"})
    assert answer.status_code == 303
    added = portfolio.here().get(own_title="Video feedback")
    assert added.title == "5 Specialist area: Video feedback"
    assert mine.post(added.get_absolute_url(), {"_method": "DELETE"}).status_code == 303
    assert codes(portfolio)["5"] == 1
    only = portfolio.here().get(code="5")
    assert mine.post(only.get_absolute_url(), {"_method": "DELETE"}).status_code == 422
    with pytest.raises(NoRoom):
        portfolio.add_section(code="CS", by=morwenna, now=makers.NOW)
    assert mine.post(f"/portfolios/{portfolio.pk}/sections/", {"code": "6"}).status_code == 422


def test_another_pathway_loses_no_word(mine: Client, morwenna) -> None:
    portfolio = makers.portfolio(morwenna, pathway="senior")
    advanced = makers.section(portfolio, "6", "What I changed elsewhere.")
    url, to = f"/portfolios/{portfolio.pk}/pathway/", f"{portfolio.edition_id}:associate"
    assert "kept aside" in mine.get(url, {"to": to}).text
    assert mine.post(url, {"_method": "PUT", "to": to}).status_code == 303
    page = mine.get(portfolio.get_absolute_url()).text
    assert "Kept aside" in page
    assert advanced.title in page
    assert "What I changed elsewhere." in mine.get(advanced.get_absolute_url()).text
    assert mine.post(url, {"_method": "PUT", "to": "x"}).status_code == 422


def test_name_and_day_can_be_changed_by_its_author_alone(mine: Client, theirs: Client, morwenna, idris) -> None:
    portfolio = makers.portfolio(morwenna)
    portfolio.grant(person=idris, reason="asked to read", by=morwenna, now=makers.NOW)
    url = portfolio.get_absolute_url()
    assert theirs.post(url, {"_method": "PUT", "title": "Mine now"}).status_code == 403
    assert theirs.get(f"{url}edit/").status_code == 403
    assert mine.post(url, {"_method": "PUT", "title": "My CMALT", "aim": ""}).status_code == 303
    assert mine.post(url, {"_method": "PUT", "title": "", "aim": ""}).status_code == 422
    assert "My CMALT" in mine.get(url).text


def test_words_move_a_section_from_not_begun_to_drafting(morwenna) -> None:
    portfolio = makers.portfolio(morwenna)
    section = makers.section(portfolio)
    assert section.status == Status.NOT_BEGUN
    makers.write(section, "A first sentence.")
    section.refresh_from_db()
    assert section.status == Status.DRAFTING


def test_a_named_version_keeps_all_that_is_written(mine: Client, morwenna) -> None:
    portfolio = makers.portfolio(morwenna)
    makers.section(portfolio, "1a", "One.")
    makers.section(portfolio, "1b", "Two.")
    assert mine.post(f"/portfolios/{portfolio.pk}/versions/", {"name": "Before Idris reads it"}).status_code == 303
    page = mine.get(f"/portfolios/{portfolio.pk}/versions/").text
    assert "Before Idris reads it" in page
    assert "2 sections" in page


def test_verbs_that_a_resource_does_not_have(mine: Client, morwenna) -> None:
    portfolio = makers.portfolio(morwenna)
    section = makers.section(portfolio)
    assert mine.delete(portfolio.get_absolute_url()).status_code == 405
    assert mine.post(section.get_absolute_url()).status_code == 405
    assert mine.post(f"/portfolios/{portfolio.pk}/coverage/").status_code == 405


def test_a_portfolio_in_the_bin_takes_its_sections_along(mine: Client, morwenna) -> None:
    portfolio = makers.portfolio(morwenna)
    section = makers.section(portfolio)
    portfolio.remove(by=morwenna, now=makers.NOW)
    assert mine.get(portfolio.get_absolute_url()).status_code == 404
    assert mine.get(section.get_absolute_url()).status_code == 404


def test_pages_of_one_s_own_need_somebody(client: Client, morwenna) -> None:
    for url in ("/portfolios/", "/portfolios/new/"):
        assert client.get(url).status_code == 302
    assert client.get(makers.portfolio(morwenna).get_absolute_url()).status_code == 404


def test_another_pathway_has_its_own_order(morwenna) -> None:
    portfolio = makers.portfolio(morwenna, slug="psf", pathway="D3")
    portfolio.move_to(pathway="D2", by=morwenna, now=makers.NOW)
    places = {placement.node.code for placement in portfolio.placements}
    order = [section.code in places for section in portfolio.here()]
    assert order == sorted(order, reverse=True)


def test_titles_hold_no_control_characters(mine: Client, morwenna) -> None:
    portfolio = makers.portfolio(morwenna)
    mine.post(f"/portfolios/{portfolio.pk}/sections/", {"code": "5", "own_title": "Vi\0deo \u202efeedback\x07"})
    assert portfolio.here().get(code="5", number=2).own_title == "Video feedback"
    mine.post(f"/portfolios/{portfolio.pk}/versions/", {"name": "One\0"})
    section = makers.section(portfolio)
    mine.post(f"/sections/{section.pk}/title/", {"_method": "PUT", "own_title": "\0\0"})
    section.refresh_from_db()
    assert section.own_title == ""
    url = f"/portfolios/{portfolio.pk}/"
    assert mine.post(url, {"_method": "PUT", "title": "a\0b", "aim": ""}).status_code == 303
    portfolio.refresh_from_db()
    assert portfolio.title == "ab"
