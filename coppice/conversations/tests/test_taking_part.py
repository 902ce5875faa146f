"""What people do besides posting: they reword, withdraw, react, mark what helped, mention, offer; nobody is counted."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from coppice.accounts.models import Person
from coppice.conversations import ladder, mentions, wording
from coppice.conversations.models import Mention, Post, Reaction, Topic
from coppice.conversations.tasks import look_after_questions
from coppice.groups.models import Group
from coppice.kernel import richtext
from coppice.notices.models import Notice
from tests.cast import Cast, signed_in
from tests.planting import everybody_is_told
from tests.visitor import Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic(cast: Cast) -> Topic:
    known = {"title": "Captions for maths", "html": "<p>Who does it?</p>", "sort": "question", "tags": ["captions"]}
    made: Topic = Topic.start(group=cast.group, by=cast.owner, now=timezone.now(), **known)
    made.reply(html="<h2>Well</h2><p>I do.</p>", by=cast.fellow, now=timezone.now())
    return made


def told(person: Person, verb: str) -> int:
    everybody_is_told()
    return Notice.objects.filter(person=person, happening__verb=verb).count()


def test_a_post_is_reworded_and_keeps_how_it_was(cast: Cast, topic: Topic) -> None:
    post, client = topic.posts.get(number=2), signed_in(cast.fellow)
    page = client.get(f"{post.permalink}edit/").content.decode()
    seen = richtext.fingerprint(post.html)
    assert f'value="{seen}"' in page
    assert "## Well" in page
    answer = client.post(f"{post.permalink}edit/", {"_method": "PUT", "text": "## Well\n\nI did.", "seen": seen})
    assert answer.status_code == 303
    behind = client.post(f"{post.permalink}edit/", {"_method": "PUT", "text": "From another tab", "seen": seen})
    assert behind.status_code == 409
    assert "From another tab" in behind.content.decode()
    assert "I did." in behind.content.decode()
    history = signed_in(cast.owner).get(f"{post.permalink}history/").content.decode()
    assert "I do." in history
    assert "I did." in history
    assert "<h3" in Post.objects.get(pk=post.pk).html
    assert signed_in(cast.owner).get(f"{post.permalink}edit/").status_code == 403


@pytest.mark.parametrize(("wrong", "status"), [({"seen": "another"}, 409), ({"text": " "}, 422)])
def test_a_title_that_was_typed_is_there_after_a_no(
    cast: Cast, topic: Topic, wrong: dict[str, str], status: int
) -> None:
    sent = {"_method": "PUT", "text": "Who does it now?", "title": "Subtitles for maths", "tags": "subtitles", **wrong}
    answer = signed_in(cast.owner).post(f"{topic.posts.get(number=1).permalink}edit/", sent)
    page = answer.content.decode()
    assert (answer.status_code, 'value="Subtitles for maths"' in page, 'value="subtitles"' in page) == (
        status, True, True,
    )  # fmt: skip


def test_a_withdrawn_post_leaves_a_gap_and_nothing_else(cast: Cast, topic: Topic) -> None:
    post = topic.posts.get(number=2)
    post.reword(html="<p>Better words</p>", seen="", by=cast.fellow, now=timezone.now())
    assert signed_in(cast.fellow).post(f"{post.permalink}edit/", {"_method": "DELETE"}).status_code == 303
    page = signed_in(cast.owner).get(topic.get_absolute_url()).content.decode()
    assert "Withdrawn by its author." in page
    assert 'id="post-2"' in page
    assert "I do." not in signed_in(cast.owner).get(f"{post.permalink}history/").content.decode()


@pytest.mark.parametrize("how", ["locked", "ended"])
def test_ones_own_words_can_be_taken_back_where_nothing_is_added_any_more(cast: Cast, topic: Topic, how: str) -> None:
    if how == "locked":
        Topic.objects.filter(pk=topic.pk).update(locked_at=timezone.now())
    else:
        Group.objects.filter(pk=cast.group.pk).update(stage="ended")
    femi, url = Visitor(cast.fellow), topic.get_absolute_url()
    page = femi.open(url).part("main").text_content()
    assert "Me too" not in page
    assert "Reword" not in page
    edit = f"{topic.posts.get(number=2).permalink}edit/"
    late = signed_in(cast.fellow).post(edit, {"_method": "PUT", "text": "Said too late"})
    assert (late.status_code, "Said too late" in late.content.decode()) == (409, True)
    femi.follow("Withdraw").sees("Nothing can be added here any more.").press("Yes, withdraw it")
    femi.sees("Withdrawn by its author.").sees_no("I do.")
    assert signed_in(cast.owner).post(edit, {"_method": "DELETE"}).status_code == 403


def test_what_helped_answers_the_question_and_whoever_wrote_it_hears(cast: Cast, topic: Topic) -> None:
    url = f"{topic.posts.get(number=2).permalink}helpful/"
    assert signed_in(cast.fellow).post(url, {"_method": "PUT"}).status_code == 403
    assert signed_in(cast.owner).post(url, {"_method": "PUT"}).status_code == 303
    assert Topic.objects.get().status == "answered"
    assert told(cast.fellow, "found helpful") == 1
    with time_machine.travel(timezone.now() + timedelta(days=14, minutes=1)):
        for _time in "12":
            look_after_questions.func()
        assert told(cast.owner, "did it work") == 1
    where = {"worked": "partly", "discipline": "Mathematics", "size": "40 students", "platform": "Moodle"}
    assert signed_in(cast.fellow).post(f"{topic.get_absolute_url()}outcomes/", where).status_code == 303
    page = signed_in(cast.owner).get(topic.get_absolute_url()).content.decode()
    assert "Mathematics · 40 students · Moodle" in page
    assert signed_in(cast.owner).post(url, {"_method": "DELETE"}).status_code == 303
    assert Topic.objects.get().status == "open"


def test_three_things_are_said_with_a_press_and_taken_back(cast: Cast, topic: Topic) -> None:
    post, client = topic.posts.get(number=2), signed_in(cast.owner)
    for _time in "12":
        assert client.post(f"{post.permalink}reactions/", {"meaning": "thanks"}).status_code == 303
    assert Post.objects.get(pk=post.pk).thanks == 1
    assert "take it back" in client.get(topic.get_absolute_url()).content.decode()
    assert "Thanks 1" in signed_in(cast.fellow).get(topic.get_absolute_url()).content.decode()
    for _time in "12":
        assert client.post(f"{post.permalink}reactions/", {"back": "thanks"}).status_code == 303
    assert Post.objects.get(pk=post.pk).thanks == 0
    assert client.post(f"{post.permalink}reactions/", {"meaning": "like"}).status_code == 422
    assert not Reaction.objects.exists()


def test_who_may_not_see_it_is_told_nothing_and_the_writer_is_warned_in_the_same_words(
    cast: Cast, topic: Topic
) -> None:
    words = "@Femi Bello and @elspeth-munro and @Nobody Atall, please"
    answer = signed_in(cast.owner).post(f"{topic.get_absolute_url()}posts/", {"text": words}, follow=True)
    page = answer.content.decode()
    assert "Nobody by the name “elspeth-munro" in page
    assert "Nobody by the name “Nobody Atall" in page
    assert [one.person for one in Mention.objects.select_related("person")] == [cast.fellow]
    assert told(cast.fellow, "mentioned") == 1
    assert Notice.objects.filter(person=cast.fellow, happening__verb="posted").count() == 0
    assert not Notice.objects.filter(person=cast.elsewhere).exists()
    people = f"{topic.get_absolute_url()}people/"
    assert signed_in(cast.owner).get(people, {"q": "fem"}).json() == {"people": ["Femi Bello"]}
    assert signed_in(cast.owner).get(people, {"q": "els"}).json() == {"people": []}


@given(st.text(alphabet="@ab ’-.\n", max_size=40))
def test_any_text_has_names_or_none(words: str) -> None:
    assert all(name and "@" not in name for names in mentions.named(words) for name in names)


@given(st.lists(st.sampled_from(["h2", "h3", "p"]), max_size=5))
def test_headings_go_down_and_up_again(tags: list[str]) -> None:
    html = "".join(f'<{tag} data-block="a">x</{tag}>' for tag in tags)
    assert wording.raised(wording.lowered(html)) == html


def test_like_topics_are_shown_while_a_title_is_typed(cast: Cast, topic: Topic) -> None:
    page = signed_in(cast.fellow).get("/talk/related/", {"title": "Doing captions well"}).content.decode()
    assert topic.get_absolute_url() in page
    assert (
        topic.get_absolute_url()
        not in signed_in(cast.elsewhere).get("/talk/related/", {"title": "captions"}).content.decode()
    )
    assert signed_in(cast.fellow).get("/talk/related/", {"title": "of the"}).content.strip() == b""


def test_a_quotation_begins_an_answer(cast: Cast, topic: Topic) -> None:
    page = signed_in(cast.owner).get(f"{topic.get_absolute_url()}?quote=2").content.decode()
    assert "&gt; I do." in page
    assert f"{topic.posts.get(number=2).permalink})" in page
    assert page.count("I do.") > signed_in(cast.owner).get(
        f"{topic.get_absolute_url()}?quote=7"
    ).content.decode().count("I do.")


def test_a_call_gathers_what_is_offered(cast: Cast) -> None:
    known = {"sort": "call", "due_on": timezone.localdate() + timedelta(days=20)}
    call = Topic.start(
        title="Case studies", html="<p>Who?</p>", group=cast.group, by=cast.owner, now=timezone.now(), **known
    )
    url = f"{call.get_absolute_url()}offers/"
    client = signed_in(cast.fellow)
    for what in ("One on feedback", "Two on feedback"):
        assert client.post(url, {"what": what, "by_day": str(known["due_on"])}).status_code == 303
    page = signed_in(cast.owner).get(call.get_absolute_url()).content.decode()
    assert "Two on feedback" in page
    assert "One on feedback" not in page
    assert told(cast.owner, "offered") == 1
    assert client.post(url, {"_method": "DELETE"}).status_code == 303
    assert not call.offers.exists()


def test_no_question_stays_alone(cast: Cast, topic: Topic, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ladder, "_experts", [lambda _topic: [cast.fellow, cast.elsewhere]])
    known = {"title": "Alone", "html": "<p>?</p>", "group": cast.group, "sort": "question"}
    alone = Topic.start(by=cast.owner, now=timezone.now(), **known)
    for days, person, verb in ((1, cast.fellow, "you may know"), (3, cast.owner, "still unanswered")):
        with time_machine.travel(timezone.now() + timedelta(days=days, minutes=1)):
            for _time in "12":
                look_after_questions.func()
            assert told(person, verb) == 1
    assert not Notice.objects.filter(person=cast.elsewhere).exists()
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1)):
        look_after_questions.func()
    assert Topic.objects.get(pk=alone.pk).flagged_at
    assert Topic.objects.get(pk=topic.pk).asked_some_at is None
