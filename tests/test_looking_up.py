"""Links are looked up for those who allow it: offered once, in turn, told of beside the text, and over when taken back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from coppice.accounts.agreements import LOOKING_UP
from coppice.accounts.models import Consent
from coppice.hints import looking_up, personal_data
from coppice.hints.judging import Finding, judge
from coppice.hints.models import Look
from coppice.hints.tasks import plan_everything, plan_one, plan_what_changed
from coppice.journal.models import Entry
from coppice.journal.models.entry import Details
from coppice.portfolios.models import Section
from coppice.portfolios.tests import makers
from coppice.queue.models import QueuedTask
from tests.cast import NOON, Cast, signed_in
from tests.town import Town

pytestmark = pytest.mark.django_db
WORDS = "[The toolkit](http://gone.example/kit#end) came first, [the paper](http://open.example/) later."
ADDRESS = "/me/agreements/looking-up/"
OFFERED = "Your links were not looked up"


@pytest.fixture
def section(cast: Cast, town: Town) -> Section:
    town.says("open.example/", "200 OK")
    town.says("gone.example/kit", "404 Not Found")
    return makers.section(makers.portfolio(cast.owner), words=WORDS)


def hints_of(section: Any) -> str:
    return signed_in(section.author).get(f"/items/{section.pk}/hints/").text


def allow(person: Any, run_tasks: Any) -> None:
    signed_in(person).post(ADDRESS, {"_method": "PUT"})
    run_tasks()


def addresses(person: Any) -> list[str]:
    return sorted(Look.objects.filter(person=person).values_list("address", flat=True))


def test_it_is_offered_once_beside_the_hints_and_then_done(
    cast: Cast, town: Town, section: Section, run_tasks: Any
) -> None:
    assert OFFERED in hints_of(section)
    assert str(LOOKING_UP.wording) in hints_of(section)
    answer = signed_in(cast.owner).post(ADDRESS, {"_method": "PUT", "next": f"/items/{section.pk}/hints/"})
    assert answer["Location"] == f"/items/{section.pk}/hints/"
    assert OFFERED not in hints_of(section)
    run_tasks()
    assert addresses(cast.owner) == ["http://gone.example/kit", "http://open.example/"]
    assert looking_up.go_round(now=timezone.now()) == 2
    assert looking_up.go_round(now=timezone.now()) == 0
    page = hints_of(section)
    assert page.count("there was no such page any more") == 1
    assert "“The toolkit”</strong>" in page
    held = personal_data.held(cast.owner)["links_looked_up"]
    assert [(one["found"], one["because"]) for one in held] == [("gone", "404"), ("opens", "")]


def test_without_consent_nothing_is_planned_and_nobody_visited(
    cast: Cast, town: Town, section: Section, run_tasks: Any
) -> None:
    for task in (plan_what_changed, plan_everything):
        task.func()
    plan_one.func(str(cast.owner.pk))
    run_tasks()
    assert looking_up.go_round(now=timezone.now()) == 0
    assert not Look.objects.exists()
    assert not town.asked


def test_a_no_ends_the_question_and_the_privacy_page_still_has_it(cast: Cast, section: Section) -> None:
    signed_in(cast.owner).post("/me/hints/lookup/", {"_method": "DELETE"})
    assert OFFERED not in hints_of(section)
    page = signed_in(cast.owner).get("/privacy/").text
    assert "What you can allow" in page
    assert "Allow it" in page


def test_where_there_is_no_link_or_the_house_says_no_it_is_not_offered(
    cast: Cast, town: Town, section: Section, settings: Any, run_tasks: Any
) -> None:
    assert OFFERED not in hints_of(
        makers.entry(cast.owner, "Nothing on http://127.0.0.1/ or http://a:b@open.example/.")
    )
    allow(cast.owner, run_tasks)
    settings.LOOK_UP_LINKS = False
    assert looking_up.go_round(now=timezone.now()) == 0
    assert not town.asked
    assert "What you can allow" in signed_in(cast.owner).get("/privacy/").text
    assert "What you can allow" not in signed_in(cast.fellow).get("/privacy/").text
    other = makers.section(makers.portfolio(cast.fellow), words=WORDS)
    assert OFFERED not in hints_of(other)


def test_taken_back_everything_is_gone_and_what_waits_is_not_done(
    cast: Cast, town: Town, section: Section, run_tasks: Any
) -> None:
    allow(cast.owner, run_tasks)
    plan_everything.func()
    assert QueuedTask.objects.unfinished().filter(path=looking_up.TASK).exists()
    page = signed_in(cast.owner).get("/privacy/").text
    assert "Allowed since" in page
    assert "Yes, take it back now" in page
    for _ in range(2):
        signed_in(cast.owner).post(ADDRESS, {"_method": "DELETE"})
    assert not Look.objects.exists()
    assert not QueuedTask.objects.filter(path=looking_up.TASK).exists()
    assert looking_up.go_round(now=timezone.now()) == 0
    assert not town.asked
    assert OFFERED not in hints_of(section)
    given = Consent.objects.filter(what=LOOKING_UP.what).values_list("given", "version", "wording")
    said = str(LOOKING_UP.wording)
    assert list(given) == [(False, "1", said), (True, "1", said)]


def test_an_answer_that_comes_after_it_was_taken_back_is_not_kept(
    cast: Cast, town: Town, section: Section, run_tasks: Any, monkeypatch: Any
) -> None:
    allow(cast.owner, run_tasks)

    def meanwhile(url: str, answer: Any) -> Finding:
        Consent.decide(LOOKING_UP, given=False, by=cast.owner, now=timezone.now())
        return judge(url, answer)

    monkeypatch.setattr("coppice.hints.looking_up.judge", meanwhile)
    looking_up.go_round(now=timezone.now())
    Look.plan(["http://open.example/"], of=cast.owner, now=timezone.now(), are_all=False)
    assert not Look.objects.exists()


def test_what_makes_a_round_fail_is_not_in_the_next(cast: Cast, town: Town, monkeypatch: Any) -> None:
    Consent.decide(LOOKING_UP, given=True, by=cast.owner, now=NOON)
    Look.plan(["http://open.example/"], of=cast.owner, now=NOON, are_all=True)
    monkeypatch.setattr("coppice.hints.looking_up.visit", {}.__getitem__)
    with pytest.raises(KeyError):
        looking_up.go_round(now=NOON)
    assert looking_up.go_round(now=NOON + timedelta(hours=23)) == 0


def test_nobody_else_allows_it_and_nothing_else_can_be_allowed_so(cast: Cast) -> None:
    assert signed_in(None).post(ADDRESS, {"_method": "PUT"}).status_code == 401
    for what in ("joining", "nothing"):
        assert signed_in(cast.owner).post(f"/me/agreements/{what}/", {"_method": "DELETE"}).status_code == 404
    assert not Consent.objects.exists()


def test_a_new_wording_is_asked_anew_and_old_words_allow_nothing(
    cast: Cast, section: Section, run_tasks: Any, monkeypatch: Any
) -> None:
    allow(cast.owner, run_tasks)
    Consent.objects.create(
        person=cast.owner, what=LOOKING_UP.what, version="0", wording="-", given=True, at=timezone.now()
    )
    assert not Look.may(cast.owner)
    assert not Look.objects.due(timezone.now()).exists()
    assert OFFERED in hints_of(section)


def test_one_server_is_asked_one_thing_at_a_time_for_all_who_wait(cast: Cast, town: Town) -> None:
    town.says("one.example/b", "200 OK")
    for person in (cast.owner, cast.fellow):
        Consent.decide(LOOKING_UP, given=True, by=person, now=NOON)
        Look.plan([f"http://one.example/{page}" for page in "abb"], of=person, now=NOON, are_all=True)
    assert [looking_up.go_round(now=NOON) for _ in range(3)] == [1, 1, 0]
    assert [asked.target for asked in town.asked if asked.method == "HEAD"] == ["/a", "/b"]
    assert Look.objects.filter(verdict="gone").count() == Look.objects.filter(verdict="opens").count() == 2


def test_doubt_is_told_when_it_is_there_on_another_day_too(cast: Cast, town: Town) -> None:
    town.says("odd.example/", "503 Busy")
    Consent.decide(LOOKING_UP, given=True, by=cast.owner, now=NOON)
    Look.plan(["http://odd.example/"], of=cast.owner, now=NOON, are_all=True)
    assert looked(at=NOON) == ("in doubt", NOON + timedelta(days=1))
    town.says("odd.example/", "200 OK")
    assert looked(at=NOON + timedelta(days=1))[0] == "opens"
    town.says("odd.example/", "503 Busy")
    later = NOON + timedelta(days=40)
    assert looked(at=later)[0] == "in doubt"
    assert looked(at=later + timedelta(days=1)) == ("gone", later + timedelta(days=8))


def looked(*, at: datetime) -> tuple[str, datetime]:
    assert looking_up.go_round(now=at) == 1
    look = Look.objects.get()
    return look.verdict, look.due_at


def test_links_beside_an_entry_count_and_what_is_cited_no_longer_goes(cast: Cast, town: Town, run_tasks: Any) -> None:
    entry: Entry = makers.entry(cast.owner, "On http://one.example/a and [here](/journal/).")
    details = Details(NOON.date(), links=[("http://two.example/b", "The other")])
    entry.describe(details, by=cast.owner, now=timezone.now())
    removed: Entry = makers.entry(cast.owner, "On http://binned.example/.")
    removed.remove(by=cast.owner, now=timezone.now())
    allow(cast.owner, run_tasks)
    assert addresses(cast.owner) == ["http://one.example/a", "http://two.example/b"]
    looking_up.go_round(now=timezone.now())
    Look.objects.update(verdict="gone", cause="404", looked_at=timezone.now())
    page = hints_of(entry)
    assert page.count("there was no such page any more") == 2
    assert f"/journal/{entry.pk}/edit/?passage=links000#links" in page
    entry.describe(Details(NOON.date()), by=cast.owner, now=timezone.now())
    plan_what_changed.func()
    run_tasks()
    assert len(addresses(cast.owner)) == 2
    plan_everything.func()
    run_tasks()
    assert addresses(cast.owner) == ["http://one.example/a"]
