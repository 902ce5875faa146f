"""Evidence beside a section: who sees it, and for how long."""

import pytest
from django.test import Client

from coppice.journal import speaking_to, uses
from coppice.portfolios.models import Evidence, Section
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
    return makers.section(portfolio, "1a", "We weighed two tools.")


@pytest.fixture
def entry(morwenna):
    return makers.entry(
        morwenna, "Compared two polling tools with nurses.", codes=["cmalt:1a", "cmalt:P1"], is_draft=False
    )


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_from_the_list_to_beside_the_section(section, entry, morwenna) -> None:
    makers.entry(morwenna, "Something about lunch.")
    client = signed_in(morwenna)
    page = client.get(f"/sections/{section.pk}/evidence/new/").text
    assert page.index("Compared two polling tools") < page.index("Something about lunch")
    assert "Speaks to 1a" in page
    assert "Compared two" in client.get(f"/sections/{section.pk}/evidence/new/?q=NURSES").text
    assert "Compared two" not in client.get(f"/sections/{section.pk}/evidence/new/?q=lunch").text
    assert "Set it beside this section" in client.get(f"/sections/{section.pk}/evidence/new/?entry={entry.pk}").text
    sent = {"entry": entry.pk, "note": "Shows that the need came first.", "shared": "on"}
    assert client.post(f"/sections/{section.pk}/evidence/", sent).status_code == 303
    assert "Shows that the need came first." in client.get(section.get_absolute_url()).text
    assert "Compared two" not in client.get(f"/sections/{section.pk}/evidence/new/").text


def test_readers_of_the_section_see_a_shared_entry_and_lose_it_at_once(section, entry, morwenna, idris) -> None:
    client, url = signed_in(idris), entry.get_absolute_url()
    assert client.get(url).status_code == 404
    piece = section.attach(entry=entry, by=morwenna, now=makers.NOW)
    assert client.get(url).status_code == 200
    assert str(entry.title) in client.get(section.get_absolute_url()).text
    assert signed_in(morwenna).post(f"/evidence/{piece.pk}/", {"_method": "DELETE"}).status_code == 303
    assert client.get(url).status_code == 404
    assert str(entry.title) not in client.get(section.get_absolute_url()).text
    assert entry.is_visible_to(morwenna)


def test_kept_back_it_stays_for_its_author_alone(section, entry, morwenna, idris) -> None:
    piece = section.attach(entry=entry, by=morwenna, now=makers.NOW, shared=False)
    reader = signed_in(idris)
    assert reader.get(entry.get_absolute_url()).status_code == 404
    for page in (section.get_absolute_url(), section.whole.get_absolute_url()):
        assert "evidence-title" not in reader.get(page).text
        assert "of evidence" not in reader.get(page).text
    assert "Kept back" in signed_in(morwenna).get(section.get_absolute_url()).text
    change = {"_method": "PUT", "note": "", "shared": "on"}
    assert signed_in(morwenna).post(f"/evidence/{piece.pk}/", change).status_code == 303
    assert reader.get(entry.get_absolute_url()).status_code == 200
    signed_in(morwenna).post(f"/evidence/{piece.pk}/", {"_method": "PUT", "note": "Mine."})
    assert reader.get(entry.get_absolute_url()).status_code == 404


def test_lending_ended_elsewhere_is_seen_here(section, entry, morwenna, idris) -> None:
    from coppice.audience.models import Grant

    section.attach(entry=entry, by=morwenna, now=makers.NOW)
    Grant.objects.get(item=entry, through=section).end(by=morwenna, now=makers.NOW)
    assert "Kept back" in signed_in(morwenna).get(section.get_absolute_url()).text
    assert entry.title not in signed_in(idris).get(section.get_absolute_url()).text


def test_an_entry_in_two_sections_goes_only_with_the_last(section, entry, morwenna, idris) -> None:
    other = makers.section(section.whole, "1b")
    first = section.attach(entry=entry, by=morwenna, now=makers.NOW)
    second = other.attach(entry=entry, by=morwenna, now=makers.NOW)
    first.detach(by=morwenna, now=makers.NOW)
    assert entry.is_visible_to(idris)
    second.detach(by=morwenna, now=makers.NOW)
    assert not entry.is_visible_to(idris)


def test_only_one_s_own_entries_and_only_in_one_s_own_section(section, morwenna, idris) -> None:
    theirs = makers.entry(idris, "Idris's secret.")
    assert signed_in(morwenna).post(f"/sections/{section.pk}/evidence/", {"entry": theirs.pk}).status_code == 404
    assert signed_in(morwenna).get(f"/sections/{section.pk}/evidence/new/?entry={theirs.pk}").status_code == 404
    assert signed_in(morwenna).get(f"/sections/{section.pk}/evidence/new/?entry=nonsense").status_code == 404
    assert signed_in(idris).post(f"/sections/{section.pk}/evidence/", {"entry": theirs.pk}).status_code == 403
    assert signed_in(idris).get(f"/sections/{section.pk}/evidence/new/").status_code == 403
    assert not Evidence.objects.exists()


def test_the_same_entry_is_beside_a_section_once(section, entry, morwenna) -> None:
    for note in ("One.", "Two."):
        section.attach(entry=entry, by=morwenna, now=makers.NOW, note=note)
    assert Evidence.objects.get().note == "Two."


def test_a_piece_of_somebody_else_can_be_seen_but_not_changed(section, entry, morwenna, idris) -> None:
    piece = section.attach(entry=entry, by=morwenna, now=makers.NOW)
    url = f"/evidence/{piece.pk}/"
    assert signed_in(idris).get(url).status_code == 403
    assert signed_in(idris).post(url, {"_method": "DELETE"}).status_code == 403
    assert signed_in(makers.person("Somebody Else")).get(url).status_code == 404
    assert signed_in(morwenna).post(url, {"note": "x"}).status_code == 405
    assert signed_in(morwenna).get(url).status_code == 200


def test_what_the_people_in_it_said_is_told_before_sharing(section, entry, morwenna) -> None:
    entry.set_permissions([("A student nurse", "refused", "")], by=morwenna, now=makers.NOW)
    page = signed_in(morwenna).get(f"/sections/{section.pk}/evidence/new/?entry={entry.pk}").text
    assert "A student nurse did not agree" in page


def test_the_journal_knows_the_codes_and_where_an_entry_is_used(section, entry, morwenna, idris) -> None:
    offered = speaking_to.offered(morwenna)
    assert offered.groups[0].name == "CMALT"
    assert offered.label("cmalt:P1") == "P1 Interplay"
    assert offered.label("psf:V1").startswith("V1")
    section.attach(entry=entry, by=morwenna, now=makers.NOW)
    assert [use.label for use in uses.of(entry, morwenna)] == [f"{section.title} in CMALT"]
    assert uses.of(entry, makers.person("Somebody Else")) == []


def test_evidence_is_put_in_the_order_its_author_wants(section, morwenna) -> None:
    pieces = [
        section.attach(entry=makers.entry(morwenna, f"Number {n} happened."), by=morwenna, now=makers.NOW)
        for n in (1, 2, 3)
    ]
    client, url = signed_in(morwenna), f"/evidence/{pieces[2].pk}/place/"

    def order() -> list[str]:
        return [piece.entry.title[:8] for piece in Evidence.objects.filter(section=section)]

    assert client.post(url, {"_method": "PUT", "place": "earlier"}).status_code == 303
    assert order() == ["Number 1", "Number 3", "Number 2"]
    client.post(url, {"_method": "PUT", "place": "earlier"})
    client.post(url, {"_method": "PUT", "place": "earlier"})
    assert order() == ["Number 3", "Number 1", "Number 2"]
    client.post(url, {"_method": "PUT", "place": "later"})
    assert order() == ["Number 1", "Number 3", "Number 2"]
    page = client.get(section.get_absolute_url()).text
    assert page.index("Number 3") < page.index("Number 2")
