"""Search finds members who are listed, lines of profiles and skills, by the same rule as everything else."""

from __future__ import annotations

import pytest
from django.utils import timezone

from coppice.people.models import Fact, Presence, Side, Statement
from coppice.search.models import Waiting
from tests.cast import Cast
from tests.test_search import found
from tests.world import STATES, a_skill, put

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def frameworks_are_not_looked_at(db: None) -> None:
    Waiting.objects.all().delete()


def test_members_are_found_by_name_as_long_as_they_are_listed(cast: Cast) -> None:
    now = timezone.now()
    Presence.choose(listed=True, contactable=False, askable=False, by=cast.owner, now=now)
    assert found(cast.elsewhere, "prys") == ["Olwen Prys"]
    assert found(cast.blocked, "prys") == []
    assert found(cast.colleague, "prys") == []
    Presence.choose(listed=False, contactable=True, askable=True, by=cast.owner, now=now)
    assert found(cast.elsewhere, "prys") == []


def test_skills_are_found_by_members(cast: Cast) -> None:
    now = timezone.now()
    Statement.say(a_skill(cast), side=Side.HELP, level=2, reach="only_me", by=cast.owner, now=now)
    assert found(cast.elsewhere, "weaving") == ["Weaving 0"]
    assert found(cast.colleague, "weaving") == []


def test_a_line_is_found_by_those_it_is_for(cast: Cast) -> None:
    for number, state in enumerate(STATES):
        fact = Fact.say("role", f"Quokkaberry{number} weaver", reach="only_me", by=cast.owner, now=timezone.now())
        put(fact, state, cast)
    for who, person in cast.people.items():
        for number, seers in enumerate(STATES.values()):
            if person is not None:
                assert bool(found(person, f"Quokkaberry{number}")) == (who in seers), (who, number)
