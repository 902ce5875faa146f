"""Which pathway? Reasons from what one says and from one's journal; the choice stays with the person."""

import pytest
from django.test import Client

from coppice.frameworks.framework import Framework
from coppice.portfolios import advising
from coppice.portfolios.tests import makers

pytestmark = pytest.mark.django_db


@pytest.fixture
def framework() -> Framework:
    return makers.edition().framework


def suited(framework, ticked) -> list[str]:
    shown = advising.shown_by(makers.person(), framework)
    return [one.pathway.code for one in advising.advise(framework, ticked, shown) if one.suits]


@pytest.mark.parametrize(
    ("ticked", "suits"),
    [
        ([], []),
        (["associate.1"], ["associate"]),
        (["associate.1", "cmalt.1", "cmalt.2"], ["cmalt"]),
        (["cmalt.1", "senior.1"], ["senior"]),
        (["nonsense", "cmalt.99"], []),
    ],
)
def test_what_most_is_said_of_suits_and_the_further_one_where_two_are_even(framework, ticked, suits) -> None:
    assert suited(framework, ticked) == suits


def test_the_journal_gives_reasons_and_is_counted_for_its_owner_alone() -> None:
    morwenna, idris, edition = makers.person(), makers.person("Idris Bowen"), makers.edition()
    makers.entry(morwenna, "Compared two tools.", codes=["cmalt:1a", "cmalt:P1", "psf:K4"])
    makers.entry(morwenna, "Ran a clinic.", codes=["cmalt:1a", "cmalt:1c"])
    makers.entry(idris, "Something else.", codes=["cmalt:2a"])
    shown = advising.shown_by(morwenna, edition.framework)
    assert (set(shown.codes), shown.entries) == ({"1a", "P1", "1c"}, 2)
    client = Client()
    client.force_login(morwenna)
    page = client.get(f"/portfolios/advice/{edition.pk}/", {"asked": "yes", "yes": "cmalt.1"}).text
    assert "You said yes to 1 of its 3 sentences." in page
    assert "Your journal has something for 2 of the 8 sections it asks for." in page
    assert page.count("Fits what you say best") == 1
    assert f"/portfolios/new/?pathway={edition.pk}:cmalt" in page


def test_what_was_chosen_is_chosen_on_the_page_where_one_begins() -> None:
    edition, client = makers.edition(), Client()
    client.force_login(makers.person())
    page = client.get("/portfolios/new/", {"pathway": f"{edition.pk}:senior"}).text
    assert f'value="{edition.pk}:senior" checked' in page
    assert "Which pathway of CMALT?" in page
    assert "Which pathway of FELT?" not in page
