"""The demonstration: told through the commands, whole, and what is looked for in it is found.

It is put together once, and on one database when both are there; `bin/bench search` asks the questions on both.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

import pytest
import yaml
from django.test import TestCase

from bench.asking import place_of
from coppice.accounts import seeds as accounts
from coppice.accounts.models import Person
from coppice.groups import seeds as groups
from coppice.home.seeding import share
from coppice.portfolios import seeds as portfolios
from coppice.portfolios.models import Evidence, Portfolio, TextOrigin
from coppice.portfolios.tests.makers import NOW
from coppice.revisions.models import Revision
from coppice.search import indexing

ASKED = Path(__file__).parents[1] / "bench" / "questions.yaml"
HELD, AMONG = 36, 3


@pytest.mark.django_db
class TestTheDemonstration(TestCase):
    people: ClassVar[dict[str, Person]]
    made: ClassVar[dict[str, list[Portfolio]]]

    @classmethod
    def setUpTestData(cls) -> None:
        cls.people = accounts.seed(now=NOW)
        circles = groups.seed(cls.people)
        share("people")(cls.people, circles, now=NOW)
        entries = share("journal")(cls.people, circles, now=NOW)
        cls.made = portfolios.seed(cls.people, circles, entries, now=NOW)
        for app in ("conversations", "polls", "chats"):
            share(app)(cls.people, circles, now=NOW)

    def test_everybody_s_portfolio_is_there_with_its_evidence(self) -> None:
        assert Portfolio.objects.count() == len(portfolios.PLANS)
        mine = self.made["morwenna-pascoe"][0]
        assert sum(section.words for section in mine.here()) > 6000
        told = [portfolios.read(file) for file in portfolios.SEEDED.rglob("*.md")]
        assert Evidence.objects.count() == sum(len(one.evidence) for one in told)
        assert Revision.objects.filter(item__section__whole=mine, name="First draft of everything").exists()
        assert [row.ends(row.section)[1].is_changed for row in TextOrigin.objects.all()] == [True, False]
        assert not any("===" in html for section in mine.here() for html in section.texts.values())

    def test_what_is_looked_for_is_found(self) -> None:
        indexing.rebuild()
        asked = yaml.safe_load(ASKED.read_text("utf-8"))
        missed = [
            (who, words, hoped_for)
            for who, words, hoped_for in asked
            if not 0 < place_of(hoped_for, str(words), self.people[who], now=NOW) <= AMONG
        ]
        assert len(asked) == 40
        assert len(missed) <= len(asked) - HELD, missed
