"""The number of queries of each page does not grow with what there is."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from coppice.portfolios import personal_data
from coppice.portfolios.models import Portfolio
from coppice.portfolios.tests import makers

pytestmark = pytest.mark.django_db

MOST = {
    "/portfolios/": 12,
    "/portfolios/new/": 5,
    "portfolio": 14,
    "coverage": 14,
    "versions": 6,
    "section": 14,
    "reading": 14,
    "new_evidence": 9,
    "elsewhere": 9,
    "abreast": 8,
}


@pytest.fixture
def morwenna():
    return makers.person()


def filled(by: Any, times: int, readers: list[Any]) -> Portfolio:
    """A portfolio with `times` pieces of evidence, claims, versions and readers in each of two sections."""
    portfolio = makers.portfolio(by)
    for code in ("1a", "1b"):
        section = makers.section(portfolio, code, "Words. " * 30)
        section.speak_to(codes=["P1", "P3"][:times], by=by, now=makers.NOW)
        for number in range(times):
            entry = makers.entry(by, f"Entry {number} of {code}.", codes=[f"cmalt:{code}", "cmalt:P1"])
            section.attach(entry=entry, by=by, now=makers.NOW, note="This shows that.")
            makers.entry(by, f"Free {number} of {code}.", codes=[f"cmalt:{code}", "cmalt:P2"])
        for reader in readers[:times]:
            portfolio.grant(person=reader, reason="asked to read", by=by, now=makers.NOW)
            section.recognise(code="P1", by=reader, now=makers.NOW)
    for number in range(times):
        portfolio.name_version(name=f"Version {number}", by=by, now=makers.NOW)
    return portfolio


def addresses(portfolio: Portfolio) -> dict[str, str]:
    section = portfolio.here().get(code="1a")
    return {
        "/portfolios/": "/portfolios/",
        "/portfolios/new/": "/portfolios/new/",
        "portfolio": portfolio.get_absolute_url(),
        "coverage": f"{portfolio.get_absolute_url()}coverage/",
        "versions": f"{portfolio.get_absolute_url()}versions/",
        "section": section.get_absolute_url(),
        "reading": f"{section.get_absolute_url()}reading/",
        "new_evidence": f"{section.get_absolute_url()}evidence/new/",
        "elsewhere": f"{section.get_absolute_url()}elsewhere/",
        "abreast": "/portfolios/side-by-side/",
    }


def counted(client: Client, urls: dict[str, str]) -> dict[str, int]:
    found = {}
    for name, url in urls.items():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        found[name] = len(queries)
    return found


def test_queries_are_few_and_constant(morwenna) -> None:
    readers = [makers.person(f"Reader{number} Somebody") for number in range(12)]
    client, reading = Client(), Client()
    client.force_login(morwenna)
    reading.force_login(readers[0])
    few, many = filled(morwenna, 2, readers), filled(morwenna, 12, readers)
    for portfolio in (few, many):
        counted(client, addresses(portfolio))
        reading.get(addresses(portfolio)["section"])
    mine = [counted(client, addresses(portfolio)) for portfolio in (few, many)]
    assert mine[0] == mine[1]
    assert {name: count for name, count in mine[1].items() if count > MOST[name]} == {}
    theirs = ["portfolio", "coverage", "section"]
    seen = [counted(reading, {name: addresses(portfolio)[name] for name in theirs}) for portfolio in (few, many)]
    assert seen[0] == seen[1]
    assert {name: count for name, count in seen[1].items() if count > MOST[name]} == {}


def test_all_that_is_held_is_in_the_export(morwenna) -> None:
    portfolio = filled(morwenna, 2, [makers.person("Reader Somebody")])
    held = personal_data.held(morwenna)
    assert held["portfolios"][0]["id"] == str(portfolio.pk)
    section = next(one for one in held["portfolios"][0]["sections"] if one["code"] == "1a")
    assert "Words." in section["texts"]["description"]
    assert len(section["evidence"]) == 2
    reader = portfolio.here().get(code="1a").recognitions.get().by
    assert personal_data.held(reader)["recognised"][0]["code"] == "P1"
