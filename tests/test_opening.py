"""An administrator opens something private: for a reason, for an hour, to read; its owner knows, and the log stays."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from coppice.audience.models import Block, Grant, Item
from coppice.notices.models import Notice
from coppice.privacy import erasing
from coppice.privacy.apps import protect
from coppice.privacy.models import CannotOpen, Opening
from tests.cast import Cast, signed_in
from tests.world import CANARY, World, a_world

pytestmark = pytest.mark.django_db
REASON = "A member reported that somebody is named in it without having agreed."


@pytest.fixture
def world(cast: Cast) -> World:
    return a_world(cast)


def opened(cast: Cast, item: Item, reason: str = REASON) -> Any:
    form = {"address": f"https://community.example/journal/{item.pk}/", "reason": reason}
    return signed_in(cast.administrator).post("/privacy/openings/", form)


def test_it_is_opened_for_an_hour_to_read_and_for_nothing_else(cast: Cast, world: World) -> None:
    admin, section = signed_in(cast.administrator), world.section
    assert admin.get(section.get_absolute_url()).status_code == 404
    answer = opened(cast, section)
    assert answer.headers["Location"] == section.get_absolute_url()
    page = admin.get(section.get_absolute_url()).content.decode()
    assert f"{CANARY} wrote this." in page
    assert f"{CANARY} is clear." not in page, "comments stay closed"
    code = world.things["principle"]
    refused = [
        admin.post(reverse("portfolios:recognition", args=[section.pk, code]), {"_method": "PUT"}),
        admin.post(reverse("discussion:comments", args=[section.pk]), {"text": "I was here"}),
        admin.post(reverse("audience", args=[section.pk]), {"reach": "public"}),
        admin.post(reverse("portfolios:title", args=[section.pk]), {"_method": "PUT", "own_title": "Mine"}),
    ]
    assert [one.status_code for one in refused] == [403] * len(refused)
    assert admin.get(world.private.get_absolute_url()).status_code == 404
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert not section.is_visible_to(cast.administrator)


def test_a_portfolio_is_opened_with_its_sections_and_none_can_be_recognised(cast: Cast, world: World) -> None:
    opened(cast, world.portfolio)
    admin = signed_in(cast.administrator)
    assert admin.get(world.section.get_absolute_url()).status_code == 200
    url = reverse("portfolios:recognition", args=[world.section.pk, world.things["principle"]])
    assert admin.post(url, {"_method": "PUT"}).status_code == 403
    assert "What you were asked to read" not in admin.get("/").content.decode()


def test_its_owner_is_told_at_once_and_can_end_it(cast: Cast, world: World, run_tasks: Any) -> None:
    opened(cast, world.private)
    owner = signed_in(cast.owner)
    assert "opened something private of yours" in Notice.objects.get(person=cast.owner).sentence
    run_tasks()
    letter = next(letter for letter in mail.outbox if letter.to == [cast.owner.email])
    row = Opening.objects.get()
    assert REASON in letter.body
    assert row.print in letter.body
    assert CANARY not in letter.body
    page = owner.get("/privacy/").content.decode()
    assert REASON in page
    assert "Ada Root gave this reason" in page
    grant = Grant.objects.get(person=cast.administrator)
    assert "opened by an administrator" in owner.get(reverse("audience", args=[world.private.pk])).content.decode()
    owner.post(reverse("grant", args=[grant.pk]), {"_method": "DELETE"})
    assert not world.private.is_visible_to(cast.administrator)


def test_no_private_word_is_on_the_administrators_page(cast: Cast, world: World) -> None:
    opened(cast, world.private)
    page = signed_in(cast.administrator).get("/privacy/openings/").content.decode()
    assert "Ada Root opened entry of Olwen Prys" in page
    assert REASON in page
    assert CANARY not in page


@pytest.mark.parametrize("who", ["owner", "fellow", "steward", "colleague"])
def test_only_administrators(cast: Cast, world: World, who: str) -> None:
    client = signed_in(cast.people[who])
    assert client.get("/privacy/openings/").status_code == 404
    form = {"address": str(world.private.pk), "reason": REASON}
    assert client.post("/privacy/openings/", form).status_code == 404
    assert not Opening.objects.exists()


def test_what_cannot_be_opened_says_why_and_keeps_what_was_typed(cast: Cast, world: World) -> None:
    admin = signed_in(cast.administrator)
    wrong = {
        "no reason": ({"address": str(world.private.pk), "reason": "Because."}, "Give your reason in a sentence"),
        "nothing there": ({"address": "/journal/nowhere/", "reason": REASON}, "no entry, section or portfolio"),
        "nothing typed": ({}, "required"),
    }
    for form, sentence in wrong.values():
        answer = admin.post("/privacy/openings/", form)
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
        assert form.get("reason", "") in answer.content.decode()
    world.private.remove(by=cast.owner, now=timezone.now())
    assert "in the bin" in opened(cast, world.private).content.decode()
    assert (Opening.objects.count(), Grant.objects.filter(person=cast.administrator).count()) == (0, 0)


def test_who_was_blocked_by_its_owner_opens_nothing(cast: Cast, world: World) -> None:
    Block.objects.create(by=cast.owner, against=cast.administrator)
    with pytest.raises(CannotOpen):
        Opening.open(world.private, reason=REASON, by=cast.administrator, now=timezone.now())
    assert not Opening.objects.exists()


def test_what_one_can_see_already_is_not_opened(cast: Cast, world: World) -> None:
    world.put_into("members", cast)
    assert "You can see this already" in opened(cast, world.private).content.decode()


def two(cast: Cast, world: World) -> None:
    for item in (world.private, world.portfolio):
        Opening.open(item, reason=REASON, by=cast.administrator, now=timezone.now())


def test_nobody_changes_the_log_and_its_owner_leaving_does_not_either(cast: Cast, world: World) -> None:
    two(cast, world)
    rows = list(Opening.objects.values())
    for way in (lambda: Opening.objects.update(reason="x"), lambda: Opening.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            way()
    erasing.erase(cast.owner, leaves_words=False, now=timezone.now())
    assert list(Opening.objects.values()) == rows
    page = signed_in(cast.administrator).get("/privacy/openings/").content.decode()
    assert "of somebody who left" in page
    assert "Olwen" not in page
    call_command("check_openings")


@pytest.mark.parametrize(
    ("tampering", "number"),
    [
        ("UPDATE privacy_opening SET reason = 'Nothing' WHERE number = 2", 2),
        ("DELETE FROM privacy_opening WHERE number = 1", 1),
        ("UPDATE privacy_opening SET before = '' WHERE number = 2", 2),
    ],
)
def test_whoever_gets_past_the_database_is_found_out(cast: Cast, world: World, tampering: str, number: int) -> None:
    two(cast, world)
    without_triggers(tampering)
    assert Opening.objects.broken_at() == number
    with pytest.raises(CommandError, match=f"number {number}"):
        call_command("check_openings")


def without_triggers(statement: str) -> None:
    """As somebody with the database in their hands would."""
    names = ["kept"] if connection.vendor == "postgresql" else ["kept", "unchanged"]
    on = " ON privacy_opening" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"DROP TRIGGER privacy_opening_{name}{on}")
        cursor.execute(statement)
    protect()
