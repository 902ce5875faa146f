"""A reader keeps comments to themselves until they have finished: until then nothing of it can be told by anybody else."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from coppice.discussion import personal_data
from coppice.discussion.models import Comment, Holding
from coppice.happenings.models import Happening
from coppice.kernel import richtext
from coppice.notices.models import Notice
from coppice.notices.tasks import tell_everybody
from coppice.portfolios.remarks import remarks_on
from coppice.readers.models import Reader
from coppice.revisions.models import Revision
from tests.asking import said as answered
from tests.cast import Cast, signed_in
from tests.test_non_interference import crawl
from tests.world import World, a_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(cast: Cast) -> World:
    """A portfolio that the reader and the fellow were asked to read; the fellow spoke already."""
    made, now = a_world(cast), timezone.now()
    for person in (cast.reader, cast.fellow):
        Reader.ask(item=made.portfolio, by=cast.owner, person=person, until=now + timedelta(days=9), now=now)
    made.things["open"] = Comment.say(item=made.section, html="<p>Who was it?</p>", by=cast.fellow, now=now).pk
    return made


def hold(client: Client, item: Any) -> None:
    assert client.post(f"/items/{item.pk}/holding/", {"_method": "PUT"}).status_code == 303


def release(client: Client, item: Any) -> Any:
    return client.post(f"/items/{item.pk}/holding/", {"_method": "DELETE"})


def said(world: World, by: Client, words: str = "Between us", **more: str) -> Comment:
    html = world.section.text(world.things["code"])
    sent = {"code": world.things["code"], "block": richtext.blocks(html)[0].id, "quote": "wrote this", "text": words}
    answer = by.post(f"/items/{world.section.pk}/comments/", {**({} if more else sent), "text": words, **more})
    assert answer.status_code == 303
    return Comment.objects.get(pk=answer["Location"].rpartition("note-")[2])


def around(world: World, client: Client) -> dict[str, tuple[int, bytes, str]]:
    """The pages on which a comment could show, be counted, or leave a trace."""
    section, whole = world.section.get_absolute_url(), world.portfolio.get_absolute_url()
    item = f"/items/{world.section.pk}/"
    pages = ["/", "/notices/", whole, f"{whole}feedback/", f"{whole}coverage/", f"{whole}versions/", section]
    pages += [f"{section}reading/", f"{item}comments/", f"{item}changes/", f"{item}revisions/", f"{item}readers/"]
    return {url: answered(client.get(url)) for url in pages}


def kept_back(world: World, reader: Client, place: str) -> tuple[Comment, Comment]:
    """Everything that can be done to comments, while nobody else is to know."""
    hold(reader, getattr(world, place))
    comment = said(world, reader)
    reply = said(world, reader, "And this", parent=str(world.things["open"]))
    gone = said(world, reader, "Never mind", parent=str(comment.pk))
    for pk in (reply.pk, comment.pk):
        assert reader.post(f"/comments/{pk}/", {"_method": "PUT", "text": "Put otherwise"}).status_code == 303
    assert reader.post(f"/comments/{gone.pk}/", {"_method": "DELETE"}).status_code == 303
    for verb in ("POST", "DELETE"):
        assert reader.post(f"/comments/{comment.pk}/resolution/", {"_method": verb}).status_code == 303
    return comment, reply


@pytest.mark.parametrize("place", ["portfolio", "section"])
def test_what_is_kept_back_changes_nothing_for_anybody_else(world: World, cast: Cast, place: str) -> None:
    world.portfolio.share(reach="members", by=cast.owner, now=timezone.now())
    with time_machine.travel(timezone.now() + timedelta(minutes=1), tick=False):
        clients = {who: signed_in(person) for who, person in cast.people.items() if who != "reader"}
        looked = crawl if place == "portfolio" else partial(around, world)
        for client in clients.values():
            around(world, client)
        before = {who: around(world, client) for who, client in clients.items()}
        by_crawling = {who: looked(clients[who]) for who in ("owner", "fellow")}
        happened, versions = Happening.objects.count(), Revision.objects.count()
        reader = signed_in(cast.reader)
        comment, reply = kept_back(world, reader, place)
        for who, client in clients.items():
            assert around(world, client) == before[who], who
            for pk in (comment.pk, reply.pk):
                assert client.get(f"/comments/{pk}/").status_code in {302, 404}, who
        for who, pages in by_crawling.items():
            now = looked(clients[who])
            assert now.keys() == pages.keys(), who
            assert [url for url in pages if now[url] != pages[url]] == [], who
        assert (Happening.objects.count(), Revision.objects.count()) == (happened, versions)
        answer = clients["owner"].post(f"/items/{world.section.pk}/comments/", {"parent": str(comment.pk), "text": "?"})
        assert answer.status_code == 404
    kept = list(remarks_on([world.section], cast.owner))
    assert not any("otherwise" in remark.html for remark in kept), "nor does it leave with the archive"
    page = reader.get(world.section.get_absolute_url()).text
    assert page.count("only you see this yet") >= 2


def test_one_action_shows_all_of_it_with_one_notice(world: World, cast: Cast) -> None:
    reader, owner = signed_in(cast.reader), signed_in(cast.owner)
    hold(reader, world.portfolio)
    first = said(world, reader)
    said(world, reader, "And this", parent=str(world.things["open"]))
    feedback = f"/portfolios/{world.portfolio.pk}/feedback/"
    assert "the 2 comments you made here" in reader.get(feedback).text
    owner.get(feedback)
    later = timezone.now() + timedelta(hours=2)
    with time_machine.travel(later, tick=False):
        reader = signed_in(cast.reader)
        assert release(reader, world.portfolio).status_code == 303
    with time_machine.travel(later + timedelta(seconds=9), tick=False):
        tell_everybody.func()
        page = signed_in(cast.owner).get(feedback).text
    assert "Between us" in page
    assert "And this" in page
    assert page.count("data-new") == 2, "new is what was shown since"
    told = Notice.objects.filter(happening__verb="comments shown")
    assert {notice.person for notice in told} == {cast.owner, cast.fellow}
    assert told[0].get_absolute_url() == feedback
    first.refresh_from_db()
    assert first.revision is not None, "the text is still what it was, so its version can be named"
    assert not Holding.objects.exists()


def test_afterwards_comments_are_seen_at_once(world: World, cast: Cast) -> None:
    reader = signed_in(cast.reader)
    hold(reader, world.section)
    assert release(reader, world.section).status_code == 303
    assert release(reader, world.section).status_code == 404
    assert not Happening.objects.filter(verb="comments shown").exists(), "there was nothing to tell"
    comment = said(world, reader, "At once")
    assert signed_in(cast.owner).get(f"/comments/{comment.pk}/").status_code == 303


def test_a_passage_that_changed_meanwhile_has_no_version_to_name(world: World, cast: Cast) -> None:
    reader, section, code = signed_in(cast.reader), world.section, world.things["code"]
    hold(reader, section)
    comment = said(world, reader)
    base, now = richtext.fingerprint(section.text(code)), timezone.now()
    section.write(code=code, html="<p>Another.</p>", bases=[base], by=cast.owner, now=now)
    release(reader, section)
    comment.refresh_from_db()
    assert comment.revision is None
    assert "This passage was changed" in signed_in(cast.owner).get(f"/portfolios/{section.whole_id}/feedback/").text


def test_an_author_holds_nothing_back(world: World, cast: Cast) -> None:
    owner = signed_in(cast.owner)
    assert owner.post(f"/items/{world.section.pk}/holding/", {"_method": "PUT"}).status_code == 422
    assert owner.post(f"/items/{world.section.pk}/holding/", {"_method": "DELETE"}).status_code == 404
    assert signed_in(cast.elsewhere).post(f"/items/{world.section.pk}/holding/", {"_method": "PUT"}).status_code == 404


def test_what_one_keeps_back_is_in_ones_own_export(world: World, cast: Cast) -> None:
    reader = signed_in(cast.reader)
    hold(reader, world.section)
    said(world, reader)
    [held] = personal_data.held(cast.reader)["comments"]
    assert held["kept_to_yourself"]
    assert "Between us" in held["html"]


def test_a_person_who_goes_takes_what_they_kept_back_with_them(world: World, cast: Cast) -> None:
    reader = signed_in(cast.reader)
    hold(reader, world.portfolio)
    said(world, reader)
    cast.reader.delete()
    assert not Holding.objects.exists()
    assert not Comment.objects.filter(html__contains="Between us").exists()
