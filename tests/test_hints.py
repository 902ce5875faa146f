"""Reading over from the front door: asked for, put aside, switched off."""

import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from coppice.files.models import File
from coppice.hints import personal_data
from coppice.journal.models import Permission
from coppice.portfolios.models import Section
from coppice.portfolios.tests import makers
from tests.cast import Cast, signed_in

pytestmark = pytest.mark.django_db
WORDS = "Our VLE was new.\n\nDr Fiona Marsh asked about pedagogy."


@pytest.fixture
def section(cast: Cast) -> Section:
    return makers.section(makers.portfolio(cast.owner), words=WORDS)


def url_of(section: Section) -> str:
    return f"/items/{section.pk}/hints/"


def marks(page: str) -> list[str]:
    return re.findall(r'name="mark" value="(\w+)"', page)


def test_the_section_offers_it_and_asks_nothing_of_the_rules_itself(cast: Cast, section: Section) -> None:
    page = signed_in(cast.owner).get(section.get_absolute_url()).text
    assert url_of(section) in page
    assert "stands for" not in page


def test_hints_lead_to_their_passages(cast: Cast, section: Section) -> None:
    page = signed_in(cast.owner).get(url_of(section)).text
    assert "may not know what VLE stands for" in page
    assert "Dr Fiona Marsh" in page
    assert re.search(rf'href="{section.get_absolute_url()}\?passage=\w{{8}}#description"', page)
    assert "error" not in page.lower()


def test_beside_the_text_comes_only_the_part(cast: Cast, section: Section) -> None:
    part = signed_in(cast.owner).get(url_of(section), headers={"HX-Request": "true"}).text
    assert "may not know what VLE stands for" in part
    assert "<html" not in part


def test_a_hint_is_put_aside_until_its_passage_changes(cast: Cast, section: Section) -> None:
    client, url = signed_in(cast.owner), url_of(section)
    first = marks(client.get(url).text)[0]
    assert client.post(f"{url}aside/", {"mark": first}).status_code == 303
    page = client.get(url).text
    assert "VLE stands for" not in page
    assert "Dr Fiona Marsh" in page
    makers.write(section, WORDS + "\n\nMore.")
    assert "VLE stands for" not in client.get(url).text
    makers.write(section, WORDS.replace("new", "old"))
    assert "VLE stands for" in client.get(url).text


def test_what_was_put_aside_can_be_had_back(cast: Cast, section: Section) -> None:
    client, url = signed_in(cast.owner), url_of(section)
    for mark in marks(client.get(url).text):
        client.post(f"{url}aside/", {"mark": mark})
    assert "find nothing to ask about" in client.get(url).text
    client.post(f"{url}aside/", {"_method": "DELETE"})
    assert "VLE stands for" in client.get(url).text


def test_a_mark_that_no_hint_has_is_not_kept(cast: Cast, section: Section) -> None:
    client = signed_in(cast.owner)
    client.post(f"{url_of(section)}aside/", {"mark": "0" * 32})
    assert personal_data.held(cast.owner)["hints_put_aside"] == []


def test_a_rule_is_switched_off_for_oneself_alone(cast: Cast, section: Section) -> None:
    client, url = signed_in(cast.owner), url_of(section)
    answer = client.post("/me/hints/acronym/", {"_method": "DELETE", "next": url})
    assert (answer.status_code, answer["Location"]) == (303, url)
    assert "VLE stands for" not in client.get(url).text
    others = makers.section(makers.portfolio(cast.fellow), words=WORDS)
    assert "VLE stands for" in signed_in(cast.fellow).get(url_of(others)).text
    assert personal_data.held(cast.owner)["hints_switched_off"] == ["acronym"]
    client.post("/me/hints/acronym/", {"_method": "PUT", "next": url})
    assert "VLE stands for" in client.get(url).text


def test_a_rule_that_is_not_there_is_refused_kindly(cast: Cast) -> None:
    answer = signed_in(cast.owner).post("/me/hints/spelling/", {"_method": "DELETE"})
    assert answer.status_code == 404
    assert "Nothing was changed." in answer.text


def test_an_entry_can_be_read_over_and_its_noted_people_are_known(cast: Cast) -> None:
    entry = makers.entry(cast.owner, "![Students at work](/files/01999999-0000-7000-8000-000000000000/)")
    client, url = signed_in(cast.owner), f"/items/{entry.pk}/hints/"
    assert url in client.get(entry.get_absolute_url()).text
    page = client.get(url).text
    assert "no note on who is in it" in page
    assert f"/journal/{entry.pk}/edit/?passage=" in page
    Permission.objects.create(entry=entry, who="a student", state="given")
    assert "no note on who is in it" not in client.get(url).text


def test_pictures_beside_an_entry_are_looked_at_by_what_is_said_of_them(cast: Cast) -> None:
    entry = makers.entry(cast.owner)
    for name, alt in (("a", ""), ("b", "Diagram of the rooms")):
        File.keep(item=entry, upload=a_picture(), name=f"{name}.png", by=cast.owner, alt=alt)
    page = signed_in(cast.owner).get(f"/items/{entry.pk}/hints/").text
    assert page.count("no note on who is in it") == 1
    assert f"/journal/{entry.pk}/edit/?passage=beside00#files" in page


def a_picture() -> io.BytesIO:
    kept = io.BytesIO()
    Image.new("RGB", (8, 8)).save(kept, "PNG")
    kept.seek(0)
    return kept


def test_a_portfolio_has_no_text_of_its_own_to_read_over(cast: Cast, section: Section) -> None:
    assert signed_in(cast.owner).get(f"/items/{section.whole_id}/hints/").status_code == 404


def test_queries_do_not_grow_with_what_is_found(cast: Cast, section: Section) -> None:
    client = signed_in(cast.owner)
    few = counted(client, section)
    makers.write(section, "\n\n".join(f"The XY{letter}Q of Dr Ann {letter}ee." for letter in "ABCDEFGH"))
    assert counted(client, section) == few <= 12


def counted(client, section: Section) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url_of(section)).status_code == 200
    return len(queries)
