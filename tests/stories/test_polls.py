"""A poll without scripts: made, voted in, changed, closed, read; with names, and in a box without any."""

from __future__ import annotations

import pytest

from coppice.polls.models import Poll
from tests.cast import Cast, a_person
from tests.visitor import Visitor

pytestmark = pytest.mark.django_db


def ask(who: Visitor, question: str, *, counting: str, secrecy: str) -> None:
    who.open("/groups/").follow("Evaluation SIG").follow("Polls").follow("Ask something")
    who.fill("Your question", question).fill("The choices", "Captions\nContrast\nHeadings")
    who.tick(counting).tick(secrecy).press("Open the poll")
    who.sees("It is open.", "Asked by Olwen Prys", "The members of Evaluation SIG")


def test_hidden_until_it_closes_and_changed_meanwhile(cast: Cast) -> None:
    olwen, femi = Visitor(cast.owner), Visitor(cast.fellow)
    ask(olwen, "What first?", counting="Ranked: the weakest drop out", secrecy="Hidden until it closes")
    femi.open("/groups/").follow("Evaluation SIG").follow("What first?")
    femi.choose("Captions", "1").choose("Contrast", "1").press("Vote", expecting=422)
    femi.sees("Two of your choices have the same place.")
    femi.choose("Contrast", "2").press("Vote").sees("Your vote counts.")
    femi.choose("Captions", "2").choose("Contrast", "1").press("Change my vote").sees_no("Femi Bello")
    olwen.open(olwen.address).press("Yes, close it for everybody")
    olwen.sees("The poll is closed", "“Contrast”", "Femi Bello")
    femi.open(femi.address).sees("Your own vote").press_nothing("Change my vote")
    femi.follow("table (CSV)").sees("Contrast")


def test_into_the_box_without_a_name(cast: Cast) -> None:
    olwen = Visitor(cast.owner)
    ask(olwen, "Which one shall go?", counting="One choice each", secrecy="Without names")
    place = Poll.objects.get().get_absolute_url()
    others = [a_person(name) for name in ("Ann Other", "Ben Other", "Cai Other")]
    for number, person in enumerate([cast.owner, cast.fellow, *others]):
        cast.group.join(person=person)
        voter = Visitor(person).open(place)
        voter.tick("Captions" if number else "Headings").press("Put it into the box")
        voter.sees("in the box, without your name", "can’t be shown, changed or taken back").press_nothing("vote")
    olwen.open(place).press("Yes, close it for everybody")
    olwen.sees("“Captions”", "Who took part", "What you chose is not known to anybody but you.")
    Visitor(cast.elsewhere).open("/talk/").follow("Polls").sees_no("Which one shall go?")
