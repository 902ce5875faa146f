"""No question stays alone: those who may know are asked, out of those who see it, and not the same ones each time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from coppice.accounts.models import Person
from coppice.conversations.models import Topic
from coppice.conversations.tasks import look_after_questions
from coppice.notices.models import Notice
from coppice.people.models import Skill
from coppice.people.tests.makers import a_skill, listed, says
from tests.cast import Cast, a_person
from tests.planting import everybody_is_told

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def captions(cast: Cast) -> Skill:
    """Seven know all about captions and are not in the group; one of the group knows a little."""
    skill = a_skill("Captions", cast.owner, also="subtitles")
    outside = [cast.elsewhere, *(a_person(f"Out Sider{number}") for number in range(6))]
    for person in outside:
        says(person, skill, 3)
    says(cast.fellow, skill, 1)
    listed(cast.fellow, *outside, askable=True)
    return skill


def ask(cast: Cast, title: str, html: str, **more: Any) -> Topic:
    given = {"title": title, "html": html, "group": cast.group, "sort": "question", "by": cast.owner}
    made: Topic = Topic.start(**given | more, now=timezone.now())
    return made


def a_day_later(days: int = 1) -> datetime:
    """The clock comes round, and whoever is asked is told."""
    with time_machine.travel(timezone.now() + days * DAY + timedelta(minutes=1)):
        look_after_questions.func()
        everybody_is_told()
        return timezone.now()


def asked(topic: Topic) -> set[Person]:
    found = Notice.objects.filter(happening__verb="you may know", happening__item=topic)
    return {notice.person for notice in found.select_related("person")}


@pytest.mark.usefixtures("captions")
def test_a_question_of_a_group_is_put_to_those_of_the_group_who_may_know(cast: Cast) -> None:
    topic = ask(cast, "Who does captions?", "<p>I can't.</p>")
    a_day_later()
    assert asked(topic) == {cast.fellow}


@pytest.mark.usefixtures("captions")
def test_what_the_question_says_below_its_title_counts_too(cast: Cast) -> None:
    topic = ask(cast, "Where do I begin?", "<p>Forty lectures want subtitles, and <em>nobody</em> helps.</p>")
    a_day_later()
    assert asked(topic) == {cast.fellow}


def test_others_are_asked_the_next_time(cast: Cast, captions: Skill) -> None:
    everywhere: dict[str, Any] = {"group": None, "by": cast.owner}
    first, second = (ask(cast, f"Captions, part {number}?", "<p>How?</p>", **everywhere) for number in (1, 2))
    a_day_later()
    assert (len(asked(first)), len(asked(second))) == (2, 2)
    assert not asked(first) & asked(second)
    third, fourth = ask(cast, "Captions?", "<p>?</p>"), ask(cast, "Captions again?", "<p>?</p>")
    with time_machine.travel(a_day_later()):
        assert (asked(third), asked(fourth)) == ({cast.fellow}, set())
        with time_machine.travel(timezone.now() + 15 * DAY):
            much_later = ask(cast, "Captions, at last?", "<p>?</p>")
            a_day_later()
            assert asked(much_later) == {cast.fellow}
