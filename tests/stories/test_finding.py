"""Finding things and people without scripts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from coppice.conversations.models import Topic
from coppice.people import starter
from coppice.people.tests.makers import a_skill, listed, says
from tests.cast import Cast, a_person, signed_in
from tests.visitor import Visitor

pytestmark = pytest.mark.django_db


def test_who_knows_about_it_is_answered_and_written_to(cast: Cast) -> None:
    starter.plant(by=cast.fellow, now=timezone.now())
    femi, elspeth = Visitor(cast.fellow), Visitor(cast.elsewhere)
    elspeth.open("/people/").fill("What do you want to know about?", "subtitles").press("Ask")
    elspeth.sees("Nobody yet")
    femi.open("/people/").follow("Say what you can help with")
    femi.fill("Skill", "subtitles").tick("I can help with").choose("Who can see it", "All members").press("Say it")
    femi.sees("Kept: Captions", "Nobody finds you in the directory yet").follow("List yourself")
    femi.tick("List me in the directory").tick("Let members write to me").press("Keep these choices")
    femi.open("/me/expertise/").sees_no("Nobody finds you in the directory yet")
    elspeth.open("/people/").fill("What do you want to know about?", "captoins").press("Ask")
    elspeth.sees("Whom you could ask", "Captions").follow("Femi Bello").follow("Write to Femi")
    elspeth.fill("What you would like from them", "How do you caption equations?").press("Send it")
    elspeth.sees("Your letter to Femi Bello is on its way.")


def test_an_answer_that_helped_is_a_reason_for_those_who_see_it(
    cast: Cast, django_assert_num_queries: Callable[[int], Any]
) -> None:
    now = timezone.now()
    skill = a_skill("Captioning", cast.fellow, also="Captions")
    says(cast.fellow, skill)
    listed(cast.fellow)
    begun: dict[str, Any] = {"html": "<p>How?</p>", "sort": "question", "by": cast.owner, "now": now}
    ours, all_of_us = {"group": cast.group}, {"group": None, "reach": "members"}
    for title, where in (("Captions, but ours", ours), ("Who does captions?", all_of_us), ("Rooms?", all_of_us)):
        topic = Topic.start(title=title, **where, **begun)
        answer = topic.reply(html="<p>So.</p>", by=cast.fellow, now=now)
        answer.find_helpful(True, by=cast.owner, now=now)
    of_group = a_person("Nesta Newcomer")
    cast.group.join(person=of_group)
    stranger = Visitor(cast.elsewhere).open("/people/?q=captions")
    stranger.sees("helped with “Who does captions?”").sees_no("ours", "Rooms?")
    Visitor(of_group).open("/people/?q=captions").sees_no("Rooms?").follow("helped with “").sees("So.")
    client = signed_in(cast.elsewhere)
    client.get("/people/?q=captions")
    with CaptureQueriesContext(connection) as few:
        client.get("/people/?q=captions")
    for number in range(5):
        person = a_person(f"Weaver {number}")
        says(person, skill)
        listed(person)
        topic = Topic.start(title=f"Captions {number}", **all_of_us, **begun)
        topic.reply(html="<p>So.</p>", by=person, now=now).find_helpful(True, by=cast.owner, now=now)
    with django_assert_num_queries(len(few)):
        assert client.get("/people/?q=captions").text.count("helped with") == 6


def test_a_word_is_looked_up_kind_by_kind_and_page_by_page(cast: Cast, run_tasks: Callable[[], int]) -> None:
    known: dict[str, Any] = {"html": "<p>Captions, please.</p>", "sort": "question", "group": cast.group}
    for number in range(1, 26):
        Topic.start(title=f"Captions, part {number}", **known, by=cast.owner, now=timezone.now())
    run_tasks()
    femi, stranger = Visitor(cast.fellow), Visitor(cast.elsewhere)
    femi.open("/").fill("Search", "captons", within="body").enter("Search", within="body").sees("says captions")
    femi.follow("Topics").follow("More").sees("Captions, part").follow("Back to the best").follow("Captions, part 25")
    femi.sees("Captions, please.")
    stranger.open("/search/?q=captions").sees_no("Captions, part")
