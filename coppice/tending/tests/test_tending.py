"""Handing over, experiments, twins, and a good end."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from coppice.accounts.models import Person
from coppice.audience.models import NotYourGroup
from coppice.audience.sentences import sentence_for, who_can_see
from coppice.groups.models import Group, LastFacilitator, Membership
from coppice.happenings.models import Happening
from coppice.kernel.refusals import Refusal
from coppice.notices.models import Notice
from coppice.notices.tests.makers import mail_goes_out
from coppice.people.models.facts import Fact, What
from coppice.tending import missing
from coppice.tending.missing import FEWEST, Described
from coppice.tending.models import Agreement, CharterVersion, Ending, Experiment, Handover, Twinning
from coppice.tending.tasks import end_groups, remind
from tests.cast import Cast, a_person, signed_in
from tests.planting import everybody_is_told
from tests.world import an_entry

pytestmark = pytest.mark.django_db
PAGE = "/groups/evaluation/"


def day(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def offered(group: Group, giver: Person, taker: Person) -> Handover:
    return Handover.offer(group=group, to=taker, words="Would you?", by=giver, now=timezone.now())


def test_a_group_is_handed_over_with_thanks(cast: Cast) -> None:
    owner, fellow = signed_in(cast.owner), signed_in(cast.fellow)
    assert fellow.post(PAGE + "handovers/", {"to": "Bram de Wit"}).status_code == 403
    assert owner.post(PAGE + "handovers/", {"to": "Elspeth Munro"}).status_code == 422
    assert owner.post(PAGE + "handovers/", {"to": "femi", "words": "Would you?"}).status_code == 303
    assert owner.post(PAGE + "handovers/", {"to": "Bram de Wit"}).status_code == 422
    one = Handover.objects.get()
    address = f"/handovers/{one.pk}/"
    assert "You are asked to tend this group" in fellow.get(PAGE).content.decode()
    assert "Would you?" in fellow.get(PAGE + "handovers/").content.decode()
    assert "Would you?" not in signed_in(cast.blocked).get(PAGE + "handovers/").content.decode()
    assert signed_in(cast.blocked).post(address, {"_method": "PUT"}).status_code == 403
    assert signed_in(cast.elsewhere).post(address, {"_method": "PUT"}).status_code == 404
    assert owner.post(address + "thanks/", {"thanks": "Too early."}).status_code == 409
    assert fellow.post(address, {"_method": "PUT"}).status_code == 303
    assert {m.person for m in Membership.objects.filter(group=cast.group, is_facilitator=True)} == {
        cast.owner,
        cast.fellow,
    }
    assert fellow.post(address + "thanks/", {"thanks": "Six good years."}).status_code == 303
    assert [m.person for m in Membership.objects.filter(group=cast.group, is_facilitator=True)] == [cast.fellow]
    assert "Six good years." in signed_in(cast.blocked).get(PAGE + "handovers/").content.decode()
    assert fellow.post(address, {"_method": "DELETE"}).status_code == 409


def test_who_is_told_of_a_handover_reads_the_name_of_the_group(cast: Cast) -> None:
    now = timezone.now()
    one = offered(cast.group, cast.owner, cast.fellow)
    one.accept(by=cast.fellow, now=now)
    one.finish(thanks="Six good years.", by=cast.owner, now=now)
    everybody_is_told()
    said = {notice.sentence for notice in Notice.objects.filter(person=cast.fellow)}
    assert {"Olwen Prys asks you to take over Evaluation SIG"} <= said
    page = signed_in(cast.blocked).get("/notices/").content.decode()
    assert "Femi Bello tends Evaluation SIG from now on" in page
    letters = [letter.body for letter in mail_goes_out(now + timedelta(minutes=30)) if "femi" in letter.to[0]]
    assert any("Olwen Prys asks you to take over Evaluation SIG" in words for words in letters)


def test_the_name_of_an_unlisted_group_is_told_to_its_members_alone(cast: Cast) -> None:
    one = offered(cast.group, cast.owner, cast.fellow)
    Group.objects.filter(pk=cast.group.pk).update(is_listed=False, door="invitation", name="A secret name")
    everybody_is_told()
    assert "take over A secret name" in signed_in(cast.fellow).get("/notices/").content.decode()
    one.decline(by=cast.fellow, now=timezone.now())
    cast.group.leave(person=cast.fellow)
    for address in ("/notices/", "/"):
        page = signed_in(cast.fellow).get(address).content.decode()
        assert "asks you to take over" not in page
        assert "A secret name" not in page


def test_a_no_and_a_change_of_mind_leave_everything_as_it_is(cast: Cast) -> None:
    one = offered(cast.group, cast.owner, cast.fellow)
    signed_in(cast.fellow).post(f"/handovers/{one.pk}/", {"_method": "DELETE"})
    other = offered(cast.group, cast.owner, cast.blocked)
    signed_in(cast.owner).post(f"/handovers/{other.pk}/", {"_method": "DELETE"})
    assert set(Handover.objects.values_list("state", flat=True)) == {"declined", "taken_back"}
    assert [m.person for m in Membership.objects.filter(group=cast.group, is_facilitator=True)] == [cast.owner]
    gone = offered(cast.group, cast.owner, cast.fellow)
    cast.group.leave(person=cast.fellow)
    gone.accept(by=cast.fellow, now=timezone.now())
    assert not cast.group.has(cast.fellow)


@pytest.mark.django_db(transaction=True)
def test_two_who_hand_over_to_each_other_at_once_leave_one(cast: Cast) -> None:
    """Whichever comes first is done, the other is refused: never nobody."""
    now = timezone.now()
    cast.group.begin_to_tend(person=cast.fellow, today=timezone.localdate())
    pairs = [(cast.owner, cast.fellow), (cast.fellow, cast.owner)]
    handovers = [offered(cast.group, giver, taker) for giver, taker in pairs]
    for one in handovers:
        one.accept(by=one.taker, now=now)

    def finish(one: Handover) -> str:
        try:
            one.finish(thanks="", by=one.giver, now=now)
        except Refusal as refusal:
            return type(refusal).__name__
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(finish, handovers))
    assert answers in (["NoLonger", "done"], ["LastFacilitator", "done"])
    assert Membership.objects.filter(group=cast.group, is_facilitator=True).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_leave_at_once_leave_one(cast: Cast) -> None:
    cast.group.begin_to_tend(person=cast.fellow, today=timezone.localdate())

    def leave(person: Person) -> str:
        try:
            Group.objects.get(pk=cast.group.pk).leave(person=person)
        except LastFacilitator:
            return "stays"
        finally:
            connections.close_all()
        return "left"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(leave, [cast.owner, cast.fellow])) == ["left", "stays"]
    assert Membership.objects.filter(group=cast.group, is_facilitator=True).count() == 1


def test_a_term_is_reminded_of_and_renewed_once(cast: Cast) -> None:
    owner = signed_in(cast.owner)
    assert owner.post(PAGE + "term/", {"_method": "PUT"}).status_code == 422
    for years in (3, 6):
        ends = cast.group.memberships.get(person=cast.owner).tends_until
        assert ends
        with time_machine.travel(timezone.now().replace(year=ends.year) - timedelta(days=20), tick=False):
            remind.func()
            remind.func()
            mine = Happening.objects.filter(verb="term ending", about__path=PAGE + "handovers/")
            assert mine.count() == years // 3
            client = signed_in(cast.owner)
            assert "Your term ends on" in client.get(PAGE).content.decode()
            answer = client.post(PAGE + "term/", {"_method": "PUT"}).status_code
            assert answer == (303 if years == 3 else 422)
    assert signed_in(cast.fellow).post(PAGE + "term/", {"_method": "PUT"}).status_code == 403


def test_an_experiment_is_begun_reminded_of_and_written_into_the_log(cast: Cast) -> None:
    fellow = signed_in(cast.fellow)
    sent = {"what": "Short meetings", "why": "We are tired.", "until": day(30), "how_known": "We still come."}
    assert signed_in(cast.elsewhere).post(PAGE + "experiments/", sent).status_code == 403
    assert fellow.post(PAGE + "experiments/", {**sent, "until": "1066-10-14"}).status_code == 422
    assert fellow.post(PAGE + "experiments/", sent).status_code == 303
    one = Experiment.objects.get()
    assert "Short meetings" in signed_in(cast.elsewhere).get(PAGE).content.decode()
    with time_machine.travel(timezone.now() + timedelta(days=31), tick=False):
        remind.func()
        remind.func()
    due = Happening.objects.get(verb="experiment due").about["tell"]
    assert set(due) == {str(cast.owner.pk), str(cast.fellow.pk)}
    address = one.get_absolute_url()
    ended = {"_method": "PUT", "outcome": "adapted", "learned": "Half an hour, <b>standing</b>."}
    assert signed_in(cast.blocked).post(address, ended).status_code == 403
    assert fellow.post(address, {**ended, "outcome": "won"}).status_code == 422
    assert fellow.post(address, ended).status_code == 303
    page = signed_in(cast.elsewhere).get(address).content.decode()
    assert "&lt;b&gt;standing" in page
    assert fellow.post(address, ended).status_code == 403


def test_twins_look_over_each_others_wall(cast: Cast) -> None:
    owner, other = signed_in(cast.owner), signed_in(cast.elsewhere)
    Experiment.begin(
        group=cast.other_group, what="Film on a phone", why="Cheap.", until=timezone.localdate(), how_known="Seen.",
        by=cast.elsewhere, now=timezone.now(),
    )  # fmt: skip
    sent = {"group": "media makers", "words": "Let us film it."}
    assert signed_in(cast.fellow).post(PAGE + "twins/", sent).status_code == 403
    assert owner.post(PAGE + "twins/", {"group": "No such group"}).status_code == 422
    assert owner.post(PAGE + "twins/", sent).status_code == 303
    one = Twinning.objects.get()
    address = f"/twins/{one.pk}/"
    assert "Film on a phone" not in owner.get(PAGE).content.decode()
    assert owner.post(address, {"_method": "PUT"}).status_code == 403
    assert other.post(address, {"_method": "PUT"}).status_code == 303
    assert "Film on a phone" in signed_in(cast.fellow).get(PAGE).content.decode()
    assert "Next door" in other.get("/groups/media/").content.decode()
    Group.objects.filter(pk=cast.other_group.pk).update(is_listed=False, door="invitation")
    assert "Next door" not in signed_in(cast.fellow).get(PAGE).content.decode()
    assert owner.post(address, {"_method": "DELETE"}).status_code == 404
    assert other.post(address, {"_method": "DELETE"}).status_code == 303


def test_two_who_ask_each_other_are_twins(cast: Cast) -> None:
    now = timezone.now()
    Twinning.ask(asking=cast.group, asked=cast.other_group, words="", by=cast.owner, now=now)
    Twinning.ask(asking=cast.other_group, asked=cast.group, words="", by=cast.elsewhere, now=now)
    assert Twinning.objects.get().agreed_at == now


def test_a_group_ends_well(cast: Cast) -> None:
    owner, fellow = signed_in(cast.owner), signed_in(cast.fellow)
    sent = {"last_day": day(14), "thanks": "Ten good years.", "stays": "The media makers go on."}
    assert fellow.post(PAGE + "ending/", sent).status_code == 403
    assert owner.post(PAGE + "ending/", {**sent, "last_day": day(2)}).status_code == 422
    assert owner.post(PAGE + "ending/", sent).status_code == 303
    assert "Ten good years." in fellow.get(PAGE).content.decode()
    assert owner.post(PAGE + "ending/", {"_method": "DELETE"}).status_code == 303
    assert Group.objects.get(pk=cast.group.pk).stage == "active"
    assert not Ending.objects.exists()
    owner.post(PAGE + "ending/", sent)
    entry = an_entry(cast, "Kept")
    entry.share(reach="group", group=cast.group, by=cast.owner, now=timezone.now())
    with time_machine.travel(timezone.now() + timedelta(days=14), tick=False):
        end_groups.func()
        assert Group.objects.get(pk=cast.group.pk).is_open_for_writing
    with time_machine.travel(timezone.now() + timedelta(days=15), tick=False):
        end_groups.func()
        end_groups.func()
    group = Group.objects.get(pk=cast.group.pk)
    assert not group.is_open_for_writing
    assert Happening.objects.filter(verb="group ended").count() == 1
    assert fellow.get(entry.get_absolute_url()).status_code == 200
    page = fellow.get(PAGE).content.decode()
    assert "came to its end" in page
    assert "Join" not in signed_in(cast.elsewhere).get(PAGE).content.decode()
    assert "Ten good years." in fellow.get(PAGE + "keepsake/").content.decode()
    for person, address, more in [
        (cast.owner, "ending/", {"_method": "DELETE"}), (cast.owner, "ending/", sent), (cast.elsewhere, "membership/", {}),
        (cast.owner, "charter/", {}), (cast.owner, "stage/", {"_method": "PUT", "stage": "active"}),
        (cast.owner, "settings/", {"_method": "PUT"}), (cast.fellow, "experiments/", {}),
        (cast.owner, "agreement/", {"behaviour": "x", "confidentiality": "open", "uses": "free", "seen": 0}),
    ]:  # fmt: skip
        assert signed_in(person).post(PAGE + address, more).status_code in {403, 404, 409, 422}, address
    with pytest.raises(NotYourGroup):
        an_entry(cast, "Late").share(reach="group", group=group, by=cast.owner, now=timezone.now())
    group.leave(person=cast.owner)


def test_who_tends_it_says_where_it_is_in_its_life(cast: Cast) -> None:
    owner = signed_in(cast.owner)
    assert owner.post(PAGE + "stage/", {"_method": "PUT", "stage": "resting"}).status_code == 303
    assert "Resting" in signed_in(cast.fellow).get("/groups/").content.decode()
    assert owner.post(PAGE + "stage/", {"_method": "PUT", "stage": "ended"}).status_code == 422


@given(
    st.dictionaries(st.sampled_from("abcd"), st.integers(0, 9)),
    st.dictionaries(st.sampled_from("abcd"), st.integers(0, 9)),
)
def test_who_is_missing_says_nothing_of_few(here: dict[str, int], more: dict[str, int]) -> None:
    everywhere = {word: here.get(word, 0) + more.get(word, 0) for word in here.keys() | more.keys()}
    told = missing.told(Described("Sector", here, everywhere))
    assert set(told.here) == {word for word, number in here.items() if number >= FEWEST}
    assert all(everywhere[word] >= FEWEST for word in told.missing)


def test_a_groups_page_costs_the_same_however_much_there_is(cast: Cast) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert signed_in(cast.fellow).get(PAGE).status_code == 200
        return len(queries)

    now = timezone.now()
    Agreement.make(group=cast.group, behaviour="<p>x</p>", confidentiality="open", uses="free", by=cast.owner, now=now)
    CharterVersion.objects.create(
        group=cast.group, number=1, texts={"purpose": "<p>x</p>"}, put_at=now, closed_at=now, is_agreed=True, yes=2
    )
    add_more(cast, 2)
    cost()  # what is kept for an hour
    few = cost()
    add_more(cast, 12)
    assert cost() == few
    assert few <= 40  # apps above say things here as well


def add_more(cast: Cast, many: int) -> None:
    for number in range(many):
        cast.group.join(person=a_person(f"More {many} {number}"))
        known: dict[str, Any] = {"why": "", "until": timezone.localdate(), "how_known": "", "begun_at": timezone.now()}
        Experiment.objects.create(group=cast.group, what=f"Trial {number}", **known)


def test_who_sees_a_thing_by_name_is_not_told_of_the_unlisted_group(cast: Cast) -> None:
    group = Group.found(name="Hush", purpose="Unheard of.", by=cast.owner, is_listed=False, door="invitation")
    group.join(person=cast.fellow)
    entry = an_entry(cast, "Shared")
    entry.share(reach="group", group=group, by=cast.owner, now=timezone.now())
    entry.grant(reason="asked to read", person=cast.reader, by=cast.owner, now=timezone.now())
    assert "Hush (2 members)" in who_can_see([entry])[entry.pk]
    assert sentence_for(entry, cast.fellow) == "Hush"
    assert sentence_for(entry, cast.reader) == "A group"
    assert "Hush" not in signed_in(cast.reader).get(entry.get_absolute_url()).content.decode()
    group.begin_to_tend(person=cast.fellow, today=timezone.localdate())
    group.leave(person=cast.owner)
    assert "A group" in who_can_see([entry])[entry.pk]
    assert "Hush" not in signed_in(cast.owner).get(f"/items/{entry.pk}/audience/").content.decode()


def test_who_is_missing_is_told_to_members_by_whoever_knows(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    described = Described("Sector", {"College": 5, "Museum": 4}, {"College": 9, "Museum": 8, "Farm": 1})
    monkeypatch.setattr(missing, "_sources", [lambda group, viewer: described, lambda group, viewer: None])
    page = signed_in(cast.fellow).get(PAGE).content.decode()
    assert "At least five of you each: College." in page
    assert "fewer than five of you: Museum." in page
    assert "Farm" not in page
    assert "College" not in signed_in(cast.elsewhere).get(PAGE).content.decode()


def test_five_who_say_where_they_work_are_told_together(cast: Cast) -> None:
    now = timezone.now()
    people = [a_person(f"Says {number}") for number in range(6)]
    for number, person in enumerate(people):
        cast.group.join(person=person)
        Fact.say(What.SECTOR, "higher" if number < 4 else "health", reach="members", by=person, now=now)
    assert "Who is missing?" not in signed_in(cast.fellow).get(PAGE).content.decode()
    Fact.say(What.SECTOR, "higher", reach="only_me", by=cast.fellow, now=now)
    assert "Who is missing?" not in signed_in(cast.owner).get(PAGE).content.decode()
    Fact.say(What.SECTOR, "higher", reach="group", group=cast.group, by=cast.fellow, now=now)
    page = signed_in(cast.owner).get(PAGE).content.decode()
    assert "At least five of you each: Higher education." in page
    assert "Health" not in page
