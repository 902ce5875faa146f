"""“Your privacy”: everything of mine by who can see it, and ways to undo each of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from coppice.audience.models import Item, Link
from coppice.audience.tasks import KEPT_IN_BIN, empty_bins
from coppice.notices.models import Notice
from coppice.notices.tasks import forget_seen
from coppice.privacy import circles, retention
from coppice.readers.models import Reader
from tests.cast import Cast, signed_in
from tests.world import a_world, an_entry, put, told_of

pytestmark = pytest.mark.django_db


def page(cast: Cast) -> str:
    answer = signed_in(cast.owner).get("/privacy/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_everything_of_mine_stands_under_who_can_see_it(cast: Cast) -> None:
    world = a_world(cast)
    put(world.private, "group", cast)
    an_entry(cast, "Hidden from all")
    seen = circles.of(cast.owner, now=timezone.now())
    found = {circle.sentence: circle for circle in seen.circles}
    assert [item.pk for item in found["Evaluation SIG (3 members)"].items] == [world.private.pk]
    linked = found["You, and whoever has the link"]
    assert [item.pk for item in linked.items] == [world.portfolio.pk]
    assert linked.along == world.portfolio.here().count() + 1
    assert "1 journal entry" in seen.only_you
    assert seen.beyond == 0
    assert "Hidden from all" not in page(cast)


def test_what_is_beyond_the_list_is_never_said_to_be_yours_alone(cast: Cast, monkeypatch: Any) -> None:
    monkeypatch.setattr(circles, "MOST", 2)
    for number in range(3):
        put(an_entry(cast, f"Shared {number}"), "members", cast)
    seen = circles.of(cast.owner, now=timezone.now())
    assert seen.only_you == []
    assert seen.beyond == 1


def test_links_and_readers_are_ended_from_here(cast: Cast) -> None:
    world = a_world(cast)
    put(world.private, "asked to read", cast)
    assert "Ruth Adeyemi" in page(cast)
    client, link = signed_in(cast.owner), Link.objects.get(pk=world.things["link"])
    grant = Reader.objects.of(world.private).get().grant
    for address in (f"/links/{link.pk}/", f"/grants/{grant.pk}/"):
        answer = client.post(address, {"_method": "DELETE", "next": "/privacy/"})
        assert (answer.status_code, answer.headers["Location"]) == (303, "/privacy/")
    after = page(cast)
    assert "No link opens anything of yours" in after
    assert "Nobody can see anything of yours by name" in after
    assert not world.private.is_visible_to(cast.reader)


def test_it_costs_the_same_however_much_there_is(cast: Cast) -> None:
    put(a_world(cast).private, "group", cast)
    client = signed_in(cast.owner)
    with CaptureQueriesContext(connection) as few:
        client.get("/privacy/")
    for number in range(4):
        put(an_entry(cast, f"Number {number}"), "asked to read", cast)
        put(an_entry(cast, f"Another {number}"), "group", cast)
    with CaptureQueriesContext(connection) as many:
        client.get("/privacy/")
    assert len(few) == len(many) <= 20


def test_what_is_shown_about_keeping_is_what_the_tasks_do(cast: Cast, settings: Any) -> None:
    rules = {rule.what: rule for rule in retention.rules()}
    assert rules["What you put into your bin"].in_words == "30 days"
    now = timezone.now()
    old, young = an_entry(cast, "Old"), an_entry(cast, "Young")
    old.remove(by=cast.owner, now=now - KEPT_IN_BIN - timedelta(minutes=1))
    young.remove(by=cast.owner, now=now - KEPT_IN_BIN + timedelta(hours=1))
    empty_bins.func()
    assert set(Item.everything.values_list("pk", flat=True)) == {young.pk}
    seen = told_of(young, cast.reader)
    Notice.objects.filter(pk=seen.pk).update(seen_at=now - rules["Notices you have seen"].kept + timedelta(hours=1))
    forget_seen.func()
    assert Notice.objects.filter(pk=seen.pk).exists()
    Notice.objects.filter(pk=seen.pk).update(seen_at=now - rules["Notices you have seen"].kept - timedelta(hours=1))
    forget_seen.func()
    assert not Notice.objects.filter(pk=seen.pk).exists()
    assert rules["Being signed in"].kept == timedelta(seconds=settings.SESSION_COOKIE_AGE)
