"""What the chair took out: everybody reads that, and why, during the hour and in the transcript; its author is told."""

from __future__ import annotations

import pytest

from coppice.chats.models import Choice, Line, Part
from coppice.chats.tests.an_hour import planned, published, said
from coppice.chats.tests.test_chats import page, post, told
from coppice.happenings.models import Happening
from tests.cast import Cast, signed_in

pytestmark = pytest.mark.django_db
WHY = "It names a student."


def test_it_stays_said_during_the_hour_and_in_the_transcript(cast: Cast) -> None:
    chat = planned(cast)
    first = said(chat, cast.owner, "We asked students.")
    answer = said(chat, cast.fellow, "Jo failed twice.", minutes=6)
    reply = said(chat, cast.fellow, "Jo said so.", parent=first, minutes=7)
    said(chat, cast.fellow, "Never mind.", parent=first, minutes=8).withdraw(now=chat.ends_at)
    for one in (answer, reply):
        assert post(cast.owner, one.get_absolute_url(), 9, why=WHY).status_code == 303
    during = page(cast.fellow, chat, 10)
    assert during.count(f"Taken out by whoever was in the chair: {WHY}") == 2, "a reply too, also after a reload"
    assert "Taken back" not in during, "what nobody hangs on is no gap worth showing"
    Part.choose(chat, Choice.NAMED, by=cast.owner)
    assert post(cast.owner, f"/chats/{chat.pk}/draft/", 60 * 50).status_code == 303
    text = page(cast.fellow, chat, 60 * 51)
    assert text.count("Taken out by Olwen Prys, ") == 2
    assert text.count(WHY) == 2
    assert text.count("Taken back by whoever said it.") == 1
    markdown = signed_in(cast.fellow).get(f"/chats/{chat.pk}/transcript.md").content.decode()
    assert f"> *(taken out by Olwen Prys on 3 December 2026: {WHY})*" in markdown
    for words in ("Jo failed", "Jo said", "Femi Bello"):
        assert words not in text.split("<main")[1]
    assert not Line.objects.filter(person=cast.fellow).exists()


def test_its_author_is_told_when_it_is_taken_out_of_the_transcript(cast: Cast) -> None:
    chat = published(cast, owner=Choice.NAMED, fellow=Choice.NAMED)
    line = Line.objects.get(kind="reply")
    url = f"/chats/{chat.pk}/transcript/{line.place}/"
    assert post(cast.owner, url, 60 * 51, _method="DELETE", why=WHY).status_code == 303
    assert told("chat answer taken out") == {str(cast.fellow.pk)}
    other = Line.objects.get(kind="answer")
    assert post(cast.owner, f"/chats/{chat.pk}/transcript/{other.place}/", 60 * 51, _method="DELETE", why="Mine.")
    assert Happening.objects.filter(verb="chat answer taken out").count() == 1, "nobody is told of what they did"
