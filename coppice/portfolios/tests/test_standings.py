"""A self-assessment: where one is with each statement, privately, and compared with the last time."""

from __future__ import annotations

import pytest

from coppice.portfolios.models import Occasion, Portfolio
from coppice.portfolios.personal_data import held
from coppice.portfolios.tests.makers import NOW, person, portfolio, section, write
from coppice.portfolios.tests.test_elsewhere import signed_in, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine() -> Portfolio:
    return portfolio(person(is_member=True), slug="felt", pathway="person")


def test_one_says_where_one_is_looks_again_and_compares(mine: Portfolio) -> None:
    client, address = signed_in(mine.author), url("standings", mine)
    first, second = section(mine, "AW1", ""), section(mine, "VA5", "")
    write(first, "We never ask.", "now")
    assert client.post(address, {}).status_code == 422
    sent = {"_method": "PUT", f"in-{first.pk}": "looking", f"in-{second.pk}": "usual", "in-nothing": "usual"}
    assert client.post(address, sent).status_code == 303
    assert client.post(address, sent | {f"in-{first.pk}": "perfect"}).status_code == 422
    assert client.post(address).status_code == 303
    write(section(mine, "AW1"), "We ask each term.", "now")
    client.post(address, {"_method": "PUT", f"in-{first.pk}": "sometimes", f"in-{second.pk}": ""})
    page = client.get(address).content.decode()
    assert "The last time: Thinking about it" in page
    assert "What you wrote then and now" in page
    [then, now] = Occasion.objects.filter(portfolio=mine).order_by("number")
    assert {one.step for one in then.standings.all()} == {"looking", "usual"}
    assert [one.step for one in now.standings.all()] == ["sometimes"]
    assert held(mine.author)["portfolios"][0]["occasions"][0]["standings"][0]["step"] == "sometimes"


def test_it_is_ones_own_until_it_is_shared_and_then_only_read(mine: Portfolio) -> None:
    reader, address = person("Ruth Adeyemi", is_member=True), url("standings", mine)
    first = section(mine, "AW1")
    Occasion.say(mine, {first.pk: "looking"}, by=mine.author, now=NOW)
    assert signed_in(reader).get(address).status_code == 404
    mine.grant(person=reader, reason="asked to read", by=mine.author, now=NOW)
    page = signed_in(reader).get(address).content.decode()
    assert "<strong>Thinking about it</strong>" in page
    assert f"in-{first.pk}" not in page
    assert signed_in(reader).post(address, {"_method": "PUT", f"in-{first.pk}": "usual"}).status_code == 403
