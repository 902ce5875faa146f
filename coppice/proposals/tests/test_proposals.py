"""From the community with one action: facts, one's own words, and others only with their consent."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coppice.accounts.models import Person
from coppice.audience.models import Block
from coppice.chats.models import Chat
from coppice.conversations.models import Post, Topic
from coppice.discussion.models import Comment
from coppice.frameworks.models import Edition
from coppice.groups.models import Membership
from coppice.journal.models import Entry, Origin, Permission
from coppice.notices.models import Notice
from coppice.portfolios.models import Section
from coppice.proposals import finding, personal_data
from coppice.proposals.facts import own_words
from coppice.proposals.models import Ask, NotThis
from coppice.readers.models import Reader
from coppice.rounds.models import Round
from tests.cast import Cast, signed_in
from tests.planting import a_section, everybody_is_told

pytestmark = pytest.mark.django_db
PAGE = "/journal/community/"
QUESTION = "<p>How do you caption maths?</p>"
ANSWER = "<blockquote><p>How do you caption maths?</p></blockquote><p>We say it aloud, as @Olwen Prys does.</p>"


def answered(cast: Cast, html: str = ANSWER) -> Post:
    """The owner asks in the group, the fellow answers, and it helps."""
    now = timezone.now()
    topic = Topic.start(title="Captions", html=QUESTION, group=cast.group, sort="question", by=cast.owner, now=now)
    post = topic.reply(html=html, by=cast.fellow, now=now)
    post.find_helpful(True, by=cast.owner, now=now)
    return post


def url(source: str, pk: Any) -> str:
    return reverse("proposals:proposal", args=[source, pk])


def page_of(person: Person) -> str:
    return signed_in(person).get(PAGE).content.decode()


def keys(person: Person) -> set[str]:
    return {fact.source for fact in finding.proposals(person, now=timezone.now())}


def test_an_answer_that_helped_becomes_a_draft_with_the_facts_and_ones_own_words(cast: Cast) -> None:
    post = answered(cast)
    assert "marked my answer as helpful" in page_of(cast.fellow)
    assert "<li>Answered a question" in page_of(cast.fellow), "for the journal’s margin"
    assert PAGE in signed_in(cast.fellow).get("/journal/").content.decode()
    client = signed_in(cast.fellow)
    answer = client.post(url("helpful", post.pk))
    entry = Entry.objects.get(keeper=cast.fellow)
    assert answer["Location"] == entry.writing_url
    happened = entry.text("happened")
    assert "in the group “Evaluation SIG”" in happened
    assert "We say it aloud, as a colleague does." in happened
    assert "How do you caption maths" not in happened, "the words of others are not in"
    assert cast.owner.name not in happened + entry.with_whom
    assert entry.is_draft
    assert entry.reach == "only_me"
    assert entry.addresses.get().url.endswith(post.permalink)
    assert "marked my answer" not in page_of(cast.fellow)
    post.withdraw(by=cast.fellow, now=timezone.now(), why="")
    entry.refresh_from_db()
    assert "We say it aloud" in entry.text("happened"), "a frozen copy, whatever becomes of the post"


def test_twice_is_once_and_undone_it_is_proposed_again(cast: Cast) -> None:
    post, client = answered(cast), signed_in(cast.fellow)
    for _ in range(2):
        assert client.post(url("helpful", post.pk)).status_code == 303
    entry = Entry.objects.get(keeper=cast.fellow)
    assert Origin.objects.get().key == f"helpful:{post.pk}"
    assert "Undo" in page_of(cast.fellow)
    back = client.post(reverse("removal", args=[entry.pk]), {"next": PAGE})
    assert back["Location"] == PAGE
    assert "marked my answer" in page_of(cast.fellow)
    client.post(url("helpful", post.pk))
    assert Entry.objects.get(keeper=cast.fellow).pk == entry.pk


def test_not_this_is_for_good_and_nobody_else_sees_any_of_it(cast: Cast) -> None:
    post = answered(cast)
    for person in (cast.owner, cast.steward, cast.administrator, cast.colleague):
        client = signed_in(person)
        assert client.post(url("helpful", post.pk)).status_code == 404
        assert client.post(url("helpful", post.pk), {"_method": "DELETE"}).status_code == 404
        assert "marked my answer" not in page_of(person)
    assert Client().get(PAGE).status_code == 302
    assert signed_in(cast.fellow).post(url("helpful", post.pk), {"_method": "DELETE"}).status_code == 303
    assert "marked my answer" not in page_of(cast.fellow)
    assert personal_data.held(cast.fellow)["put_aside"] == [f"helpful:{post.pk}"]
    personal_data.erase(cast.fellow, leave_words=False, now=timezone.now())
    assert not NotThis.objects.exists()


def asked(cast: Cast) -> Ask:
    signed_in(cast.fellow).post(url("helpful", answered(cast).pk), {"quoting": "1"})
    return Ask.objects.get()


def test_others_are_quoted_only_once_they_said_yes(cast: Cast) -> None:
    ask = asked(cast)
    permission = Permission.objects.get(entry=ask.entry)
    assert (permission.state, permission.who) == ("asked", "whoever asked the question")
    everybody_is_told()
    notice = Notice.objects.get(person=cast.owner, happening__verb="quotation asked")
    assert notice.get_absolute_url() == ask.get_absolute_url()
    owner = signed_in(cast.owner)
    page = owner.get(ask.get_absolute_url()).content.decode()
    assert "How do you caption maths?" in page
    assert str(ask.entry_id) not in page, "nothing of the entry, which is private"
    for person in (cast.fellow, cast.elsewhere, cast.administrator):
        assert signed_in(person).get(ask.get_absolute_url()).status_code == 404
    assert owner.post(ask.get_absolute_url(), {"_method": "PUT", "answer": "yes"}).status_code == 303
    entry = Entry.objects.get(pk=ask.entry_id)
    assert "How do you caption maths?" in entry.text("happened")
    permission.refresh_from_db()
    assert permission.state == "given"
    assert Ask.objects.get().words == ""
    assert owner.post(ask.get_absolute_url(), {"_method": "PUT", "answer": "yes"}).status_code == 422
    assert owner.post(ask.get_absolute_url(), {"_method": "PUT", "answer": "no"}).status_code == 303
    permission.refresh_from_db()
    assert permission.state == "refused"
    told = Notice.objects.filter(person=cast.fellow, happening__verb="quotation answered")
    everybody_is_told()
    assert told.count() == 2


def test_a_no_leaves_nothing_and_a_question_ends_with_its_entry(cast: Cast) -> None:
    ask = asked(cast)
    before = Entry.objects.get(pk=ask.entry_id).text("happened")
    Permission.objects.all().delete()
    signed_in(cast.owner).post(ask.get_absolute_url(), {"_method": "PUT", "answer": "no"})
    assert Entry.objects.get(pk=ask.entry_id).text("happened") == before
    assert Ask.objects.get().words == ""
    assert Permission.objects.get().state == "refused", "also if the row was taken off meanwhile"
    block = Block.objects.create(by=cast.fellow, against=cast.owner)
    assert signed_in(cast.owner).get(ask.get_absolute_url()).status_code == 404
    block.delete()
    ask.entry.remove(by=cast.fellow, now=timezone.now())
    assert signed_in(cast.owner).get(ask.get_absolute_url()).status_code == 404


def test_who_asked_without_a_name_is_neither_asked_nor_proposed_to(cast: Cast) -> None:
    now = timezone.now()
    topic = Topic.start(title="Hm", html=QUESTION, sort="question", by=cast.owner, now=now)
    Topic.everything.filter(pk=topic.pk).update(author=None or Person.who_left())
    Post.objects.filter(topic=topic, number=1).update(author=Person.who_left())
    post = topic.reply(html="<p>Like this.</p>", by=cast.fellow, now=now)
    Post.objects.filter(pk=post.pk).update(helpful_at=now)
    assert "Ask whoever asked" not in page_of(cast.fellow)
    assert "marked my answer" in page_of(cast.fellow)
    assert "started" not in keys(cast.owner)


def test_a_topic_that_others_took_up(cast: Cast) -> None:
    now = timezone.now()
    topic = Topic.start(title="What helps?", html="<p>I wonder.</p>", group=cast.group, by=cast.owner, now=now)
    assert "started" not in keys(cast.owner)
    for words in ("<p>One.</p>", "<p>Two.</p>"):
        topic.reply(html=words, by=cast.fellow, now=now)
    assert "What helps?" in page_of(cast.owner)
    assert "2 answers" in page_of(cast.owner)


def test_reading_for_somebody_and_being_recognised(cast: Cast) -> None:
    now = timezone.now()
    section: Section = a_section(cast.owner, "Mine")
    Reader.ask(item=section, by=cast.owner, person=cast.reader, until=now + timedelta(days=9), now=now)
    Comment.say(item=section, html="<p>Say how many students.</p>", by=cast.reader, now=now)
    section.recognise(code=section.portfolio.framework.principles[0].code, by=cast.reader, now=now)
    page = page_of(cast.reader)
    assert "wrote 1 comment on it" in page
    assert "Say how many students." in page
    assert "Mine" not in page
    other = section.portfolio.here()[2]
    Reader.ask(item=other, by=cast.owner, person=cast.reader, until=now + timedelta(days=9), now=now)
    Comment.say(item=other, html="<p>And here?</p>", by=cast.reader, now=now)
    assert page_of(cast.reader).count("wrote 2 comments on it") == 1, "one portfolio is one piece of work"
    assert "1 reader of my section" in page_of(cast.owner)
    signed_in(cast.reader).post(url("reading", section.whole_id))
    for one in Reader.objects.select_related("grant"):
        one.grant.end(by=cast.owner, now=timezone.now())
    assert "Say how many students." in Entry.objects.get(keeper=cast.reader).text("happened")
    NotThis.objects.all().delete()
    Origin.objects.all().delete()
    assert "reading" not in keys(cast.reader), "what one can’t see any more is not spoken of"


def test_leading(cast: Cast) -> None:
    now = timezone.now()
    Round.objects.create(
        group=cast.group, edition=Edition.objects.get(slug="felt"), opened_by=cast.owner, opened_at=now, closed_at=now,
        agreed="We ask students.", agreed_by=cast.owner, agreed_at=now,
    )  # fmt: skip
    assert keys(cast.owner) == {"round"}
    Membership.objects.filter(person=cast.owner).update(joined_at=now - timedelta(days=100))
    assert keys(cast.owner) == {"round", "group"}
    assert "3 members" in page_of(cast.owner)
    assert "We ask students." in page_of(cast.owner)


def test_a_chat_that_one_hosted(cast: Cast) -> None:
    now = timezone.now()
    start = {"title": "Captions in an hour", "questions": ["What did you try?"], "by": cast.owner, "group": cast.group}
    chat = Chat.plan(**start, reach="group", starts_at=now + timedelta(hours=1), now=now)
    assert "hosted" not in keys(cast.owner)
    Chat.objects.update(starts_at=now - timedelta(hours=2), ends_at=now - timedelta(hours=1))
    chat.answer(question=chat.questions.get(), html="<p>We asked students.</p>", by=cast.fellow, now=now)
    assert "I prepared it and asked 1 question." in page_of(cast.owner)
    assert "hosted" not in keys(cast.fellow)


def test_the_page_takes_as_many_queries_for_much_as_for_little(cast: Cast, django_assert_max_num_queries: Any) -> None:
    for _ in range(3):
        answered(cast)
    client = signed_in(cast.fellow)
    client.get(PAGE)
    with django_assert_max_num_queries(22):
        client.get(PAGE)


def test_own_words_have_no_quotation_and_no_names() -> None:
    assert (
        own_words(f"<p>Ask @Ana María Prys about it.</p>{QUESTION}")
        == "Ask a colleague about it.\n\nHow do you caption maths?"
    )
    assert (
        own_words("<blockquote><p>Theirs.</p></blockquote><ul><li>Mine to a@b.example</li></ul>")
        == "Mine to a@b.example"
    )
