"""People in a real browser: a first visit, being found, and every page of theirs as everybody sees it."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from coppice.people import starter
from coppice.people.models import Fact, Offer, Presence, Side, Skill, Statement
from tests.browser.looking import DESK, Faults
from tests.browser.test_every_page import looking, visit
from tests.browser.writers import sign_in
from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_first_visit_ends_in_being_found(new_page: Any, live_server: Any, cast: Cast) -> None:
    starter.plant(by=cast.fellow, now=timezone.now())
    page = new_page(viewport=DESK)
    sign_in(page, cast.owner, live_server.url)
    page.goto("/")
    page.get_by_role("link", name="Look around").click()
    page.get_by_label("Your role title").fill("Weaver")
    page.get_by_label("Who can see it").select_option("members")
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("A skill").fill("subtitles")
    page.get_by_label("Who can see it").select_option("members")
    page.get_by_label("List me in the directory").check()
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("link", name="Skip this step").click()
    page.get_by_role("link", name="Media makers").wait_for()
    other = new_page(viewport=DESK, java_script_enabled=False)
    sign_in(other, cast.elsewhere, live_server.url)
    other.goto("/people/")
    other.get_by_label("What do you want to know about?").fill("captoins")
    other.get_by_role("button", name="Ask").click()
    other.get_by_role("link", name="Olwen Prys").click()
    assert "Weaver" in other.get_by_role("main").inner_text()


def test_every_page_of_people(new_page: Any, live_server: Any, cast: Cast) -> None:
    now, faults = timezone.now(), Faults()
    starter.plant(by=cast.fellow, now=now)
    skills = list(Skill.objects.order_by("pk"))
    for person in (cast.owner, cast.fellow, cast.elsewhere, cast.reader, cast.steward):
        cast.group.join(person=person)
        for skill in skills[3:9]:
            Statement.say(skill, side=Side.HELP, level=2, reach="members", by=person, now=now)
        Presence.choose(listed=True, contactable=True, askable=True, by=person, now=now)
    for what, words in (
        ("role", "Weaver"),
        ("link", "https://loom.example/"),
        ("zone", "Europe/London"),
        ("asking", "Write."),
    ):
        Fact.say(what, words, reach="members", by=cast.owner, now=now)
    Offer.make("mentor", capacity=2, note="one place", reach="members", by=cast.owner, now=now)
    skills[3].merge_into(skills[4], by=cast.owner, now=now)
    pages = [
        *(reverse(f"people:{name}") for name in ("index", "edit", "expertise", "offers", "aims", "skills", "picture")),
        "/people/?q=captions", "/people/?q=feedback", "/people/?q=nothing+of+the+sort",
        cast.owner.get_absolute_url(), f"{cast.fellow.get_absolute_url()}letter/",
        skills[4].get_absolute_url(), "/groups/evaluation/expertise/", "/welcome/doing/", "/welcome/helping/", "/welcome/groups/",
    ]  # fmt: skip
    with looking(new_page, live_server.url, cast.owner, faults, viewport=DESK) as page:
        for path in pages:
            visit(page, faults, path)
    assert not faults.found, str(faults)
