"""What happens to things that one can’t see changes no byte of any page that one can."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from coppice.people.models import Presence
from tests.asking import looked_at, said
from tests.cast import NOON, Cast, signed_in
from tests.world import a_skill, a_world, told_of

pytestmark = pytest.mark.django_db

PART = re.compile(r"/frameworks/[^/]+/[^/]+/[^/]+/")


def crawl(client: Client) -> dict[str, tuple[int, bytes, str]]:
    """Every page that links lead to from home, with what it says; not every part of every framework, which are public."""
    waiting = ["/"]
    pages: dict[str, tuple[int, bytes, str]] = {}
    while waiting and len(pages) < 120:
        url = waiting.pop()
        if url in pages:
            continue
        response = looked_at(client.get(url))
        pages[url] = said(response)
        if response.status_code == 200 and not response.streaming:
            found = re.findall(rb'(?:href|src)="(/[^"#]*)"', response.content)
            waiting.extend(sorted({path.decode() for path in found if is_worth_a_look(path.decode())}))
    return pages


def is_worth_a_look(path: str) -> bool:
    return not path.startswith("/look/") and not PART.fullmatch(path)


@pytest.mark.parametrize("who", ["elsewhere", "reader", "blocked", "colleague", "administrator", "nobody"])
def test_nothing_that_happens_to_hidden_things_changes_a_byte(cast: Cast, who: str) -> None:
    client = signed_in(cast.people[who])
    a_skill(cast)
    Presence.choose(listed=True, contactable=True, askable=True, by=cast.owner, now=NOON)
    before = crawl(client)
    world = a_world(cast)
    world.put_into("group" if who not in {"blocked"} else "members", cast)
    told_of(world.private, cast.fellow)
    after = crawl(client)
    assert before.keys() == after.keys()
    for url, page in before.items():
        assert page == after[url], url
