"""Polls: asked, voted in, closed; and the secret that no later change gives away."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coppice.accounts.models import Person
from coppice.conversations.models import Topic
from coppice.happenings.models import Happening
from coppice.polls.models import Box, Poll, Vote, Voter
from coppice.polls.personal_data import erase, held
from coppice.polls.tasks import close_due
from tests.cast import Cast, a_person, signed_in

pytestmark = pytest.mark.django_db
CHOICES = ["Captions", "Contrast", "Keyboard"]


@pytest.fixture
def members(cast: Cast) -> list[Person]:
    """Seven of the group, among whom there is no block."""
    more = [a_person(f"Member {name}") for name in ("One", "Two", "Three", "Four", "Five")]
    for person in more:
        cast.group.join(person=person)
    return [cast.owner, cast.fellow, *more]


def opened(cast: Cast, secrecy: str, counting: str = "single", **more: str) -> Poll:
    sent = {"question": "What first?", "choices": "\n".join(CHOICES), "counting": counting, "secrecy": secrecy}
    answer = signed_in(cast.owner).post("/polls/", {**sent, "group": "evaluation", **more})
    assert answer.status_code == 303, answer.content.decode()
    return Poll.objects.latest("opened_at")


def say(person: Person, poll: Poll, *choices: int) -> Any:
    sent: dict[str, Any] = {"_method": "PUT", "choice": list(choices)}
    if poll.is_ranked:
        sent = {"_method": "PUT", **{f"rank-{n}": str(at) for at, n in enumerate(choices, 2)}}
    return signed_in(person).post(reverse("polls:vote", args=[poll.pk]), sent)


def page_of(person: Person, poll: Poll) -> str:
    return signed_in(person).get(poll.get_absolute_url()).content.decode()


def text_of(person: Person, poll: Poll) -> str:
    return page_of(person, poll).split("<main")[1].split("</main")[0]


def close(person: Person, poll: Poll) -> Any:
    return signed_in(person).post(reverse("polls:closing", args=[poll.pk]))


def refused(sql: str, *values: Any) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def db_id(pk: Any) -> str:
    return str(pk) if connection.vendor == "postgresql" else pk.hex


def test_with_names_all_see_at_once_who_chose_what(cast: Cast, members: list[Person]) -> None:
    poll = opened(cast, "named")
    assert say(cast.fellow, poll, 1).status_code == 303
    assert say(cast.fellow, poll, 2).status_code == 303
    page = text_of(members[2], poll)
    assert "“Keyboard” is ahead." in page
    assert cast.fellow.name in page
    assert say(members[2], poll).status_code == 422
    assert say(members[2], poll, 1, 2).status_code == 422
    assert say(members[2], poll, 7).status_code == 422
    assert Vote.objects.count() == 1
    signed_in(cast.fellow).post(reverse("polls:vote", args=[poll.pk]), {"_method": "DELETE"})
    assert not Vote.objects.exists()


def test_hidden_is_hidden_until_it_closes_then_with_names_and_late_votes_are_given_back(
    cast: Cast, members: list[Person]
) -> None:
    poll = opened(cast, "hidden", "multiple")
    empty = text_of(cast.owner, poll)
    for person in members[1:5]:
        say(person, poll, 0, 2)
    clean = lambda page: page.split('<div class="text">')[1].split("csrfmiddlewaretoken")[0]  # noqa: E731
    assert clean(text_of(cast.owner, poll)) == clean(empty), "not even how many, while they are fewer than five"
    result = reverse("polls:result", args=[poll.pk])
    assert signed_in(cast.owner).get(f"{result}?as=csv").status_code == 404
    assert close(cast.fellow, poll).status_code == 403
    assert close(cast.owner, poll).status_code == 303
    late = say(members[5], poll, 1)
    assert late.status_code == 409
    assert "You had chosen:" in late.content.decode()
    assert "Contrast" in late.content.decode()
    assert Vote.objects.count() == 4
    csv = signed_in(members[5]).get(f"{result}?as=csv").content.decode()
    assert csv.splitlines()[1].startswith("Captions,4 votes,100,Femi Bello; ")
    assert "| Keyboard | 4 votes | 100 |" in signed_in(members[5]).get(f"{result}?as=md").content.decode()
    assert "Your own vote" in text_of(cast.fellow, poll)
    verbs = list(Happening.objects.filter(item=poll).values_list("verb", flat=True))
    assert verbs == ["poll opened", "poll closed"]


def test_without_names_nothing_ties_a_ballot_to_a_person(cast: Cast, members: list[Person]) -> None:
    poll = opened(cast, "anonymous")
    told = Happening.objects.count()
    for n, person in enumerate(members[:6]):
        assert say(person, poll, n % 2).status_code == 303
    assert Happening.objects.count() == told
    assert not Vote.objects.exists()
    assert {field.name for field in Voter._meta.fields} == {"id", "poll", "person"}
    assert {field.name for field in Box._meta.fields} == {"poll", "counts", "total"}
    box = Box.objects.get()
    assert json.dumps(box.counts) == '{"0": 3, "1": 3}'
    assert Voter.objects.first().pk.version == 4  # type: ignore[union-attr]
    again = say(members[0], poll, 1)
    assert again.status_code == 409
    back = signed_in(members[0]).post(reverse("polls:vote", args=[poll.pk]), {"_method": "DELETE"})
    assert back.status_code == 422
    assert Box.objects.get().counts == box.counts
    assert "Nothing is shown until" in text_of(cast.owner, poll)
    assert held(members[0])["voted_without_a_name"] == ["What first?"]
    close(cast.owner, poll)
    page = text_of(members[6], poll)
    assert "3 votes" in page
    assert members[3].name in page
    assert page == text_of(members[6], poll)
    erase(members[3], leave_words=False, now=timezone.now())
    assert Box.objects.get().total == 6


def test_of_fewer_than_five_nothing_is_shown_or_kept_and_of_one_mind_no_names(
    cast: Cast, members: list[Person]
) -> None:
    few = opened(cast, "anonymous")
    for person in members[:4]:
        say(person, few, 0)
    close(cast.owner, few)
    assert not Box.objects.exists()
    page = text_of(cast.owner, few)
    assert "Fewer than five voted" in page
    assert members[2].name not in page
    few.remove(by=cast.owner, now=timezone.now())
    same = opened(cast, "anonymous")
    for person in members[:5]:
        say(person, same, 0)
    close(cast.owner, same)
    page = text_of(cast.owner, same)
    assert "All voted the same" in page
    assert members[2].name not in page


def test_the_database_refuses_to_loosen_it(cast: Cast, members: list[Person]) -> None:
    poll = opened(cast, "anonymous")
    pk = db_id(poll.pk)
    for kind in ("named", "hidden"):
        refused("UPDATE polls_poll SET secrecy = %s WHERE item_ptr_id = %s", kind, pk)
    for person in members[:5]:
        say(person, poll, 0)
    refused("INSERT INTO polls_vote (poll_id, person_id, chosen) VALUES (%s, %s, '[0]')", pk, db_id(cast.owner.pk))
    refused("UPDATE polls_voter SET person_id = %s WHERE person_id = %s", db_id(cast.steward.pk), db_id(cast.owner.pk))
    refused('UPDATE polls_poll SET choices = \'["a", "b"]\' WHERE item_ptr_id = %s', pk)
    refused("UPDATE polls_poll SET counting = 'points' WHERE item_ptr_id = %s", pk)
    close(cast.owner, poll)
    refused("UPDATE polls_poll SET closed_at = NULL WHERE item_ptr_id = %s", pk)
    refused("UPDATE polls_box SET total = 9 WHERE poll_id = %s", pk)
    poll.remove(by=cast.owner, now=timezone.now())
    hidden = opened(cast, "hidden")
    refused("UPDATE polls_poll SET secrecy = 'named' WHERE item_ptr_id = %s", db_id(hidden.pk))
    refused("INSERT INTO polls_box (poll_id, counts, total) VALUES (%s, '{}', 1)", db_id(hidden.pk))
    say(cast.owner, hidden, 1)
    refused("UPDATE polls_poll SET secrecy = 'anonymous' WHERE item_ptr_id = %s", db_id(hidden.pk))


def test_the_seals_are_back_after_a_migration(cast: Cast) -> None:
    call_command("migrate", "polls", verbosity=0)
    poll = opened(cast, "anonymous")
    refused("UPDATE polls_poll SET secrecy = 'named' WHERE item_ptr_id = %s", db_id(poll.pk))


def test_a_ranking_closes_its_gaps_and_two_in_one_place_are_asked_about(cast: Cast, members: list[Person]) -> None:
    poll = opened(cast, "named", "runoff")
    for person, ranked in zip(members, [(0, 1), (0, 1), (1, 0), (1, 0), (2, 1)], strict=False):
        assert say(person, poll, *ranked).status_code == 303
    assert Vote.objects.get(person=members[4]).chosen == [2, 1]
    page = text_of(cast.owner, poll)
    assert "“Contrast” has more than half of the votes that count in round 2." in page
    twice = {"_method": "PUT", "rank-0": "1", "rank-1": "1"}
    answer = signed_in(cast.fellow).post(reverse("polls:vote", args=[poll.pk]), twice)
    assert answer.status_code == 422
    assert answer.content.decode().count("<option selected>1</option>") == 2


def test_it_closes_on_its_day(cast: Cast, members: list[Person]) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    poll = opened(cast, "hidden", closes_on=tomorrow.isoformat())
    say(cast.fellow, poll, 0)
    close_due.func()
    assert Poll.objects.get().closed_at is None
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=False):
        assert "“Captions” is ahead." in text_of(cast.owner, poll), "at once, whenever the task comes round"
        assert say(members[2], poll, 1).status_code == 409
        close_due.func()
        close_due.func()
    closed = Happening.objects.get(verb="poll closed")
    assert str(cast.owner.pk) in closed.about["tell"]


def test_a_poll_stays_with_those_it_asked(cast: Cast) -> None:
    poll = opened(cast, "hidden")
    for person in (cast.elsewhere, cast.steward, cast.colleague, cast.blocked):
        assert signed_in(person).get(poll.get_absolute_url()).status_code == 404
        assert say(person, poll, 0).status_code == 404
    assert Client().get(poll.get_absolute_url()).status_code == 302
    owner = signed_in(cast.owner)
    assert owner.post(reverse("audience", args=[poll.pk]), {"reach": "members"}).status_code == 403
    assert owner.post(reverse("item_links", args=[poll.pk]), {"until": "2030-01-01"}).status_code == 403
    assert owner.get(reverse("readers", args=[poll.pk])).status_code == 403
    assert Poll.objects.get().reach == "group"
    assert "What first?" in owner.get("/polls/?group=evaluation").content.decode()
    assert "What first?" not in signed_in(cast.elsewhere).get("/polls/").content.decode()
    assert signed_in(cast.elsewhere).get("/polls/?group=evaluation").status_code == 404


def test_who_asked_takes_it_back_only_while_nobody_has_voted(cast: Cast) -> None:
    poll = opened(cast, "anonymous")
    assert signed_in(cast.fellow).post(poll.get_absolute_url(), {"_method": "DELETE"}).status_code == 403
    say(cast.fellow, poll, 0)
    owner = signed_in(cast.owner)
    assert owner.post(poll.get_absolute_url(), {"_method": "DELETE"}).status_code == 422
    assert "Take the poll back" not in text_of(cast.owner, poll)
    other = opened(cast, "anonymous")
    assert owner.post(other.get_absolute_url(), {"_method": "DELETE"}).status_code == 303
    assert owner.get(other.get_absolute_url()).status_code == 404


def test_a_poll_in_a_topic_is_for_whoever_talks_there(cast: Cast) -> None:
    topic = Topic.start(title="Meetings", html="<p>Hm.</p>", group=cast.group, by=cast.fellow, now=timezone.now())
    fellow, new = signed_in(cast.fellow), f"/polls/new/?topic={topic.pk}"
    assert new in fellow.get(topic.get_absolute_url()).content.decode()
    assert "It is asked in" in fellow.get(new).content.decode()
    assert signed_in(cast.elsewhere).get(new).status_code == 404
    assert fellow.get("/polls/new/?topic=x").status_code == 404
    sent = {"question": "Monthly?", "choices": "Yes\nNo", "counting": "single", "secrecy": "named"}
    assert signed_in(cast.elsewhere).post("/polls/", {**sent, "topic": str(topic.pk)}).status_code == 404
    assert fellow.post("/polls/", {**sent, "topic": str(topic.pk)}).status_code == 303
    poll = Poll.objects.get()
    assert (poll.reach, poll.group) == ("group", cast.group)
    assert "Monthly?" in fellow.get(topic.get_absolute_url()).content.decode()
    assert "Meetings" in page_of(cast.owner, poll)


def test_what_makes_no_poll_is_said_and_nothing_typed_is_lost(cast: Cast) -> None:
    sent = {"question": "Both?", "choices": "Yes\nyes ", "counting": "single", "secrecy": "named"}
    answer = signed_in(cast.owner).post("/polls/", sent)
    assert answer.status_code == 422
    assert "there twice" in answer.content.decode()
    assert "Yes\nyes" in answer.content.decode()
    assert signed_in(cast.owner).post("/polls/", {**sent, "choices": "One"}).status_code == 422
    assert signed_in(cast.owner).post("/polls/", {**sent, "choices": "A\nB", "group": "media"}).status_code == 422
    assert not Poll.objects.exists()


def test_who_leaves_takes_their_vote_or_their_name(cast: Cast, members: list[Person]) -> None:
    poll = opened(cast, "named")
    say(cast.fellow, poll, 1)
    say(members[2], poll, 1)
    close(cast.owner, poll)
    erase(cast.fellow, leave_words=True, now=timezone.now())
    erase(members[2], leave_words=False, now=timezone.now())
    page = text_of(cast.owner, poll)
    assert "1 vote" in page
    assert "Somebody who left" in page
    erase(cast.owner, leave_words=True, now=timezone.now())
    assert Poll.objects.get().author.name == "Somebody who left"
