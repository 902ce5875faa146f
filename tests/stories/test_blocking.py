"""Somebody blocks somebody, sees nothing of theirs, ends it; and nothing tells the other."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from coppice.audience.models import Block
from coppice.conversations.models import GroupWays, Offer, Outcome, Report, Topic
from coppice.conversations.models.unnamed import STAND_IN
from coppice.discussion.models import Comment
from coppice.happenings.models import Happening
from coppice.notices.models import Notice
from coppice.polls.models import Poll
from coppice.polls.models.poll import Terms
from coppice.readers.models import Reader
from tests.cast import Cast, signed_in
from tests.planting import everybody_is_told
from tests.visitor import Visitor
from tests.world import a_world

pytestmark = pytest.mark.django_db


def a_topic(cast: Cast, by: Any, title: str = "Captions", **more: Any) -> Topic:
    return Topic.start(title=title, html="<p>Who knows?</p>", group=cast.group, by=by, now=timezone.now(), **more)


def test_from_the_profile_and_back_again(cast: Cast) -> None:
    fellow = Visitor(cast.fellow).open(f"/people/{cast.owner.slug}/")
    fellow.sees("neither of you sees anything of the other’s", "Olwen is not told")
    fellow.press("Yes, block now")
    fellow.sees("You and Olwen Prys see nothing of each other’s any more.", "People you block", "Olwen Prys")
    assert signed_in(cast.fellow).get(f"/people/{cast.owner.slug}/").status_code == 404
    assert signed_in(cast.owner).get(f"/people/{cast.fellow.slug}/").status_code == 404
    assert "Femi Bello" not in Visitor(cast.owner).open("/privacy/").words, "whom somebody blocks is theirs to know"
    fellow.open("/privacy/").sees("Do not block Olwen Prys any more").press("Yes, end the block")
    fellow.sees("You do not block Olwen Prys any more.", "You block nobody.")
    assert signed_in(cast.owner).get(f"/people/{cast.fellow.slug}/").status_code == 200


def test_from_a_post(cast: Cast) -> None:
    topic = a_topic(cast, cast.owner)
    post = topic.reply(html="<p>From Femi</p>", by=cast.fellow, now=timezone.now())
    owner = Visitor(cast.owner).open(f"/posts/{post.pk}/report/")
    owner.sees("If you block Femi").press("Yes, block now").sees("You and Femi Bello see nothing")
    assert "From Femi" not in owner.open(topic.get_absolute_url()).words
    assert signed_in(cast.fellow).get(topic.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("way", ["profile", "post"])
def test_pressed_twice_it_is_done_once(cast: Cast, way: str) -> None:
    post, client = a_topic(cast, cast.owner).posts.get(), signed_in(cast.fellow)
    address = f"/posts/{post.pk}/block/" if way == "post" else f"/people/{cast.owner.slug}/block/"
    for _time in range(2):
        assert client.post(address, {"_method": "PUT"}).status_code == 303
    assert Block.objects.filter(by=cast.fellow).count() == 1


def test_nobody_blocks_themselves_nor_whom_they_can_not_see(cast: Cast) -> None:
    own, client = a_topic(cast, cast.fellow).posts.get(), signed_in(cast.fellow)
    put = {"_method": "PUT"}
    assert client.post(f"/people/{cast.fellow.slug}/block/", put).status_code == 403
    assert client.post(f"/posts/{own.pk}/block/", put).status_code == 403
    assert client.post(f"/people/{cast.colleague.slug}/block/", put).status_code == 404
    assert signed_in(cast.blocked).post(f"/people/{cast.owner.slug}/block/", put).status_code == 404
    delete = {"_method": "DELETE"}
    assert client.post(f"/people/{cast.owner.slug}/block/", delete).status_code == 404
    assert signed_in(cast.blocked).post(f"/people/{cast.owner.slug}/block/", delete).status_code == 404, "not theirs"
    assert "Block" not in Visitor(cast.fellow).open(f"/people/{cast.fellow.slug}/").words


def test_a_block_is_ended_although_its_person_left(cast: Cast) -> None:
    Block.make(cast.fellow, by=cast.elsewhere)
    cast.fellow.deactivate()
    Visitor(cast.elsewhere).open("/privacy/").press("Yes, end the block").sees("You do not block Femi Bello any more.")


def test_a_colleague_who_was_let_into_one_topic_can_block_and_be_blocked(cast: Cast) -> None:
    topic, now = a_topic(cast, cast.owner), timezone.now()
    topic.let_in(cast.colleague.email, reason="Knows it", ends_at=now + timedelta(days=9), by=cast.owner, now=now)
    post = topic.reply(html="<p>From Colm</p>", by=cast.colleague, now=now)
    Visitor(cast.fellow).open(f"/posts/{post.pk}/report/").press("Yes, block now").sees("People you block", "Colm")
    Visitor(cast.fellow).open(topic.get_absolute_url()).sees_no("From Colm")
    colleague = Visitor(cast.colleague).open(f"/posts/{topic.posts.get(number=1).pk}/report/").press("Yes, block now")
    colleague.sees("Olwen Prys").press("Yes, end the block").sees("You block nobody.")
    assert Block.objects.get(by=cast.fellow).against == cast.colleague


def test_who_asks_without_a_name_is_not_told_by_a_block(cast: Cast) -> None:
    GroupWays.choose(cast.group, may_ask_unnamed=True, by=cast.owner, now=timezone.now())
    topic = a_topic(cast, cast.fellow, sort="question", unnamed=True)
    post = topic.posts.get()
    owner = Visitor(cast.owner).open(f"/posts/{post.pk}/report/")
    owner.sees_no("block")
    assert signed_in(cast.owner).post(f"/posts/{post.pk}/block/", {"_method": "PUT"}).status_code == 403
    assert not Block.objects.filter(against=STAND_IN).exists()
    Block.make(cast.fellow, by=cast.owner)
    owner.open(topic.get_absolute_url()).sees("Captions"), "were it gone, that would say whose it is"


def test_nothing_tells_the_other(cast: Cast) -> None:
    before = Happening.objects.count(), Notice.objects.count()
    signed_in(cast.fellow).post(f"/people/{cast.elsewhere.slug}/block/", {"_method": "PUT"})
    signed_in(cast.fellow).post(f"/people/{cast.elsewhere.slug}/block/", {"_method": "DELETE"})
    assert (Happening.objects.count(), Notice.objects.count()) == before
    assert mail.outbox == []


def test_offers_outcomes_and_names_after_an_at_follow(cast: Cast) -> None:
    now = timezone.now()
    call, question = (
        a_topic(cast, cast.owner, "A call", sort="call"),
        a_topic(cast, cast.owner, "Why?", sort="question"),
    )
    third = cast.elsewhere
    cast.group.join(person=third)
    Offer.make(call, what="A room", by_day=None, by=cast.fellow, now=now)
    Outcome.say(question, worked="yes", words="In a seminar", by=cast.fellow, now=now)
    Visitor(third).open(call.get_absolute_url()).sees("A room", "Femi Bello")
    Block.make(cast.fellow, by=third)
    Visitor(third).open(call.get_absolute_url()).sees_no("A room", "Femi Bello")
    Visitor(third).open(question.get_absolute_url()).sees_no("In a seminar", "Femi Bello")
    for who, other in ((third, "Fem"), (cast.fellow, "Els")):
        found = signed_in(who).get(f"/topics/{call.pk}/people/", {"q": other}).json()
        assert found == {"people": []}
    post = call.reply(html="<p>Ask @Femi Bello about it.</p>", by=third, now=now)
    assert not post.mentions.exists()


def test_readers_of_one_draft_do_not_hear_each_other(cast: Cast) -> None:
    world, now = a_world(cast), timezone.now()
    for person in (cast.reader, cast.elsewhere):
        Reader.ask(item=world.portfolio, by=cast.owner, person=person, until=now + timedelta(days=9), now=now)
    Comment.say(item=world.section, html="<p>Which students?</p>", by=cast.elsewhere, now=now)
    page = world.section.get_absolute_url()
    assert "Which students?" in signed_in(cast.reader).get(page).text
    Block.make(cast.elsewhere, by=cast.reader)
    assert "Which students?" not in signed_in(cast.reader).get(page).text
    assert "Which students?" in signed_in(cast.owner).get(page).text


@pytest.mark.parametrize("way", ["by name", "by address"])
def test_no_request_to_read_goes_across_and_who_asks_can_not_tell(cast: Cast, run_tasks: Any, way: str) -> None:
    world = a_world(cast)
    Block.make(cast.owner, by=cast.fellow)
    run_tasks()
    mail.outbox.clear()
    who = cast.fellow.name if way == "by name" else cast.fellow.email
    until = timezone.localdate() + timedelta(days=9)
    sent = {"who": who, "until": str(until), "message": ""}
    answer = signed_in(cast.owner).post(f"/items/{world.portfolio.pk}/readers/", sent)
    assert answer.status_code == (422 if way == "by name" else 303), "by name they are not there, as on their page"
    run_tasks()
    assert not [message for message in mail.outbox if cast.fellow.email in message.to]


def test_votes_with_names_leave_theirs_out(cast: Cast) -> None:
    terms = Terms("Which?", ["This", "That"], "single", "named", group=cast.group)
    poll = Poll.open(terms, by=cast.owner, now=timezone.now())
    cast.group.join(person=cast.elsewhere)
    poll.vote([0], by=cast.fellow, now=timezone.now())
    assert "Femi Bello" in signed_in(cast.elsewhere).get(poll.get_absolute_url()).text
    Block.make(cast.elsewhere, by=cast.fellow)
    page = signed_in(cast.elsewhere).get(poll.get_absolute_url()).text
    assert "Femi Bello" not in page
    assert "1 vote" in page


def test_nobody_is_asked_into_a_group_across_a_block(cast: Cast) -> None:
    Block.make(cast.owner, by=cast.elsewhere)
    owner = Visitor(cast.owner).open(f"/groups/{cast.group.slug}/invitations/")
    owner.fill("Whom do you ask?", "Elspeth Munro").press("Ask", expecting=422)
    owner.sees("No member of that name is here.")


def test_what_is_reported_comes_before_those_who_tend_it_all_the_same(cast: Cast) -> None:
    post = a_topic(cast, cast.fellow).posts.get()
    Block.make(cast.owner, by=cast.fellow)
    Report.make(post, reason="Unkind", by=cast.blocked, now=timezone.now())
    everybody_is_told()
    owner = Visitor(cast.owner).open("/notices/").sees_no("Captions")
    owner.press("Somebody asks you to look at a post in Evaluation SIG").sees("Unkind", "Who knows?")
    owner.fill("Why", "It is unkind.").press("Withdraw the post").sees("your reason stands in its place")


def test_a_steward_is_told_across_a_block_too(cast: Cast) -> None:
    topic = Topic.start(title="For all", html="<p>x</p>", reach="members", by=cast.fellow, now=timezone.now())
    Block.make(cast.steward, by=cast.fellow)
    Report.make(topic.posts.get(), reason="Unkind", by=cast.reader, now=timezone.now())
    everybody_is_told()
    steward = Visitor(cast.steward).open("/notices/").sees_no("For all", "its group")
    steward.press("Somebody asks you to look at a post").sees("Unkind")


def test_the_list_costs_one_query(cast: Cast, django_assert_num_queries: Any) -> None:
    client = signed_in(cast.steward)
    client.get("/privacy/")
    with CaptureQueriesContext(connection) as none:
        client.get("/privacy/")
    for person in (cast.fellow, cast.elsewhere, cast.reader):
        Block.make(person, by=cast.steward)
    with django_assert_num_queries(len(none)):
        client.get("/privacy/")
