"""Frameworks are for everybody to read, guests included."""

import pytest
from django.test import Client
from django.urls import reverse

from coppice.frameworks.models import Edition
from coppice.frameworks.tests.makers import small

pytestmark = pytest.mark.django_db


@pytest.fixture
def guest():
    return Client()


@pytest.fixture
def edition():
    return Edition.objects.publish(small())[0]


def page(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_shows_what_is_on_offer_and_earlier_editions(guest, edition):
    Edition.objects.publish(small(**{'version: "1"': 'version: "2"'}))
    text = page(guest, reverse("frameworks:index"))
    assert text.index("/frameworks/small/2/") < text.index("Earlier editions") < text.index("/frameworks/small/1/")


def test_the_shipped_frameworks_are_there(guest):
    text = page(guest, reverse("frameworks:index"))
    for edition in Edition.objects.offered():
        assert edition.get_absolute_url() in text


def test_every_page_of_every_shipped_framework_can_be_read(guest):
    for edition in Edition.objects.offered():
        text = page(guest, edition.get_absolute_url())
        for code in edition.framework.labels:
            assert edition.url_of(code) in text
            assert edition.framework.labels[code].split(" ", 1)[0] in page(guest, edition.url_of(code))


def test_a_framework_compares_its_pathways(guest, edition):
    text = page(guest, edition.get_absolute_url())
    assert '<td data-label="Two">' in text
    for words in ("as many as you like", "one to two", "not part of it"):
        assert words in text


def test_where_pathways_ask_the_same_there_is_no_table(guest):
    same = small(**{"{one: 0+, two: 1-2}": "1", "{one: 0, two: 1}": "1"})
    text = page(guest, Edition.objects.publish(same)[0].get_absolute_url())
    assert "<table" not in text
    assert "Write b." in text


def test_a_section_has_what_it_asks_its_prompts_and_its_neighbours(guest, edition):
    text = page(guest, edition.url_of("1b"))
    assert "Write b." in text
    assert "Say it." in text
    assert edition.url_of("1a") in text
    assert edition.url_of("END") in text


def test_a_principle_has_a_page(guest, edition):
    assert "Take care." in page(guest, edition.url_of("P1"))


@pytest.mark.parametrize(
    "url", ["/frameworks/none/1/", "/frameworks/small/9/", "/frameworks/small/1/none/", "/frameworks/small/1/P/"]
)
def test_what_is_not_there_is_not_found(guest, edition, url):
    assert guest.get(url).status_code == 404


def test_the_wrong_verb_is_answered_with_the_right_ones(guest, edition):
    response = guest.post(edition.get_absolute_url())
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD"


def test_a_page_costs_no_more_than_its_edition(guest, edition, django_assert_max_num_queries):
    page(guest, edition.get_absolute_url())
    with django_assert_max_num_queries(1):
        page(guest, edition.get_absolute_url())
    with django_assert_max_num_queries(1):
        page(guest, edition.url_of("1a"))
