"""An hour without scripts: planned, come to, answered in by refreshing, and kept as a transcript."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from tests.cast import Cast
from tests.visitor import Visitor

pytestmark = pytest.mark.django_db


def test_an_hour_is_held_by_refreshing(cast: Cast) -> None:
    host, guest = Visitor(cast.owner), Visitor(cast.fellow)
    begins = timezone.localtime() + timedelta(hours=1)
    host.open("/groups/").follow("Evaluation SIG").follow("Chat hours").follow("Plan a chat hour")
    host.fill("What it is about", "Evaluation in an hour").fill("When it begins", f"{begins:%Y-%m-%dT%H:%M}")
    host.fill("The questions", "What did you try?\nWhat came of it?").press("Plan it")
    host.fill("Opening post", "Why this, and why *now*?").press("Save opening post")
    host.follow("Back to the chat").sees("Why this, and why now?")
    guest.open("/groups/").follow("Evaluation SIG").follow("Evaluation in an hour").press("I come")
    guest.sees("1 person comes so far.").follow("Put it into my calendar").sees("BEGIN:VCALENDAR")
    place = host.address
    with time_machine.travel(begins + timedelta(minutes=1)) as clock:
        guest.open(place).sees("What did you try?", "1 of 2 questions are open.")
        guest.fill("Your answer to Q1", "We **asked** students.").press("Say it").sees("We asked students.")
        host.open(place).press("Open Q2 now").sees("What came of it?")
        guest.follow("See what is new").sees("What came of it?")
        host.follow("Reply to Femi Bello").sees("You reply to Femi Bello")
        host.fill("Your answer to Q1", "How many?").press("Say it", within="#say-1").sees("How many?")
        guest.follow("See what is new").sees("How many?")
        guest.follow("Change or take back").fill("What you say", "We asked twelve students.").press("Save")
        guest.choose("I stand in it", "Under a pseudonym").press("Keep it so")
        pseudonym = guest.words.split("is published as ")[1].split(".")[0]
        clock.shift(timedelta(hours=1))
        guest.follow("See what is new").sees("The hour is over.")
        host.open(place).choose("I stand in it", "With my name").press("Keep it so")
        host.fill("A helper’s name", "Femi").press("Ask them to help").sees("Femi Bello may take the chair.")
        host.follow("Make the transcript").press("Cut (what Olwen Prys said)").sees("cut")
        host.press("Put it back (what Olwen Prys said)").sees("Then you can publish it.")
        clock.shift(timedelta(hours=49))
        host.open(place).follow("Make the transcript").press("Yes, publish it for good")
        host.sees("The transcript is published", "How many?", "We asked twelve students.").sees_no("Femi Bello")
        guest.open("/talk/").follow("Chat hours").follow("Evaluation in an hour").follow("As Markdown").sees("## Q1")
        guest.open(place).follow(f"Take out what {pseudonym} said").fill("Why", "It was not twelve.").press(
            "Take them out"
        )
        guest.sees("It was not twelve.").sees_no("twelve students")
