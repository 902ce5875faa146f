"""What comes by mail and when, as its readers meet it."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest

from coppice.accounts.models import Person
from coppice.notices import digest, kinds, replies
from coppice.notices.digest import Line, Section
from coppice.notices.models import Choice, Hours, Letter, Notice
from coppice.notices.tests.makers import MONDAY, at, happens, mail_goes_out
from tests.cast import Cast, a_person
from tests.world import an_entry, put

pytestmark = pytest.mark.django_db
MORNING = MONDAY + timedelta(hours=20)


def test_what_is_addressed_to_somebody_comes_at_once_and_once(cast: Cast) -> None:
    with at(MONDAY):
        happens("replied", by=cast.owner, told=[cast.fellow], at=MONDAY, path="/journal/")
    assert [letter.to for letter in mail_goes_out(MONDAY + timedelta(minutes=3))] == [[cast.fellow.email]]
    for hours in (1, 20, 26):
        assert not mail_goes_out(MONDAY + timedelta(hours=hours))


def test_what_is_not_comes_in_one_mail_a_day(cast: Cast) -> None:
    with at(MONDAY):
        for n in range(3):
            happens("round opened", by=cast.owner, told=[cast.fellow], at=MONDAY, path=f"/rounds/{n}/")
    assert not mail_goes_out(MONDAY + timedelta(hours=1))
    [letter] = mail_goes_out(MORNING)
    assert letter.subject == "3 things for you from Coppice"
    assert letter.body.count("A group of yours looks at its work together") == 3
    with at(MORNING):
        happens("round closed", by=cast.owner, told=[cast.fellow], at=MORNING, path="/rounds/0/")
    assert not mail_goes_out(MORNING + timedelta(hours=3)), "the second mail of a day"
    assert len(mail_goes_out(MORNING + timedelta(days=1))) == 1


def test_what_comes_weekly_comes_with_the_daily_mail_of_that_day(cast: Cast) -> None:
    Choice.choose("weekly", kind="groups", by=cast.fellow)
    with at(MONDAY):
        Hours.choose(quiet_from=None, quiet_until=None, weekday=3, by=cast.fellow)
        happens("round opened", by=cast.owner, told=[cast.fellow], at=MONDAY, path="/rounds/1/")
        happens("edition published", by=cast.owner, told=[cast.fellow], at=MONDAY, path="/frameworks/")
    days = [mail_goes_out(MORNING + timedelta(days=n)) for n in range(10)]
    assert [len(letters) for letters in days] == [1, 1, 0, 0, 0, 0, 0, 0, 0, 0]
    assert "looks at its work" in days[1][0].body
    assert set(Letter.objects.exclude(week="").values_list("week", flat=True)) == {"2026-W49"}


def test_the_nearest_choice_counts(cast: Cast) -> None:
    Choice.choose("never", by=cast.fellow)
    Choice.choose("daily", kind="groups", by=cast.fellow)
    Choice.choose("never", group=cast.group, by=cast.fellow)
    with at(MONDAY):
        for group in (cast.group, cast.other_group):
            happens(
                "round opened", by=cast.owner, told=[cast.fellow], at=MONDAY, about={"group": str(group.pk)},
                path=f"/{group.slug}/",
            )  # fmt: skip
        happens("edition published", by=cast.owner, told=[cast.fellow], at=MONDAY, path="/frameworks/")
    [letter] = mail_goes_out(MORNING)
    assert "/media/" in letter.body
    assert "/evaluation/" not in letter.body
    assert "edition" not in letter.body


def test_what_is_addressed_to_somebody_in_a_group_they_silenced_still_comes(cast: Cast) -> None:
    Choice.choose("never", group=cast.group, by=cast.fellow)
    with at(MONDAY):
        happens("replied", by=cast.owner, told=[cast.fellow], at=MONDAY, about={"group": str(cast.group.pk)}, path="/")
    [letter] = mail_goes_out(MONDAY + timedelta(minutes=3))
    assert "evaluation.groups." in letter.extra_headers["List-Id"]


def test_a_choice_counts_for_what_waits_already(cast: Cast) -> None:
    with at(MONDAY):
        happens("replied", by=cast.owner, told=[cast.fellow, cast.elsewhere], at=MONDAY, path="/journal/")
        Choice.choose("daily", kind="answers", by=cast.fellow)
        Choice.choose("never", by=cast.elsewhere)
    assert not mail_goes_out(MONDAY + timedelta(minutes=5))
    assert [letter.to for letter in mail_goes_out(MORNING)] == [[cast.fellow.email]]


def test_nothing_is_mailed_in_quiet_hours_and_nothing_lost(cast: Cast) -> None:
    Hours.choose(quiet_from=time(11), quiet_until=time(15), weekday=1, by=cast.fellow)
    with at(MONDAY):
        happens("replied", by=cast.owner, told=[cast.fellow], at=MONDAY, path="/journal/")
    assert not mail_goes_out(MONDAY + timedelta(minutes=170))
    assert len(mail_goes_out(MONDAY + timedelta(hours=3, minutes=1))) == 1


def test_a_letter_whose_hour_has_passed_waits_for_the_end_of_the_quiet_hours(cast: Cast, run_tasks: Any) -> None:
    """The worker was away, say, and comes back at night."""
    with at(MONDAY):
        happens("replied", by=cast.owner, told=[cast.fellow], at=MONDAY, path="/journal/")
        Hours.objects.create(person=cast.fellow, quiet_from=time(22), quiet_until=time(7))
    assert not mail_goes_out(MONDAY + timedelta(hours=11))
    assert Letter.objects.open().count() == 1
    assert not mail_goes_out(MONDAY + timedelta(hours=18))
    assert len(mail_goes_out(MONDAY + timedelta(hours=19, minutes=1))) == 1


def test_a_digest_puts_different_voices_first(cast: Cast) -> None:
    voices = [(cast.owner, 3), (cast.elsewhere, 1), (cast.steward, 2)]
    moment = MONDAY
    with at(MORNING):
        for person, many in voices:
            for n in range(many):
                moment += timedelta(seconds=1)
                happens("promised", by=person, told=[cast.fellow], at=moment, path=f"/{person.slug}/{n}/")
    [letter] = mail_goes_out(MORNING)
    said = [line.strip("* ").split(" promised")[0] for line in letter.body.splitlines() if " promised" in line]
    assert said == ["Olwen Prys", "Elspeth Munro", "Stella Ray", "Olwen Prys", "Stella Ray", "Olwen Prys"]


def test_only_what_the_reader_can_still_see_is_said(cast: Cast) -> None:
    entry = an_entry(cast, "Quokkaberry")
    put(entry, "group", cast)
    with at(MONDAY):
        for verb in ("resolved", "replied"):
            happens(verb, by=cast.owner, told=[cast.fellow], at=MONDAY, item=entry)
    entry.remove(by=cast.owner, now=MONDAY)
    assert not mail_goes_out(MONDAY + timedelta(minutes=5))
    assert not mail_goes_out(MORNING)


def test_who_has_seen_it_or_left_gets_no_mail(cast: Cast) -> None:
    with at(MONDAY):
        happens("replied", by=cast.owner, told=[cast.fellow, cast.elsewhere], at=MONDAY, path="/journal/")
    Notice.objects.filter(person=cast.fellow).update(seen_at=MONDAY)
    cast.elsewhere.deactivate()
    assert not mail_goes_out(MONDAY + timedelta(minutes=5))


def test_everybody_has_their_own_morning(cast: Cast) -> None:
    far = a_person("Kiri Tane", time_zone="Pacific/Auckland")
    with at(MONDAY):
        happens("round opened", by=cast.owner, told=[far, cast.fellow], at=MONDAY, path="/rounds/1/")
    assert not mail_goes_out(MONDAY + timedelta(hours=5, minutes=50)), "in Auckland it is ten to seven"
    assert [letter.to for letter in mail_goes_out(MONDAY + timedelta(hours=6, minutes=5))] == [[far.email]]
    assert [letter.to for letter in mail_goes_out(MORNING)] == [[cast.fellow.email]]


def test_mails_about_one_item_make_one_thread(cast: Cast) -> None:
    entry = an_entry(cast, "A pilot")
    put(entry, "group", cast)
    letters = []
    for minutes in (0, 60):
        moment = MONDAY + timedelta(minutes=minutes)
        with at(moment):
            happens("replied", by=cast.owner, told=[cast.fellow], at=moment, item=entry)
        letters += mail_goes_out(moment + timedelta(minutes=5))
    first, second = [letter.extra_headers for letter in letters]
    assert first["References"] == second["References"] == second["In-Reply-To"]
    assert first["Message-ID"] != second["Message-ID"]
    assert {letter.subject for letter in letters} == {"[Evaluation SIG] A pilot happened"}
    assert first["Auto-Submitted"] == "auto-generated"


def test_a_letter_can_be_answered_where_mail_is_taken_in(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replies, "_sources", [lambda notice: f"reply+{notice.pk.hex}@coppice.example"])
    with at(MONDAY):
        happens("replied", by=cast.owner, told=[cast.fellow], at=MONDAY, path="/journal/")
    [letter] = mail_goes_out(MONDAY + timedelta(minutes=5))
    assert letter.reply_to == [f"reply+{Notice.objects.get().pk.hex}@coppice.example"]
    assert "You can answer this mail" in letter.body


@pytest.fixture
def questions(without_sections: None) -> list[Line]:
    """A section of digests, for this test alone."""
    lines = [Line(f"Question {n}?", f"/talk/{n}/", f"question:{n}") for n in range(2)]

    def waiting(person: Person, *, now: datetime) -> Section | None:
        return Section("Waiting for an answer", lines)

    kinds.register("waiting", "Questions you could answer", default="weekly", collected=True)
    digest.register("waiting", waiting)
    return lines


def test_what_waits_for_an_answer_is_said_once(cast: Cast, questions: list[Line]) -> None:
    letters = {letter.to[0]: letter for letter in mail_goes_out(MONDAY)}
    assert "Question 0?" in letters[cast.fellow.email].body
    assert "/talk/1/" in letters[cast.fellow.email].body
    assert not mail_goes_out(MONDAY + timedelta(days=7)), "nothing new is nothing"
    questions.append(Line("Question 2?", "/talk/2/", "question:2"))
    again = {letter.to[0]: letter for letter in mail_goes_out(MONDAY + timedelta(days=14))}
    assert "Question 2?" in again[cast.fellow.email].body
    assert "Question 0?" not in again[cast.fellow.email].body


def test_what_waits_comes_as_often_as_is_chosen(cast: Cast, questions: list[Line]) -> None:
    for person in filter(None, cast.people.values()):
        Choice.choose("never", by=person)
    Choice.choose("daily", kind="waiting", by=cast.fellow)
    assert [letter.to for letter in mail_goes_out(MONDAY + timedelta(days=1))] == [[cast.fellow.email]]
