"""The demonstration's portfolios: told through the commands, with evidence that exists."""

import pytest

from coppice.accounts import seeds as people_seeds
from coppice.groups import seeds as group_seeds
from coppice.journal import seeds as journal_seeds
from coppice.portfolios import seeds
from coppice.portfolios.models import Evidence, Portfolio, TextOrigin
from coppice.portfolios.tests import makers
from coppice.revisions.models import Revision

pytestmark = pytest.mark.django_db


def test_everybody_s_portfolio_is_there_with_its_evidence() -> None:
    people = people_seeds.seed(now=makers.NOW)
    groups = group_seeds.seed(people)
    entries = journal_seeds.seed(people, groups, now=makers.NOW)
    made = seeds.seed(people, groups, entries, now=makers.NOW)
    assert Portfolio.objects.count() == len(seeds.PLANS)
    mine = made["morwenna-pascoe"][0]
    assert sum(section.words for section in mine.here()) > 6000
    told = [seeds.read(file) for file in seeds.SEEDED.rglob("*.md")]
    assert Evidence.objects.count() == sum(len(one.evidence) for one in told)
    assert Revision.objects.filter(item__section__whole=mine, name="First draft of everything").exists()
    assert [row.ends(row.section)[1].is_changed for row in TextOrigin.objects.all()] == [True, False]
    assert not any("===" in html for section in mine.here() for html in section.texts.values())
