"""Nothing in a transcript tells who stands behind a pseudonym: neither a block nor words that were taken out."""

from __future__ import annotations

import pytest

from coppice.audience.models import Block
from coppice.chats.models import Choice, Line, Part
from coppice.chats.tests.an_hour import published
from coppice.chats.tests.test_chats import page, post
from tests.cast import Cast, signed_in

pytestmark = pytest.mark.django_db


def test_a_block_does_not_tell_who_it_was(cast: Cast) -> None:
    chat = published(cast, owner=Choice.NAMED, fellow=Choice.PSEUDONYM)
    cast.group.join(person=cast.elsewhere)
    before = page(cast.elsewhere, chat, 60 * 51)
    Block.objects.create(by=cast.fellow, against=cast.elsewhere)
    name = Part.objects.get(person=cast.fellow).pseudonym
    assert f"<strong>{name}</strong>" in before
    assert f"<strong>{name}</strong>" in page(cast.elsewhere, chat, 60 * 51), "or the gap would say who it was"
    markdown = signed_in(cast.elsewhere).get(f"/chats/{chat.pk}/transcript.md").content.decode()
    assert f"**{name}**" in markdown


def test_a_block_still_hides_what_is_said_with_a_name(cast: Cast) -> None:
    chat = published(cast, owner=Choice.NAMED, fellow=Choice.NAMED)
    cast.group.join(person=cast.elsewhere)
    Block.objects.create(by=cast.fellow, against=cast.elsewhere)
    assert "How many?" not in page(cast.elsewhere, chat, 60 * 51)
    assert "We <strong>asked</strong> students." in page(cast.elsewhere, chat, 60 * 51)


def test_taking_out_ones_own_words_does_not_put_the_name_there(cast: Cast) -> None:
    chat = published(cast, owner=Choice.NAMED, fellow=Choice.PSEUDONYM)
    line = Line.objects.get(kind="reply")
    url = f"/chats/{chat.pk}/transcript/{line.place}/"
    assert "with the day and without your name" in signed_in(cast.fellow).get(url).content.decode()
    assert post(cast.fellow, url, 60 * 51, _method="DELETE", why="It named a student.").status_code == 303
    text = page(cast.owner, chat, 60 * 52)
    assert "It named a student." in text
    assert "How many?" not in text
    markdown = signed_in(cast.owner).get(f"/chats/{chat.pk}/transcript.md").content.decode()
    assert "It named a student." in markdown
    for said in (text.split("<main")[1], markdown):
        assert "Femi Bello" not in said
        assert "Somebody who left" not in said
