"""A section from the front door: writing, status, claims; reading and recognising."""

import json

import pytest
from django.test import Client

from coppice.audience.models import Block
from coppice.happenings.models import Happening
from coppice.kernel import richtext
from coppice.portfolios.models import Section, Status
from coppice.portfolios.tests import makers
from coppice.revisions.models import Conflict, Revision

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
    return makers.section(portfolio, "1a", "We weighed two tools.")


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_its_author_finds_what_is_asked_and_a_place_for_each_text(section, morwenna) -> None:
    page = signed_in(morwenna).get(section.get_absolute_url()).text
    assert "Show how you choose" in page
    assert page.count("<rich-text") == 3
    assert "We weighed two tools." in page
    assert "350 to 1,200" in page
    assert "P4" in page
    assert "You and Idris Bowen" in page


def test_autosave_and_the_plain_form_write_the_same_text(section, morwenna) -> None:
    client, base = signed_in(morwenna), richtext.fingerprint(section.text("description"))
    body = json.dumps({"html": "<p>From the editor.</p>", "bases": [base]})
    url = f"/items/{section.pk}/texts/description/"
    saved = client.put(url, body, content_type="application/json")
    assert saved.status_code == 200
    plain = client.post(
        url, {"text": "From the form.", "base": saved.json()["fingerprint"], "next": section.get_absolute_url()}
    )
    assert plain.status_code == 303
    assert plain["Location"] == section.get_absolute_url()
    assert "From the form." in client.get(section.get_absolute_url()).text


def test_a_text_the_section_does_not_have_is_not_there(section, morwenna) -> None:
    client = signed_in(morwenna)
    assert client.put(f"/items/{section.pk}/texts/poem/", "{}", content_type="application/json").status_code == 404


def test_two_tabs_end_in_both_texts(section, morwenna) -> None:
    base = richtext.fingerprint(section.text("description"))
    makers.write(section, "From the first tab.")
    with pytest.raises(Conflict) as conflict:
        section.write(code="description", html="<p>From the second.</p>", bases=[base], by=morwenna, now=makers.NOW)
    assert "From the second." in conflict.value.kept.texts["description"]
    assert "From the first tab." in conflict.value.current


def test_an_earlier_version_comes_back(section, morwenna) -> None:
    first = section.keep_revision(by=morwenna, now=makers.NOW, cause="named", name="First")
    makers.write(section, "Something else.")
    client = signed_in(morwenna)
    assert client.post(f"/items/{section.pk}/revisions/{first.number}/restoration/").status_code == 303
    assert "We weighed two tools." in client.get(section.get_absolute_url()).text
    assert Revision.objects.of(section).count() >= 3


def test_status_is_said_by_its_author_alone(section, morwenna, idris) -> None:
    url = f"/sections/{section.pk}/status/"
    assert signed_in(idris).post(url, {"_method": "PUT", "status": "finished"}).status_code == 403
    assert (
        signed_in(makers.person("Nobody Here")).post(url, {"_method": "PUT", "status": "finished"}).status_code == 404
    )
    assert signed_in(morwenna).post(url, {"_method": "PUT", "status": "finished"}).status_code == 303
    section.refresh_from_db()
    assert section.status == Status.FINISHED
    assert Happening.objects.filter(item=section, verb="status changed").count() == 1
    assert signed_in(morwenna).post(url, {"_method": "PUT", "status": "brilliant"}).status_code == 422
    assert signed_in(morwenna).post(url, {"status": "finished"}).status_code == 405


def test_claims_are_exactly_those_ticked(section, morwenna) -> None:
    client, url = signed_in(morwenna), f"/sections/{section.pk}/claims/"
    assert client.post(url, {"_method": "PUT", "codes": ["P1", "P3", "X9"]}).status_code == 303
    assert set(section.claims.values_list("code", flat=True)) == {"P1", "P3"}
    part = client.post(url, {"_method": "PUT", "codes": ["P3"]}, headers={"HX-Request": "true"})
    assert part.text == "Kept."
    assert list(section.claims.values_list("code", flat=True)) == ["P3"]


def test_a_title_of_its_own(section, morwenna) -> None:
    signed_in(morwenna).post(
        f"/sections/{section.pk}/title/", {"_method": "PUT", "own_title": "  Polling in seminars "}
    )
    section.refresh_from_db()
    assert section.title == "1a Constraints and benefits of different technologies: Polling in seminars"


def test_a_reader_reads_and_says_what_can_be_seen(section, idris) -> None:
    client = signed_in(idris)
    page = client.get(section.get_absolute_url()).text
    assert "We weighed two tools." in page
    assert "<rich-text" not in page
    url = f"/sections/{section.pk}/recognitions/P1/"
    assert client.post(url, {"_method": "PUT"}).status_code == 303
    assert client.post(url, {"_method": "PUT"}).status_code == 303
    assert section.recognitions.count() == 1
    assert "Take that back" in client.get(section.get_absolute_url()).text
    assert client.post(url, {"_method": "DELETE"}).status_code == 303
    assert not section.recognitions.exists()
    assert client.post(f"/sections/{section.pk}/recognitions/X9/", {"_method": "PUT"}).status_code == 422


def test_its_author_cannot_recognise_their_own(section, morwenna) -> None:
    url = f"/sections/{section.pk}/recognitions/P1/"
    assert signed_in(morwenna).post(url, {"_method": "PUT"}).status_code == 403


def test_its_author_sees_what_readers_see(section, morwenna) -> None:
    page = signed_in(morwenna).get(f"/sections/{section.pk}/reading/").text
    assert "This is what readers see" in page
    assert "I can see this here" not in page


def test_nobody_else_and_nobody_blocked(section, morwenna, idris) -> None:
    Block.objects.create(by=morwenna, against=idris)
    for client in (Client(), signed_in(idris), signed_in(makers.person("Somebody Else"))):
        assert client.get(section.get_absolute_url()).status_code == 404
        assert client.get(f"/sections/{section.pk}/reading/").status_code == 404


def test_whoever_holds_a_link_reads_without_an_account(section, morwenna) -> None:
    from datetime import timedelta

    from django.utils import timezone

    link = section.make_link(by=morwenna, now=timezone.now(), ends_at=timezone.now() + timedelta(days=3))
    client = Client()
    assert client.get(link.get_absolute_url()).status_code == 303
    page = client.get(section.get_absolute_url())
    assert "We weighed two tools." in page.text
    assert "I can see this here" not in page.text
    assert client.get(section.whole.get_absolute_url()).status_code == 404
