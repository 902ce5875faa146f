"""Chat hours from the community: what one hosted oneself, with words that one wrote oneself."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine

from coppice.chats.models import Chat, Choice, Part, hosting
from coppice.chats.personal_data import erase
from coppice.chats.tests.an_hour import at, planned, published, said
from coppice.chats.tests.test_chats import page, post
from coppice.kernel import richtext
from coppice.proposals import finding
from coppice.proposals.facts import Fact
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def proposed(who: Any, minutes: float = 60 * 24) -> dict[str, Fact]:
    with time_machine.travel(at(minutes), tick=False):
        return {fact.source: fact for fact in finding.proposals(who, now=at(minutes))}


def opened(chat: Chat, words: str, by: Any) -> None:
    base = richtext.fingerprint(chat.text("opening"))
    chat.write(code="opening", html=f"<p>{words}</p>", bases=[base], by=by, now=at(-50))


def test_the_opening_of_a_former_host_is_not_offered_as_ones_own(cast: Cast) -> None:
    kept, changed = planned(cast), planned(cast, title="Another hour")
    for chat in (kept, changed):
        opened(chat, "Olwen wonders.", cast.owner)
        hosting.offer(chat, cast.fellow, by=cast.owner, now=at(-45))
        hosting.accept(chat, by=cast.fellow, now=at(-40))
        said(chat, cast.owner, "I am here.")
    assert "I hosted a chat hour" in proposed(cast.fellow)["hosted"].told
    changed.refresh_from_db()
    opened(changed, "Femi wonders.", cast.fellow)
    with time_machine.travel(at(60 * 24), tick=False):
        own = {fact.ref: fact.own for fact in finding.proposals(cast.fellow, now=at(60 * 24))}
    assert own == {kept.pk: "", changed.pk: "Femi wonders."}


def test_who_takes_over_from_somebody_who_left_did_not_host(cast: Cast) -> None:
    chat = published(cast, owner=Choice.NAMED, fellow=Choice.NAMED)
    coming = planned(cast, title="Still to come", starts_at=at(60 * 24 * 7))
    said(coming, cast.fellow, "Soon.", minutes=60 * 24 * 7 + 1)
    for one in (chat, coming):
        Part.help(one, cast.fellow, True)
    erase(cast.owner, leave_words=True, now=at(60 * 60))
    chat.refresh_from_db()
    assert chat.author == cast.fellow
    assert "hosted" not in proposed(cast.fellow, 60 * 61)
    text = page(cast.fellow, chat, 60 * 61)
    assert "hosted by somebody who left" in text
    assert "hosted by Femi Bello" not in text
    coming.refresh_from_db()
    assert "hosted by Femi Bello" in page(cast.fellow, coming, 60 * 61), "what is still to come they do host"
    last = hosting.last_hosts(cast.group, viewer=cast.fellow, now=at(60 * 61))
    assert not last


def test_an_hour_nobody_came_to_is_not_proposed(cast: Cast) -> None:
    chat = planned(cast)
    said(chat, cast.owner, "Is anybody here?")
    assert "hosted" not in proposed(cast.owner)
    said(chat, cast.fellow, "I am.", minutes=60 * 20)
    assert "hosted" in proposed(cast.owner)


def test_a_helper_who_took_the_chair_is_offered_that(cast: Cast) -> None:
    chat = planned(cast)
    Part.help(chat, cast.fellow, True)
    assert post(cast.fellow, f"/chats/{chat.pk}/chair/", 5).status_code == 303
    assert post(cast.owner, f"/chats/{chat.pk}/chair/", 6).status_code == 303
    said(chat, cast.fellow, "Here.")
    assert "chaired" not in proposed(cast.fellow), "nobody else came"
    said(chat, cast.owner, "And I.", minutes=7)
    fact = proposed(cast.fellow)["chaired"]
    assert "I took the chair in a chat hour, “Evaluation in an hour”, beside its host." in fact.told
    assert "Olwen" not in f"{fact.told}{fact.title}{fact.with_whom}{fact.own}"
    assert set(proposed(cast.owner)) == {"hosted"}, "whoever hosts is in the chair anyway"
