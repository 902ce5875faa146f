"""A question in a group: asked, answered, found helpful, tried elsewhere; and what one does when something is wrong."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from coppice.conversations.tasks import look_after_questions
from tests.cast import Cast
from tests.planting import everybody_is_told
from tests.visitor import Visitor

pytestmark = pytest.mark.django_db


def begin(who: Visitor, title: str, words: str, **more: Any) -> None:
    """From the page of the group to a topic of one's own."""
    who.open("/groups/").follow("Evaluation SIG").follow("Talk").follow("Begin a topic")
    who.fill("What it is about", title).tick("Question").fill("What you want to say", words)
    who.choose("Who can see it", "The members of the group")
    if more.get("unnamed"):
        who.tick("Ask without my name")
    who.press("Begin it")


def test_a_question_is_answered_and_the_answer_tried(cast: Cast) -> None:
    olwen, femi = Visitor(cast.owner), Visitor(cast.fellow)
    begin(olwen, "Captions for maths", "How do you caption *equations*?")
    olwen.sees("Captions for maths", "How do you caption equations?")
    femi.open("/groups/").follow("Evaluation SIG").follow("Captions for maths").follow("Quote")
    assert "How do you caption" in femi.field("Your answer").text
    femi.fill("Your answer", "Read them **aloud** first.").press("Post it")
    femi.sees("Read them aloud first.")
    everybody_is_told()
    olwen.open("/notices/").press("Femi Bello")
    olwen.press("This helped", within="#post-2").press("Thanks", within="#post-2")
    olwen.sees("Answered", "This helped")
    with time_machine.travel(timezone.now() + timedelta(days=15)):
        look_after_questions.func()
        everybody_is_told()
        olwen.open("/notices/").press("Did it work?")
        olwen.tick("It worked in part").fill("Which discipline", "Mathematics").fill("Which platform", "Moodle")
        olwen.press("Keep it", within="#outcomes")
        olwen.sees("It worked in part", "Mathematics · Moodle")
    femi.open("/talk/").follow("Captions for maths").sees("Mathematics · Moodle")


def test_second_thoughts_and_what_one_would_rather_not_read(cast: Cast) -> None:
    begin(Visitor(cast.fellow), "Old slides", "Buy my slides!")
    femi, stranger, tender = Visitor(cast.fellow), Visitor(cast.blocked), Visitor(cast.owner)
    stranger.open("/groups/evaluation/talk/").follow("Old slides").fill("Your answer", "Nice.").press("Post it")
    stranger.follow("Reword").fill("What you say", "Not here, please.").press("Save")
    stranger.sees("Not here, please.", "reworded")
    stranger.follow("Reword").press("Yes, withdraw it").sees("Withdrawn by its author.")
    stranger.follow("More about post 1").fill("What is wrong", "It is an advertisement.").press("Report it")
    stranger.sees("Those who tend this were told")
    stranger.follow("More about post 1").press("Fold their posts away").sees("folded away")
    stranger.follow("More about post 1").press("Read them again").sees("stands open for you again").sees_no(
        "Somebody whose posts you folded away"
    )
    everybody_is_told()
    tender.open("/notices/").press("asks you to look at a post")
    tender.sees("It is an advertisement.")
    tender.fill("Why", "We do not sell here.").press("Withdraw the post").sees(
        "The post is withdrawn", "Nothing waits for you"
    )
    everybody_is_told()
    femi.open("/notices/").press("Those who tend the talk withdrew a post of yours in “Old slides”")
    femi.sees("Withdrawn by those who tend this group: We do not sell here.")
    femi.open("/groups/evaluation/talk/").follow("What those who tend the group did here")
    femi.sees("We do not sell here.")


def test_asked_without_a_name_and_stepping_forward(cast: Cast) -> None:
    tender, asker, other = Visitor(cast.owner), Visitor(cast.fellow), Visitor(cast.blocked)
    tender.open("/groups/evaluation/talk/").follow("What those who tend the group did here")
    tender.tick("Members can ask a question without their name").press("Keep it").sees("Kept.")
    begin(asker, "Am I the only one?", "I can not mark in time.", unnamed=True)
    asker.sees("A member who asks", "You asked this without your name.")
    other.open("/groups/evaluation/talk/").follow("Am I the only one?")
    other.sees("A member who asks").sees_no("Femi Bello")
    other.fill("Your answer", "You are not.").press("Post it")
    asker.open(asker.address).press("This helped", within="#post-2").sees("Answered")
    asker.press("Yes, put my name to it").sees("Your name stands there now.")
    other.open(other.address).sees("Femi Bello")
