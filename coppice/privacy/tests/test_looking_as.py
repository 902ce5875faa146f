"""Looking as somebody else shows what they see, to the byte, and leaves nothing behind."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.apps import apps
from django.utils import timezone

from coppice.audience.models import Item, Reach
from tests.asking import CHANGES_EACH_TIME
from tests.cast import Cast, signed_in
from tests.world import CANARY, a_world

pytestmark = pytest.mark.django_db
STANDS_FOR = {"guest": "nobody", "member": "elsewhere", "group-evaluation": "fellow"}
MAIN = re.compile(rb"<main.*</main>", re.DOTALL)


def main_of(response: Any) -> bytes:
    found = MAIN.search(CHANGES_EACH_TIME.sub(b"", response.content))
    assert found
    return found[0]


def everything() -> dict[str, list[Any]]:
    return {model._meta.label: list(model._default_manager.order_by("pk").values()) for model in apps.get_models()}


def test_it_is_the_page_that_the_real_one_gets(cast: Cast) -> None:
    world = a_world(cast)
    real = {code: signed_in(cast.people[who]) for code, who in STANDS_FOR.items()}
    owner = signed_in(cast.owner)
    for state in ("only me", "group", "members", "public", "asked to read", "no longer asked"):
        for shared in (world.portfolio, world.private):
            shared.share(reach=Reach.ONLY_ME, by=cast.owner, now=timezone.now())
        world.put_into(state, cast)
        for item in (world.portfolio, world.section, world.private):
            for code, client in real.items():
                seen = owner.get(f"/items/{item.pk}/seen/", {"as": code})
                assert_same(seen, client.get(item.get_absolute_url()), f"{item.kind} as {code} when shared: {state}")


def assert_same(seen: Any, real: Any, where: str) -> None:
    assert seen.status_code == 200
    assert b"You are looking at this as" in seen.content
    if real.status_code == 200:
        assert main_of(seen) == main_of(real), where
    else:
        assert real.status_code == 404
        assert CANARY.encode() not in main_of(seen), where
        assert b"Nothing to see" in seen.content


def test_nothing_is_written_and_nothing_can_be_sent(cast: Cast) -> None:
    world = a_world(cast)
    world.put_into("members", cast)
    owner = signed_in(cast.owner)
    before = everything()
    for code in STANDS_FOR:
        page = owner.get(f"/items/{world.section.pk}/seen/", {"as": code})
        assert "form-action 'none'" in page.headers["Content-Security-Policy"]
        assert page.headers["Cache-Control"] == "private, no-store"
    assert everything() == before
    assert owner.post(f"/items/{world.section.pk}/seen/").status_code == 405


def test_only_ones_own(cast: Cast) -> None:
    world = a_world(cast)
    world.put_into("members", cast)
    assert signed_in(cast.fellow).get(f"/items/{world.section.pk}/seen/").status_code == 403
    assert signed_in(cast.colleague).get(f"/items/{world.section.pk}/seen/").status_code == 404


def test_an_unknown_somebody_is_a_guest(cast: Cast) -> None:
    world = a_world(cast)
    page = signed_in(cast.owner).get(f"/items/{world.private.pk}/seen/", {"as": "group-media"})
    assert "as a guest would" in page.content.decode()
    assert Item.objects.filter(pk=world.private.pk).exists()
