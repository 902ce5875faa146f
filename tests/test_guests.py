"""By a link, without an account: one section read and commented on, and nothing else to be seen or guessed."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from coppice.discussion.models import Comment, Guest, GuestLink, Suggestion, guest
from coppice.kernel import richtext
from coppice.notices.models import Notice
from coppice.notices.tasks import tell_everybody
from coppice.portfolios.models import Section
from coppice.portfolios.remarks import remarks_on
from coppice.readers.models import Reader
from tests.asking import said as answered
from tests.cast import Cast, signed_in
from tests.world import CANARY, World, a_world, ghost

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(cast: Cast) -> World:
    """The owner's, on whose section the reader spoke already."""
    made, now = a_world(cast), timezone.now()
    Reader.ask(item=made.section, by=cast.owner, person=cast.reader, until=now + timedelta(days=9), now=now)
    Comment.say(item=made.section, html="<p>Only between us.</p>", by=cast.reader, now=now)
    return made


def invited(section: Section, cast: Cast) -> GuestLink:
    owner = signed_in(cast.owner)
    until = (timezone.localdate() + timedelta(days=9)).isoformat()
    assert owner.post(f"/items/{section.pk}/guests/", {"until": until}).status_code == 303
    link = GuestLink.objects.latest("link__made_at")
    assert link.link.get_absolute_url() in owner.get(f"/items/{section.pk}/guests/").text
    return link


def opened(link: GuestLink, client: Client | None = None) -> Client:
    client = client or Client()
    assert client.get(link.link.get_absolute_url(), follow=True).status_code == 200
    return client


def says(client: Client, section: Section, words: str = "Very clear.", name: str = "Aunt Megan", **more: str) -> Any:
    return client.post(f"/items/{section.pk}/comments/", {"text": words, "name": name, **more})


def test_whoever_opens_the_link_reads_and_comments_under_a_name(world: World, cast: Cast) -> None:
    section, code = world.section, world.things["code"]
    client = opened(invited(section, cast))
    page = client.get(section.get_absolute_url()).text
    assert f"{CANARY} wrote this." in page
    assert "Your name" in page
    block = richtext.blocks(section.text(code))[0].id
    passage = {"code": code, "block": block, "quote": "wrote this"}
    assert says(client, section, **passage, instead="wrote it all").status_code == 303
    comment = Comment.objects.get(author=None)
    assert (comment.said_by, Suggestion.objects.get(pk=comment.pk).words) == ("Aunt Megan", "wrote it all")
    mine = client.get(section.get_absolute_url()).text
    assert "You write as Aunt Megan." in mine
    assert "Very clear." in mine
    theirs = signed_in(cast.owner).get(section.get_absolute_url()).text
    assert "Aunt Megan</strong> <span>by link</span>" in theirs
    with time_machine.travel(timezone.now() + timedelta(seconds=9), tick=False):
        tell_everybody.func()
    assert (
        "Somebody with your link" in Notice.objects.get(happening__verb="suggested by link", person=cast.owner).sentence
    )
    assert any(remark.author == "Aunt Megan (by link)" for remark in remarks_on([section], cast.owner))


def test_a_guest_sees_what_they_said_and_what_the_author_answered_and_nothing_else(world: World, cast: Cast) -> None:
    section, link = world.section, invited(world.section, cast)
    client, other = opened(link), opened(link)
    says(client, section)
    says(other, section, "From somebody else.", name="Uncle Emrys")
    comment = Comment.objects.get(guest__name="Aunt Megan")
    now = timezone.now()
    Comment.say(item=section, html="<p>Thank you, Megan.</p>", by=cast.owner, now=now, parent=comment)
    Comment.say(item=section, html="<p>She is right.</p>", by=cast.reader, now=now, parent=comment)
    for path in (section.get_absolute_url(), f"/items/{section.pk}/comments/"):
        page = client.get(path).text
        assert "Thank you, Megan." in page
        for hidden in ("Only between us.", "From somebody else.", "Uncle Emrys", "She is right.", "is clear."):
            assert hidden not in page
    assert client.get(f"/comments/{comment.pk}/").status_code == 303
    for one in Comment.objects.exclude(guest__name="Aunt Megan").exclude(author=cast.owner):
        assert client.get(f"/comments/{one.pk}/").status_code == 302
        assert says(client, section, parent=str(one.pk)).status_code == 401


def test_a_guest_changes_and_takes_back_their_own_in_that_browser_only(world: World, cast: Cast) -> None:
    section, link = world.section, invited(world.section, cast)
    client, other = opened(link), opened(link)
    says(client, section)
    comment = Comment.objects.get(author=None)
    url = f"/comments/{comment.pk}/"
    assert "Very clear." in client.get(f"{url}edit/").text
    assert client.post(url, {"_method": "PUT", "text": "Quite clear."}).status_code == 303
    for verb in ("PUT", "DELETE"):
        assert other.post(url, {"_method": verb, "text": "No"}).status_code == 401
        assert signed_in(cast.owner).post(url, {"_method": verb, "text": "No"}).status_code == 403
    assert "Quite clear." in signed_in(cast.owner).get(section.get_absolute_url()).text
    assert client.post(f"{url}resolution/").status_code in {302, 401}
    assert client.post(url, {"_method": "DELETE"}).status_code == 303
    assert "clear." not in client.get(f"/items/{section.pk}/comments/").text


def test_ending_the_link_ends_everything_at_the_next_request(world: World, cast: Cast) -> None:
    section, link = world.section, invited(world.section, cast)
    client = opened(link)
    says(client, section)
    comment = Comment.objects.get(author=None)
    signed_in(cast.owner).post(f"/links/{link.pk}/", {"_method": "DELETE"})
    paths = {
        section.get_absolute_url(): f"/sections/{ghost()}/",
        f"/comments/{comment.pk}/": f"/comments/{ghost()}/",
        f"/comments/{comment.pk}/edit/": f"/comments/{ghost()}/edit/",
        f"/items/{section.pk}/comments/": f"/items/{ghost()}/comments/",
    }
    for path, nothing in paths.items():
        assert client.get(path).status_code in {302, 404}
        assert bare(client, path) == bare(client, nothing)
    answer = says(client, section, "Too late")
    assert answer.status_code == 401
    assert "Too late" in answer.text, "what was typed is given back"
    assert "Very clear." in signed_in(cast.owner).get(section.get_absolute_url()).text, "the author keeps it"


def bare(client: Client, path: str) -> tuple[int, bytes, str]:
    pk = re.search(r"[0-9a-f-]{36}", path)
    return answered(client.get(path), pk[0] if pk else "")


def test_the_link_shows_exactly_one_section(world: World, cast: Cast) -> None:
    client = opened(invited(world.section, cast))
    other = world.portfolio.here().exclude(pk=world.section.pk)[0]
    for path in (world.portfolio.get_absolute_url(), other.get_absolute_url(), world.private.get_absolute_url()):
        assert client.get(path).status_code == 404
    assert says(client, other).status_code == 401
    owner = signed_in(cast.owner)
    until = (timezone.localdate() + timedelta(days=9)).isoformat()
    assert owner.post(f"/items/{world.portfolio.pk}/guests/", {"until": until}).status_code == 422
    assert owner.post(f"/items/{world.section.pk}/guests/", {"until": "1066-10-14"}).status_code == 422


def test_a_plain_link_or_a_public_page_lets_nobody_comment(world: World, cast: Cast) -> None:
    section, now = world.section, timezone.now()
    plain = section.make_link(by=cast.owner, now=now, ends_at=now + timedelta(days=3))
    client = Client()
    assert "Your name" not in client.get(plain.get_absolute_url(), follow=True).text
    assert says(client, section).status_code == 401
    world.portfolio.share(reach="public", by=cast.owner, now=now)
    stranger = Client()
    assert "Your name" not in stranger.get(section.get_absolute_url()).text
    answer = says(stranger, section, "Let me in")
    assert answer.status_code == 401
    assert "Let me in" in answer.text


def test_once_the_section_is_public_a_guest_whose_link_ended_sees_no_comments(world: World, cast: Cast) -> None:
    section, link = world.section, invited(world.section, cast)
    client = opened(link)
    says(client, section)
    world.portfolio.share(reach="public", by=cast.owner, now=timezone.now())
    link.link.end(by=cast.owner, now=timezone.now())
    page = client.get(section.get_absolute_url())
    assert page.status_code == 200
    assert "Very clear." not in page.text
    assert client.get(f"/comments/{Comment.objects.get(author=None).pk}/").status_code == 302


def test_somebody_with_an_account_who_was_not_asked_is_a_guest_too(world: World, cast: Cast) -> None:
    client = opened(invited(world.section, cast), signed_in(cast.elsewhere))
    assert says(client, world.section, name="Elspeth").status_code == 303
    assert Comment.objects.get(author=None).said_by == "Elspeth"
    assert "Only between us." not in client.get(world.section.get_absolute_url()).text


@pytest.mark.parametrize("name", ["", "   \n"])
def test_without_a_name_what_was_typed_is_given_back(world: World, cast: Cast, name: str) -> None:
    answer = says(opened(invited(world.section, cast)), world.section, "My words", name=name)
    assert answer.status_code == 422
    assert "My words" in answer.text
    assert not Guest.objects.exists()


def test_a_refused_comment_leaves_no_guest(world: World, cast: Cast) -> None:
    client = opened(invited(world.section, cast))
    assert says(client, world.section, "  ").status_code == 422
    assert not Guest.objects.exists()
    assert says(client, world.section).status_code == 303


def test_floods_are_refused_and_what_was_typed_is_given_back(
    world: World, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guest, "MOST_IN_AN_HOUR", 2)
    monkeypatch.setattr(guest, "MOST_IN_ALL", 3)
    link = invited(world.section, cast)
    client = opened(link)
    for _ in range(2):
        assert says(client, world.section).status_code == 303
    answer = says(opened(link), world.section, "One more", name="Another")
    assert answer.status_code == 429
    assert "One more" in answer.text
    with time_machine.travel(timezone.now() + timedelta(hours=2), tick=False):
        assert says(client, world.section).status_code == 303
    with time_machine.travel(timezone.now() + timedelta(hours=4), tick=False):
        assert says(client, world.section).status_code == 429


def test_a_comment_has_exactly_one_voice(world: World, cast: Cast) -> None:
    comment = Comment.objects.filter(author=cast.reader)[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(pk=comment.pk).update(author=None)


def test_only_the_owner_makes_such_links(world: World, cast: Cast) -> None:
    until = (timezone.localdate() + timedelta(days=9)).isoformat()
    for person, status in ((cast.reader, 403), (cast.elsewhere, 404)):
        client = signed_in(person)
        assert client.get(f"/items/{world.section.pk}/guests/").status_code == status
        assert client.post(f"/items/{world.section.pk}/guests/", {"until": until}).status_code == status
