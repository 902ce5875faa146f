"""Tending a group without scripts: a charter agreed, the task handed on, and a good end."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from coppice.tending.tasks import end_groups
from tests.cast import Cast
from tests.planting import everybody_is_told
from tests.visitor import Visitor

pytestmark = pytest.mark.django_db


def test_a_charter_is_written_spoken_about_and_agreed(cast: Cast) -> None:
    olwen, femi = Visitor(cast.owner), Visitor(cast.fellow)
    olwen.open("/groups/").follow("Evaluation SIG").follow("The charter").press("Write a charter")
    olwen.fill("Purpose", "To know what *helps*.").press("Save purpose")
    femi.open("/groups/evaluation/").follow("See whether one is being written").follow("Read the draft")
    femi.sees("To know what helps.").fill("Your comment", "For whom?", within="#comments")
    femi.press("Send comment", within="#comments")
    olwen.open(olwen.address).sees("For whom?")
    olwen.fill("Who it is for", "For anybody who asks.").press("Save who it is for")
    olwen.fill("What is new in it", "All of it.").press("Put it to the members")
    everybody_is_told()
    femi.open("/notices/").press("charter")
    femi.sees("All of it.", "For anybody who asks.").tick("Yes").press("Say it")
    olwen.open("/groups/evaluation/").follow("The charter").tick("Yes").press("Say it")
    olwen.press("Close and count").sees("agreed on")
    femi.open("/groups/evaluation/").sees("To know what helps.", "agreed in")
    olwen.open("/groups/evaluation/").follow("The agreement").fill("How we are with one another", "We listen.")
    olwen.tick("Quote with permission").press("Let it hold from now on")
    femi.open("/groups/evaluation/").follow("Please read it").press("I accept it").sees("That you accepted it is kept")


def test_it_is_handed_on_and_comes_to_a_good_end(cast: Cast) -> None:
    olwen, femi = Visitor(cast.owner), Visitor(cast.fellow)
    olwen.open("/groups/evaluation/").follow("Terms and handing over")
    olwen.fill("Whom do you ask to take over?", "Femi Bello").fill("A few words", "Would you?").press("Ask them")
    everybody_is_told()
    femi.open("/notices/").press("asks you to take over")
    femi.sees("Would you?").press("Yes, I take it over")
    olwen.open(olwen.address).fill("Words of thanks", "Six good years.").press("It is handed over")
    olwen.open("/groups/evaluation/").sees_no("You tend this group")
    femi.open("/groups/evaluation/").follow("Terms and handing over").sees("Six good years.")
    femi.open("/groups/evaluation/").follow("Bring it to a good end").fill("Words of thanks", "Thank you, all.")
    femi.fill("What stays", "The topics.").press("Tell every member").sees("Its last day is")
    femi.follow("Its end, or going on after all").press("Yes, the group goes on")
    femi.open("/groups/evaluation/").follow("Bring it to a good end")
    femi.fill("Words of thanks", "Thank you, all.").press("Tell every member")
    olwen.open("/groups/evaluation/").sees("This group comes to its end.", "Thank you, all.")
    olwen.follow("Fetch it").sees("Evaluation SIG")
    with time_machine.travel(timezone.now() + timedelta(days=44)):
        end_groups.func()
        olwen = Visitor(cast.owner)
        olwen.open("/groups/").follow("Evaluation SIG").sees("This group came to its end")
        for way in ("Talk", "Polls", "Chat hours"):
            olwen.open("/groups/evaluation/").follow(way).sees_no("Begin a topic", "Ask something", "Plan a chat hour")
