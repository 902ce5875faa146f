"""What talk says by mail and in feeds, as members get it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from coppice.audience.models import Block
from coppice.conversations.models import Post, Topic
from coppice.happenings.models import Happening
from coppice.notices.models import Choice, tell
from coppice.notices.tests.makers import at, mail_goes_out
from tests.cast import Cast

pytestmark = pytest.mark.django_db
TUESDAY = datetime(2026, 12, 1, 12, tzinfo=UTC)
MONDAY = TUESDAY + timedelta(days=6, hours=-4)


def begin(cast: Cast, title: str, *, when: datetime = TUESDAY, **more: Any) -> Topic:
    known = {"by": cast.owner, "group": cast.group, "html": f"<p>{title} – what do you think?</p>", **more}
    with at(when):
        return Topic.start(title=title, now=when, **known)


def log_is_read(when: datetime) -> None:
    with at(when):
        for happening in Happening.objects.filter(notices=None).select_related("actor", "item").order_by("id"):
            tell(happening, now=when)


def letters_to(person: Any, when: datetime) -> list[Any]:
    return [letter for letter in mail_goes_out(when) if letter.to == [person.email]]


def test_an_answer_goes_at_once_to_whoever_asked_and_daily_to_who_follows(cast: Cast) -> None:
    topic = begin(cast, "Which rubric?", sort="question")
    log_is_read(TUESDAY)
    with at(TUESDAY):
        topic.reply(html="<p>Ours <strong>works</strong>.</p><p>Here it is.</p>", by=cast.fellow, now=TUESDAY)
    log_is_read(TUESDAY)
    soon = mail_goes_out(TUESDAY + timedelta(minutes=16))
    assert [letter.to for letter in soon] == [[cast.owner.email]]
    [letter] = soon
    assert letter.subject == "[Evaluation SIG] Which rubric?"
    assert "Femi Bello posted in “Which rubric?”\n\n  Ours **works**.\n\n  Here it is.\n" in letter.body
    assert "evaluation.groups." in letter.extra_headers["List-Id"]


def test_a_new_topic_comes_as_its_group_is_chosen(cast: Cast) -> None:
    Choice.choose("now", kind="topics", group=cast.group, by=cast.fellow)
    begin(cast, "A call")
    log_is_read(TUESDAY)
    [letter] = letters_to(cast.fellow, TUESDAY + timedelta(minutes=16))
    assert "what do you think?" in letter.body


def test_what_was_withdrawn_or_said_by_somebody_blocked_since_is_not_quoted(cast: Cast) -> None:
    topics = [begin(cast, title, sort="question") for title in ("One?", "Two?")]
    for topic, by in zip(topics, (cast.fellow, cast.fellow), strict=True):
        with at(TUESDAY):
            topic.reply(html="<p>Quokkaberry</p>", by=by, now=TUESDAY)
    log_is_read(TUESDAY)
    post = Post.objects.get(topic=topics[0], number=2)
    with at(TUESDAY):
        post.withdraw(by=cast.fellow, now=TUESDAY)
    soon = letters_to(cast.owner, TUESDAY + timedelta(minutes=3))
    assert sum("Quokkaberry" in letter.body for letter in soon) == 1
    with at(TUESDAY + timedelta(hours=1)):
        topics[1].reply(html="<p>Quokkaberry</p>", by=cast.fellow, now=TUESDAY + timedelta(hours=1))
    log_is_read(TUESDAY + timedelta(hours=1))
    Block.objects.create(by=cast.owner, against=cast.fellow)
    assert not letters_to(cast.owner, TUESDAY + timedelta(hours=2))


def test_questions_that_wait_stand_in_the_weekly_digest_of_who_could_answer(cast: Cast) -> None:
    begin(cast, "Open to all?", sort="question", group=None, reach="members", by=cast.elsewhere)
    begin(cast, "In the group?", sort="question", group=cast.group)
    begin(cast, "Just asked?", sort="question", when=MONDAY - timedelta(hours=1))
    answered = begin(cast, "Answered?", sort="question")
    with at(TUESDAY):
        answered.reply(html="<p>Yes.</p>", by=cast.fellow, now=TUESDAY)
    letters = {letter.to[0]: letter.body for letter in mail_goes_out(MONDAY)}
    said = {
        name: [title for title in ("Open to all?", "In the group?", "Just asked?", "Answered?") if title in body]
        for name in ("fellow", "reader", "elsewhere", "owner")
        if (body := letters.get(getattr(cast, name).email, "")) is not None
    }
    assert said == {
        "fellow": ["Open to all?", "In the group?"],
        "reader": ["Open to all?"],
        "elsewhere": [],
        "owner": ["Open to all?"],
    }


def digest_lines(cast: Cast, when: datetime) -> list[str]:
    """The questions in the fellow's weekly letter, as they stand in it."""
    [letter] = letters_to(cast.fellow, when)
    said = [line.strip("-•* ") for line in letter.body.splitlines()]
    return [line.partition("?")[0] for line in said if line.startswith("Question ")]


def test_what_waits_for_a_week_comes_first_however_many_wait_and_though_it_was_told(cast: Cast) -> None:
    week = timedelta(days=7)
    for number in (1, 2):
        begin(cast, f"Question old {number}?", sort="question", when=TUESDAY + number * timedelta(hours=1))
    assert digest_lines(cast, MONDAY) == ["Question old 2", "Question old 1"]
    for number in range(25):
        begin(cast, f"Question new {number}?", sort="question", when=MONDAY + timedelta(days=1, hours=number))
    lines = digest_lines(cast, MONDAY + week)
    assert lines[:2] == ["Question old 1", "Question old 2"]
    assert lines[2:] == [f"Question new {number}" for number in (24, 23, 22, 21, 20)]
    third = digest_lines(cast, MONDAY + 2 * week)
    assert third == [f"Question new {number}" for number in range(7)], "each comes once more when it has waited a week"
