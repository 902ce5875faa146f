"""People talk: they begin topics, answer, and find their words again whatever goes wrong."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from coppice.accounts.models import Person
from coppice.conversations.models import Post, Topic, starting
from coppice.groups.models import Group
from coppice.notices.models import Notice
from tests.cast import Cast, signed_in
from tests.planting import everybody_is_told

pytestmark = pytest.mark.django_db


def begin(person: Person, **more: Any) -> Any:
    sent = {"title": "Captions for maths", "sort": "question", "text": "Who *does* it?", "group": "evaluation"}
    return signed_in(person).post("/talk/", {**sent, "reach": "group", **more})


def a_topic(cast: Cast, **more: Any) -> Topic:
    known = {"title": "Captions for maths", "html": "<p>Who does it?</p>", "group": cast.group, "sort": "question"}
    topic: Topic = Topic.start(by=cast.owner, now=timezone.now(), **{**known, **more})
    return topic


def page_of(person: Person | None, url: str) -> str:
    answer = signed_in(person).get(url)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_a_question_is_asked_answered_and_everybody_in_the_group_is_told(cast: Cast) -> None:
    answer = begin(cast.owner, tags="captions, maths")
    assert answer.status_code == 303
    page = page_of(cast.fellow, answer.headers["Location"])
    assert "<em>does</em>" in page
    assert "Goes to the 3 members of Evaluation SIG." in page
    topic = Topic.objects.get()
    posts = f"/topics/{topic.pk}/posts/"
    assert signed_in(cast.fellow).post(posts, {"text": "I do.", "once": str(uuid4())}).status_code == 303
    everybody_is_told()
    assert "Olwen Prys asks: “Captions for maths”" in {
        one.sentence for one in Notice.objects.filter(person=cast.fellow)
    }
    [told] = Notice.objects.filter(person=cast.owner)
    assert told.sentence == "Femi Bello posted in “Captions for maths”"
    landed = signed_in(cast.owner).get(told.get_absolute_url())
    assert landed.headers["Location"].endswith("?page=1#post-2")


def test_ones_own_posts_have_ones_name_with_you_beside_it_on_a_screen_alone(cast: Cast) -> None:
    topic = a_topic(cast)
    topic.reply(html="<p>I do.</p>", by=cast.fellow, now=timezone.now())
    page = page_of(cast.fellow, topic.get_absolute_url())
    assert 'Femi Bello <span class="post-mine">(you)</span></h2>' in page
    assert "Olwen Prys</h2>" in page
    assert page.count("(you)") == 1


def test_sent_twice_it_is_said_once(cast: Cast) -> None:
    once = str(uuid4())
    for _time in "12":
        begin(cast.owner, once=once)
    topic = Topic.objects.get()
    for _time in "12":
        signed_in(cast.fellow).post(f"/topics/{topic.pk}/posts/", {"text": "I do.", "once": once})
    assert list(Post.objects.values_list("number", flat=True)) == [1, 2]


@pytest.mark.parametrize(("what", "waits_in"), [("reply", (Topic, "locked")), ("start", (starting, "one_at_a_time"))])
def test_sent_twice_at_the_same_moment_it_is_said_once(
    cast: Cast, what: str, waits_in: tuple[Any, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first is said while the second waits for its turn."""
    topic, known = a_topic(cast), {"html": "<p>I do.</p>", "by": cast.fellow, "once": uuid4(), "now": timezone.now()}
    waits, first = getattr(*waits_in), list[Any]()

    def send() -> Any:
        return topic.reply(**known) if what == "reply" else Topic.start(title="Again", group=cast.group, **known)

    def wait(*about: Any) -> Any:
        monkeypatch.undo()
        first.append(send())
        return waits(*about)

    monkeypatch.setattr(*waits_in, wait)
    assert send() == first[0]


@pytest.mark.parametrize("wrong", [{"title": ""}, {"text": "<p></p>", "text-format": "html"}, {"sort": "poll"}])
def test_whatever_is_wrong_the_words_come_back(cast: Cast, wrong: dict[str, str]) -> None:
    kept = {"text": "Words that **took** an hour."}
    answer = begin(cast.owner, **{**kept, **wrong})
    assert answer.status_code == 422
    assert ("Words that **took** an hour." in answer.content.decode()) == ("text" not in wrong)
    assert not Topic.objects.exists()


def test_in_a_locked_topic_nothing_is_added_and_the_words_come_back(cast: Cast) -> None:
    topic = a_topic(cast)
    Topic.objects.filter(pk=topic.pk).update(locked_at=timezone.now())
    answer = signed_in(cast.fellow).post(f"/topics/{topic.pk}/posts/", {"text": "Too late?"})
    assert answer.status_code == 409
    assert "Too late?" in answer.content.decode()
    assert Post.objects.count() == 1


def test_pages_are_by_number_and_a_short_topic_can_be_read_whole(cast: Cast) -> None:
    topic = a_topic(cast)
    for number in range(44):
        topic.reply(html=f"<p>Answer {number}</p>", by=cast.fellow, now=timezone.now())
    second = page_of(cast.owner, f"{topic.get_absolute_url()}?page=2")
    assert 'id="post-21"' in second
    assert 'id="post-20"' not in second
    assert 'id="post-41"' not in second
    whole = page_of(cast.owner, f"{topic.get_absolute_url()}?whole")
    assert whole.count('<article class="post"') == 45
    assert 'id="post-45"' in page_of(cast.owner, f"{topic.get_absolute_url()}?page=900")


def test_posts_of_whom_one_blocks_are_not_there(cast: Cast) -> None:
    topic = a_topic(cast)
    Topic.objects.get(pk=topic.pk).reply(html="<p>Quokkaberry</p>", by=cast.fellow, now=timezone.now())
    blocked = cast.blocked
    theirs = Topic.start(title="Mine", html="<p>x</p>", group=cast.group, by=cast.fellow, now=timezone.now())
    theirs.reply(html="<p>From Bram</p>", by=blocked, now=timezone.now())
    assert "From Bram" in page_of(cast.fellow, theirs.get_absolute_url())
    assert "From Bram" not in page_of(cast.owner, theirs.get_absolute_url())


def test_who_only_looks_can_not_answer(cast: Cast) -> None:
    topic = a_topic(cast, reach="public")
    page = page_of(None, topic.get_absolute_url())
    assert "Who does it?" in page
    assert 'id="answer"' not in page
    assert 'id="answer"' in page_of(cast.elsewhere, topic.get_absolute_url())
    answer = signed_in(cast.colleague).post(f"/topics/{topic.pk}/posts/", {"text": "Me too"})
    assert answer.status_code == 403
    assert Post.objects.count() == 1


def test_in_a_group_that_has_ended_what_was_said_can_be_read(cast: Cast) -> None:
    topic = a_topic(cast)
    Group.objects.filter(pk=cast.group.pk).update(stage="ended")
    page = page_of(cast.fellow, topic.get_absolute_url())
    assert "Who does it?" in page
    assert 'id="answer"' not in page
    answer = signed_in(cast.fellow).post(f"{topic.get_absolute_url()}posts/", {"text": "Too late?"})
    assert (answer.status_code, "Too late?" in answer.content.decode()) == (409, True)
    assert begin(cast.fellow).status_code == 422
    assert Post.objects.count() == 1


def test_an_unlisted_group_is_not_named_where_its_topic_is_seen_by_others(cast: Cast) -> None:
    topic = a_topic(cast, reach="members")
    Group.objects.filter(pk=cast.group.pk).update(is_listed=False, door="invitation")
    for url in ("/talk/", topic.get_absolute_url()):
        assert "Evaluation SIG" not in page_of(cast.elsewhere, url)
        assert "Evaluation SIG" in page_of(cast.fellow, url)
