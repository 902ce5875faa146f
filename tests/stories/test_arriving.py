"""The first visit without scripts: a few steps, each of which can be skipped, and a group at the end of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from coppice.accounts.models import Person
from coppice.conversations.models import Topic
from coppice.groups.models import Group
from coppice.people import starter
from coppice.people.tests.makers import a_skill, says
from coppice.tending.models import Agreement, CharterVersion
from tests.cast import Cast, a_person, signed_in
from tests.visitor import Visitor

pytestmark = pytest.mark.django_db


def test_a_first_visit_ends_in_a_group_that_is_alive(cast: Cast) -> None:
    starter.plant(by=cast.fellow, now=timezone.now())
    Group.objects.filter(pk=cast.other_group.pk).update(stage="ended")
    new = Visitor(a_person("Nesta Newcomer")).open("/").follow("Look around").sees("Welcome, Nesta.")
    new.fill("Your role title", "Weaver").choose("Who can see it", "All members").press("Go on")
    new.fill("A skill", "captions").choose("Who can see it", "All members").tick("List me in the directory").press(
        "Go on"
    )
    new.follow("Skip this step").sees("Evaluation SIG").sees_no("Media makers")
    new.follow("Evaluation SIG").press("Join Evaluation SIG").sees("You belong to this group.")
    Visitor(cast.fellow).open("/people/").follow("Nesta Newcomer").sees("Weaver", "Captions")


def test_the_last_step_shows_what_groups_are_and_lets_one_in(cast: Cast) -> None:
    now = timezone.now()
    make = {"confidentiality": "stays", "uses": "ask", "behaviour": "<p>We listen.</p>"}
    Agreement.make(group=cast.group, **make, by=cast.owner, now=now)
    closed = {"yes": 2, "closed_at": now, "is_agreed": True, "put_at": now}
    CharterVersion.objects.create(group=cast.group, number=1, texts={"purpose": "<p>Whether it helped.</p>"}, **closed)
    new = Visitor(a_person("Nesta Newcomer")).open("/welcome/groups/")
    new.sees("How we know that it helps.", "Whether it helped.", "It stays here: nothing is told elsewhere.")
    new.press("Accept and join Evaluation SIG").sees("You are in Evaluation SIG.", "Is there a group for you?")
    new.press("Join Media makers").sees("You are in every group there is")
    assert cast.group.has(Person.objects.get(name="Nesta Newcomer"))
    assert Agreement.objects.get().acceptances.filter(person__name="Nesta Newcomer").exists()


def test_many_groups_cost_no_more_queries(cast: Cast, django_assert_num_queries: Any) -> None:
    client = signed_in(cast.reader)
    client.get("/welcome/groups/")
    with CaptureQueriesContext(connection) as few:
        client.get("/welcome/groups/")
    make = {"confidentiality": "stays", "uses": "ask", "behaviour": "<p>We listen.</p>"}
    for number in range(5):
        group = Group.found(name=f"Group {number}", slug=f"group-{number}", purpose="What for.", by=cast.owner)
        Agreement.make(group=group, **make, by=cast.owner, now=timezone.now())
    with django_assert_num_queries(len(few)):
        client.get("/welcome/groups/")


def test_one_question_that_they_could_answer(cast: Cast) -> None:
    def asked(title: str, days: int, **more: Any) -> Topic:
        begun = timezone.now() - timedelta(days=days)
        topic = Topic.start(title=title, html="<p>?</p>", sort="question", by=cast.owner, now=begun, **more)
        Topic.everything.filter(pk=topic.pk).update(created_at=begun)
        return topic

    captions = asked("Who does the captions?", 5, group=None, reach="members")
    asked("Which room?", 2, group=None, reach="members")
    asked("Only ours", 1, group=cast.group)
    answered = asked("Long settled?", 1, group=None, reach="members")
    answered.reply(html="<p>Yes.</p>", by=cast.fellow, now=timezone.now())
    person = a_person("Nesta Newcomer")
    Visitor(person).open("/welcome/groups/").sees("Which room?").sees_no("Only ours", "captions", "Long settled")
    skill = a_skill("Captioning", cast.fellow, also="Captions")
    says(person, skill, reach="only_me")
    new = Visitor(person).open("/welcome/groups/").sees("nobody has answered yet, and you can help with Captioning")
    new.sees_no("Which room?").follow("Who does the captions?")
    assert new.address.startswith(captions.get_absolute_url())
    assert "Could you help" not in Visitor(cast.owner).open("/welcome/groups/").words, "all of them are their own"
