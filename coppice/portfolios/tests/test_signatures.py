"""A declaration is signed by its author, sentence by sentence, and can be taken back."""

from datetime import timedelta

import pytest
from django.test import Client

from coppice.portfolios.models import Section, Signature, Status
from coppice.portfolios.tests import makers

pytestmark = pytest.mark.django_db
TICKED = {"sentence-1": "on", "sentence-2": "on", "sentence-3": "on"}


@pytest.fixture
def morwenna():
    return makers.person()


@pytest.fixture
def idris():
    return makers.person("Idris Bowen")


@pytest.fixture
def declaration(morwenna, idris) -> Section:
    portfolio = makers.portfolio(morwenna)
    portfolio.grant(person=idris, reason="asked to read", by=morwenna, now=makers.NOW)
    return makers.section(portfolio, "DEC")


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def sign(client: Client, section: Section, **form: str):
    return client.post(f"/sections/{section.pk}/signature/", {"_method": "PUT", "name": "Morwenna Pascoe", **form})


def test_every_sentence_is_ticked_and_what_was_typed_stays(declaration, morwenna) -> None:
    client = signed_in(morwenna)
    assert "This portfolio is my own work." in client.get(declaration.get_absolute_url()).text
    answer = sign(client, declaration, **{"sentence-1": "on", "nominee": "Ruth Adeyemi"})
    assert answer.status_code == 422
    assert "Tick this when it is so" in answer.text
    assert 'value="Ruth Adeyemi"' in answer.text
    assert not Signature.objects.exists()


def test_signed_it_is_finished_and_readers_see_who_signed_what(declaration, morwenna, idris) -> None:
    assert "Not signed yet." in signed_in(idris).get(declaration.get_absolute_url()).text
    assert sign(signed_in(morwenna), declaration, nominee="Ruth Adeyemi", **TICKED).status_code == 303
    declaration.refresh_from_db()
    assert declaration.status == Status.FINISHED
    page = signed_in(idris).get(declaration.get_absolute_url()).text
    assert "<strong>Morwenna Pascoe</strong>" in page
    assert "This portfolio is my own work." in page
    assert "Ruth Adeyemi" not in page
    assert "Ruth Adeyemi" in signed_in(morwenna).get(declaration.get_absolute_url()).text
    assert sign(signed_in(idris), declaration, **TICKED).status_code == 403


def test_writing_on_asks_to_sign_again(declaration, morwenna) -> None:
    earlier = makers.NOW - timedelta(days=9)
    declaration.sign(name="Morwenna Pascoe", by=morwenna, now=earlier)
    page = signed_in(morwenna).get
    assert "written on since" not in page(declaration.get_absolute_url()).text
    makers.section(declaration.portfolio, "1a", "One thing more.")
    assert "written on since" in page(declaration.get_absolute_url()).text
    declaration.sign(name="Morwenna Pascoe", by=morwenna, now=makers.NOW + timedelta(days=1))
    assert "written on since" not in page(declaration.get_absolute_url()).text


def test_a_signature_is_taken_back(declaration, morwenna) -> None:
    client = signed_in(morwenna)
    sign(client, declaration, **TICKED)
    answer = client.post(f"/sections/{declaration.pk}/signature/", {"_method": "DELETE"})
    assert answer.status_code == 303
    declaration.refresh_from_db()
    assert declaration.status == Status.NOT_BEGUN
    assert "Not signed yet" in client.get(f"/sections/{declaration.pk}/reading/").text


def test_only_a_declaration_can_be_signed(declaration, morwenna) -> None:
    section = makers.section(declaration.portfolio, "1a")
    assert sign(signed_in(morwenna), section, **TICKED).status_code == 422
    assert not Signature.objects.exists()
