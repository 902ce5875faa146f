"""What is taken back or said differently leaves the feeds of those who fetch them again; chat hours stand in them, too."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from lxml import etree

from coppice.audience.models import Item, Reach
from coppice.chats.tests.an_hour import BEGINS, at, planned
from coppice.chats.tests.test_chats import post
from coppice.conversations.models import Topic
from coppice.feeds.tests.test_feeds import ATOM, fetch, key_of, titles
from tests.cast import Cast
from tests.world import an_entry, put

pytestmark = pytest.mark.django_db


def updated(response: Any) -> str:
    entry = etree.fromstring(response.content).find(f"{ATOM}entry")
    return (entry.findtext(f"{ATOM}updated") or "") if entry is not None else ""


def test_a_reader_does_not_keep_words_that_were_withdrawn(cast: Cast) -> None:
    now = timezone.now()
    started = {"title": "Captions", "html": "<p>Quokkaberry?</p>", "reach": "public", "group": cast.group}
    topic = Topic.start(**started, by=cast.owner, now=now)
    first = topic.posts.get()
    there = fetch("/feed/")
    assert "Quokkaberry?" in there.text
    first.reword(html="<p>Whortleberry?</p>", seen="", by=cast.owner, now=now + timedelta(minutes=1))
    reworded = fetch("/feed/", **{"if-none-match": there.headers["ETag"]})
    assert "Whortleberry?" in reworded.text
    assert updated(reworded) > updated(there), "or a reader program keeps what it had"
    topic.reply(html="<p>An answer.</p>", by=cast.fellow, now=now + timedelta(minutes=2))
    assert fetch("/feed/", **{"if-none-match": reworded.headers["ETag"]}).status_code == 304
    first.withdraw(by=cast.owner, now=now + timedelta(minutes=3))
    withdrawn = fetch("/feed/", **{"if-none-match": reworded.headers["ETag"]})
    assert "Whortleberry" not in withdrawn.text
    assert updated(withdrawn) > updated(reworded)


def test_a_date_alone_does_not_keep_what_is_hidden_now(cast: Cast) -> None:
    stays, entry = an_entry(cast, "Stays"), an_entry(cast, "Quokkaberry")
    for one in (stays, entry):
        put(one, "public", cast)
    later = (timezone.now() + timedelta(minutes=1)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    Item.everything.get(pk=entry.pk).share(reach="only_me", by=cast.owner, now=timezone.now())
    assert titles(fetch("/feed/", **{"if-modified-since": later})) == ["Stays happened"]


def test_chat_hours_stand_in_the_feeds_of_those_who_see_them(cast: Cast) -> None:
    with time_machine.travel(at(-60), tick=False):
        planned(cast, title="For the group")
        chat = planned(cast, title="For all", group=None, reach=Reach.MEMBERS, zone="Europe/London", now=at(-59))
    chat.write(code="opening", html="<p>Why this matters.</p>", bases=[], by=cast.owner, now=at(-50))
    fellow, elsewhere = (key_of(person) for person in (cast.fellow, cast.elsewhere))
    with time_machine.travel(at(-40), tick=False):
        assert set(titles(fetch(fellow.url))) == {"For the group", "For all"}
        assert titles(fetch(fellow.url_for(cast.group))) == ["For the group"]
        there = fetch(elsewhere.url)
        assert titles(there) == ["For all"]
        assert "Thursday 3 December 2026, 16:00 (Europe/London)" in there.text
        assert "Why this matters." in there.text
        assert "What did you try?" not in there.text, "a question that is not open yet"
        assert titles(fetch("/feed/")) == []
    moved = {"title": "For all", "minutes": "60", "pace": "10", "questions": "", "_method": "PUT"}
    later = f"{BEGINS + timedelta(days=1):%Y-%m-%dT%H:%M}"
    assert post(cast.owner, f"/chats/{chat.pk}/edit/", -30, **moved, starts_at=later).status_code == 303
    with time_machine.travel(at(-20), tick=False):
        again = fetch(elsewhere.url, **{"if-none-match": there.headers["ETag"]})
        assert "Friday 4 December 2026, 16:00" in again.text
    assert post(cast.owner, f"/chats/{chat.pk}/edit/", -10, _method="DELETE").status_code == 303
    with time_machine.travel(at(-5), tick=False):
        off = fetch(elsewhere.url, **{"if-none-match": again.headers["ETag"]})
        assert "It does not take place." in off.text
