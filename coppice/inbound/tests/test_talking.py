"""Talk by mail: an answer, a topic, and who may."""

from __future__ import annotations

import re
from datetime import timedelta
from textwrap import indent
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from coppice.accounts.models import Person
from coppice.conversations.models import GroupWays, Topic
from coppice.files.models import File
from coppice.inbound.addresses import of_group
from coppice.inbound.models import Arrival, ReplyAddress, State
from coppice.inbound.talking import reply_address
from coppice.inbound.tests.letters import DOMAIN, a_letter, a_photo, arrive, with_files
from coppice.notices import replies
from coppice.notices.tasks import tell_everybody
from coppice.notices.tests.makers import MONDAY, at, mail_goes_out
from tests.cast import Cast, signed_in
from tests.world import an_entry, told_of

pytestmark = pytest.mark.django_db
PROOF = "mx.example.org; dkim=pass header.d=trevenna.example; dmarc=pass header.from=trevenna.example"
ANSWER = "We check them aloud.\n\nOn Tue, 3 Nov 2026 at 10:12, Olwen <n@mail.example.org> wrote:\n> How do you check captions?\n"


@pytest.fixture(autouse=True)
def is_on(settings: Any) -> None:
    settings.INBOUND_DOMAIN, settings.INBOUND_AUTHSERV = DOMAIN, "mx.example.org"


@pytest.fixture
def topic(cast: Cast) -> Topic:
    return Topic.start(
        title="Captions", html="<p>How do you check captions?</p>", group=cast.group, by=cast.owner, now=timezone.now()
    )


def address_of(person: Person, topic: Topic) -> str:
    return str(ReplyAddress.of(person, topic, now=timezone.now()))


def test_an_answer_becomes_a_post_without_what_it_answers_and_with_its_picture(
    cast: Cast, topic: Topic, run_tasks: Any
) -> None:
    to = address_of(cast.fellow, topic)
    assert to == address_of(cast.fellow, topic)
    arrive(with_files(a_letter(cast.fellow.email, to, ANSWER), ("board.jpg", a_photo(), "image/jpeg")), to)
    run_tasks()
    post = topic.posts.get(number=2)
    assert (post.author, post.via) == (cast.fellow, "mail")
    assert "aloud" in post.html
    assert "How do you" not in post.html
    file = File.objects.get(attached__post=post)
    page = signed_in(cast.owner).get(topic.get_absolute_url()).content.decode()
    assert "by e-mail" in page
    assert f'src="{file.get_absolute_url()}"' in page
    assert signed_in(cast.elsewhere).get(file.get_absolute_url()).status_code == 404
    assert Arrival.objects.get().path == post.get_absolute_url()
    assert mail.outbox == []


def test_who_names_somebody_who_hears_nothing_of_it_is_told_so(cast: Cast, topic: Topic, run_tasks: Any) -> None:
    to, group = address_of(cast.fellow, topic), of_group("evaluation")
    arrive(a_letter(cast.fellow.email, to, "@elspeth-munro, @olwen-prys, please"), to)
    arrive(a_letter(cast.owner.email, group, "Ask @nobody-atall", Authentication_Results=PROOF), group)
    run_tasks()
    assert topic.posts.count() == 2
    told = {letter.to[0]: str(letter.body) for letter in mail.outbox}
    assert "Nobody by the name “elspeth-munro” can see this topic" in told[cast.fellow.email]
    assert "olwen" not in told[cast.fellow.email]
    assert "Nobody by the name “nobody-atall” can see this topic" in told[cast.owner.email]
    assert {letter.subject for letter in mail.outbox} == {"Your mail is there, but not everything in it worked"}


def test_an_address_is_its_person_s_and_ends_with_what_they_may(cast: Cast, topic: Topic, run_tasks: Any) -> None:
    to = address_of(cast.fellow, topic)
    arrive(a_letter(cast.owner.email, to, ANSWER), to)
    arrive(a_letter(cast.elsewhere.email, to, ANSWER), to)
    cast.group.leave(person=cast.fellow)
    arrive(a_letter(cast.fellow.email, to, "After I left, this is lost to nobody."), to)
    run_tasks()
    assert topic.posts.count() == 1
    assert {row.state for row in Arrival.objects.all()} == {State.REFUSED}
    told = {letter.to[0]: str(letter.body) for letter in mail.outbox}
    assert told.keys() == {cast.owner.email, cast.elsewhere.email, cast.fellow.email}
    assert "lost to nobody" in told[cast.fellow.email]
    topic.delete()
    assert not ReplyAddress.objects.exists()


def test_nothing_new_and_a_locked_topic_are_refused_and_the_words_come_back(
    cast: Cast, topic: Topic, run_tasks: Any
) -> None:
    to = address_of(cast.fellow, topic)
    arrive(a_letter(cast.fellow.email, to, ANSWER.partition("\n\n")[2]), to)
    topic.lock(reason="Settled.", by=cast.owner, now=timezone.now())
    arrive(a_letter(cast.fellow.email, to, ANSWER), to)
    run_tasks()
    assert topic.posts.count() == 1
    first, second = sorted(Arrival.objects.all(), key=lambda row: row.arrived_at)
    assert "nothing new" in first.said
    assert "locked" in second.said
    assert "We check them aloud." in str(mail.outbox[-1].body)


def test_a_topic_begins_by_mail_in_a_group_of_one_s_own(cast: Cast, run_tasks: Any) -> None:
    to = of_group("evaluation")
    letter = a_letter(
        cast.fellow.email, to, "Who has tried it?", Subject="Re: Peer review", Authentication_Results=PROOF
    )
    arrive(letter, to)
    arrive(a_letter(cast.elsewhere.email, to, "Me too?", Authentication_Results=PROOF), to)
    arrive(
        a_letter(cast.elsewhere.email, of_group("nothing"), "Me?", Authentication_Results=PROOF), of_group("nothing")
    )
    run_tasks()
    topic = Topic.objects.get()
    assert (topic.title, topic.home, topic.reach, topic.author) == ("Peer review", cast.group, "group", cast.fellow)
    said = {row.said for row in Arrival.objects.filter(person=cast.elsewhere)}
    assert said == {"You are in no group with this address, so no topic was begun."}
    page = signed_in(cast.fellow).get("/groups/evaluation/").content.decode()
    assert f"mailto:{to}" in page
    assert f"mailto:{to}" not in signed_in(cast.elsewhere).get("/groups/evaluation/").content.decode()


def test_without_proof_a_topic_waits_for_its_sender_s_word(cast: Cast, run_tasks: Any) -> None:
    to = of_group("evaluation")
    arrive(a_letter(cast.fellow.email, to, "Who has tried it?", Subject="Peer review"), to)
    run_tasks()
    assert not Topic.objects.exists()
    held = Arrival.objects.get()
    assert held.state == State.HELD
    client = signed_in(cast.fellow)
    page = client.get(held.get_absolute_url()).content.decode()
    assert "Who has tried it?" in page
    assert re.search("it is mine", page)
    assert signed_in(cast.owner).post(held.get_absolute_url()).status_code == 404
    assert client.post(held.get_absolute_url()).status_code == 303
    assert client.post(held.get_absolute_url()).status_code == 303
    run_tasks()
    assert Topic.objects.get().title == "Peer review"


def test_what_can_be_answered_has_an_address_for_it(cast: Cast, topic: Topic) -> None:
    notice = told_of(topic, cast.fellow)
    assert replies.address_for([notice]) == address_of(cast.fellow, topic)
    assert reply_address(notice) == reply_address(notice) == address_of(cast.fellow, topic)
    assert reply_address(told_of(an_entry(cast, "No talk"), cast.fellow)) == ""
    topic.lock(reason="Settled.", by=cast.owner, now=timezone.now())
    assert reply_address(notice) == ""
    assert reply_address(told_of(topic, cast.elsewhere)) == ""


def test_who_asks_without_a_name_answers_on_the_page(cast: Cast, run_tasks: Any) -> None:
    now = timezone.now()
    GroupWays.choose(cast.group, may_ask_unnamed=True, by=cast.owner, now=now)
    topic = Topic.start(
        title="A silly question", html="<p>Is it?</p>", group=cast.group, sort="question", unnamed=True, by=cast.fellow, now=now
    )  # fmt: skip
    to = address_of(cast.fellow, topic)
    arrive(a_letter(cast.fellow.email, to, "It was me."), to)
    run_tasks()
    assert topic.posts.count() == 1
    assert "without a name" in str(mail.outbox[0].body)
    assert "It was me." in str(mail.outbox[0].body)
    assert not Arrival.objects.exists()


def test_a_letter_about_talk_is_answered_by_answering_it(cast: Cast, run_tasks: Any) -> None:
    with at(MONDAY):
        asked = Topic.start(
            title="Captions", html="<p>How?</p>", group=cast.group, sort="question", by=cast.owner, now=MONDAY
        )
        asked.reply(html="<p>Aloud.</p>", by=cast.fellow, now=MONDAY)
    with at(MONDAY + timedelta(minutes=1)):
        tell_everybody.func()
    (letter,) = [one for one in mail_goes_out(MONDAY + timedelta(minutes=40)) if one.to == [cast.owner.email]]
    (to,) = letter.reply_to
    assert to == str(ReplyAddress.objects.get(person=cast.owner, item=asked.pk))
    answer = f"Thank you!\n\nOn Mon, 30 Nov 2026 at 12:40, Coppice <c@example.org> wrote:\n{indent(letter.body, '> ')}"
    with at(MONDAY + timedelta(hours=1)):
        arrive(a_letter(cast.owner.email, to, answer, Subject=f"Re: {letter.subject}"), to)
        run_tasks()
    post = asked.posts.get(number=3)
    assert (post.author, re.sub("<[^>]*>", "", post.html)) == (cast.owner, "Thank you!")
