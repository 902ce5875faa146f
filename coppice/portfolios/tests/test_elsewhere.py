"""One entry and one text serve two portfolios side by side: brought over, kept in step, and nobody else's business."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from coppice.files.models import File
from coppice.kernel import richtext
from coppice.kernel.refusals import Refusal
from coppice.portfolios.documents.tests.makers import photo
from coppice.portfolios.models import Occasion, Portfolio, Section, Standing, TextOrigin
from coppice.portfolios.tests.makers import NOW, entry, person, portfolio, section, write
from coppice.portfolios.tests.test_transfers import archive_of, brought_in
from coppice.revisions.models import Revision

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path / "home"
    settings.FILES = tmp_path / "home" / "files"


@pytest.fixture
def both() -> tuple[Section, Section]:
    """A section of a CMALT portfolio with words in it, and an empty one of a fellowship claim."""
    me = person(is_member=True)
    first = section(portfolio(me, title="My CMALT"), "1a", "We tried three tools.\n\nTwo of them failed.")
    return first, section(portfolio(me, slug="psf", pathway="D2", title="My claim"), "ACC")


def fresh(one: Section) -> Section:
    found: Section = Section.objects.get(pk=one.pk)
    return found


def url(name: str, *args: Any) -> str:
    return reverse(f"portfolios:{name}", args=[getattr(one, "pk", one) for one in args])


def signed_in(who: Any) -> Client:
    client = Client()
    client.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def bring(client: Client, source: Section, into: Section, code: str = "description") -> TextOrigin:
    answer = client.post(url("beside", into, source), {"text": "description", "code": code})
    assert answer.status_code == 303
    return TextOrigin.objects.get(section=into, source=source, code=code)


def code_of(one: Section) -> str:
    return next(iter(one.text_codes))


def words(one: Section, code: str = "") -> list[str]:
    return richtext.plain(fresh(one).text(code or code_of(one))).split("\n\n")


def follow(client: Client, into: Section, row: TextOrigin, do: str = "bring") -> Any:
    address = url("text_origin", into, row)
    seen = dict(re.findall(r'name="(mine|theirs)" value="(\w+)"', client.get(address).content.decode()))
    return client.post(address, {"_method": "PUT", "do": do, **seen})


def test_what_suits_is_found_set_side_by_side_and_brought_over(both: tuple[Section, Section]) -> None:
    first, claim = both
    client, me = signed_in(first.author), first.author
    unlike = section(first.portfolio, "2a", "About something else.")
    piece = entry(me, "Ran a workshop.", codes=["psf:K4"])
    for one in both:
        one.attach(entry=piece, by=me, now=NOW)
    assert url("elsewhere", claim) in client.get(claim.get_absolute_url()).content.decode()
    listed = client.get(url("elsewhere", claim)).content.decode()
    assert "1 entry lies beside both. Evidence beside it speaks to K4." in listed
    assert listed.index(str(first.pk)) < listed.index(str(unlike.pk))
    side = client.get(url("beside", claim, first)).content.decode()
    assert "We tried three tools." in side
    assert claim.node is not None
    assert claim.node.asks[:40] in side.replace("&#x27;", "'")
    write(claim, "Said before.", code_of(claim))
    bring(client, first, claim, code_of(claim))
    assert words(claim) == ["Said before.", "We tried three tools.", "Two of them failed."]
    assert words(first, "description") == ["We tried three tools.", "Two of them failed."]
    page = client.get(claim.get_absolute_url()).content.decode()
    assert "Brought over from" in page
    assert "Unchanged since" in page
    assert "A copy is in" in client.get(first.get_absolute_url()).content.decode()
    assert "side by side with one here already" in client.get(url("beside", claim, first)).content.decode()
    with pytest.raises(Refusal):
        TextOrigin.bring_over(source=first, source_code="description", into=claim, code=code_of(claim), by=me, now=NOW)
    spare = entry(me, "Wrote a guide.", codes=["psf:A5"])
    first.attach(entry=spare, by=me, now=NOW)
    abreast = client.get("/portfolios/side-by-side/").content.decode()
    assert url("section", claim) in abreast
    assert "not yet; speaks to A5" in abreast
    shown = client.get(piece.get_absolute_url()).content.decode()
    assert "My CMALT" in shown
    assert "My claim" in shown


def test_a_change_is_seen_in_words_and_brought_over_in_both_directions(both: tuple[Section, Section]) -> None:
    first, claim = both
    client = signed_in(first.author)
    row = bring(client, first, claim, code_of(claim))
    write(fresh(claim), "We tried three tools.\n\nTwo of them failed, which taught us much.", code_of(claim))
    write(fresh(first), "We tried four tools.\n\nTwo of them failed badly.")
    assert "It was changed since" in client.get(claim.get_absolute_url()).content.decode()
    page = client.get(url("text_origin", claim, row)).content.decode()
    assert re.search(r"<del[^>]*>(<span[^>]*>[^<]*</span>)?three", page)
    assert "One passage that changed there is worded differently here." in page
    before = Revision.objects.of(claim).count()
    assert follow(client, claim, row).status_code == 303
    assert words(claim) == ["We tried four tools.", "Two of them failed, which taught us much."]
    assert Revision.objects.of(claim).count() > before
    assert "Nothing changed there" in client.get(url("text_origin", claim, row)).content.decode()
    write(
        fresh(claim), "We tried four tools.\n\nTwo of them failed, which taught us much.\n\nOne stayed.", code_of(claim)
    )
    assert "What changed in the copy" in client.get(url("text_origin", first, row)).content.decode()
    follow(client, first, row)
    assert words(first, "description") == ["We tried four tools.", "Two of them failed badly.", "One stayed."]


def test_nothing_is_overwritten_and_a_change_can_be_left(both: tuple[Section, Section]) -> None:
    first, claim = both
    client = signed_in(first.author)
    row = bring(client, first, claim, code_of(claim))
    write(fresh(first), "We tried nine tools.")
    seen = {"mine": richtext.fingerprint(fresh(claim).text(code_of(claim))), "theirs": "of another moment"}
    answer = client.post(url("text_origin", claim, row), {"_method": "PUT", "do": "bring", **seen}, follow=True)
    assert "changed while you looked" in answer.content.decode()
    assert words(claim)[0] == "We tried three tools."
    follow(client, claim, row, do="leave")
    assert words(claim)[0] == "We tried three tools."
    assert "Unchanged since" in client.get(claim.get_absolute_url()).content.decode()
    first.remove(by=first.author, now=NOW + timedelta(days=1))
    assert "which is not here any more" in client.get(url("text_origin", claim, row)).content.decode()
    assert client.post(url("text_origin", claim, row), {"_method": "DELETE"}).status_code == 303
    assert not TextOrigin.objects.exists()


def test_readers_of_one_learn_nothing_of_the_other(both: tuple[Section, Section]) -> None:
    first, claim = both
    me, reader = first.author, person("Ruth Adeyemi", is_member=True)
    picture = File.keep(item=first, upload=io.BytesIO(photo(1, 40, 30)), name="table.jpg", by=me, alt="A table")
    html = first.text("description") + f'<p><img src="/files/{picture.pk}/" alt="A table"></p>'
    first.write(code="description", html=html, bases=[richtext.fingerprint(first.text("description"))], by=me, now=NOW)
    shared = entry(me, "Ran a workshop.")
    for one in both:
        one.attach(entry=shared, by=me, now=NOW)
    row = bring(signed_in(me), first, claim, code_of(claim))
    claim.portfolio.grant(person=reader, reason="asked to read", by=me, now=NOW)
    client = signed_in(reader)
    pages = [claim.portfolio, claim, shared]
    for page in (client.get(each.get_absolute_url()).content.decode() for each in pages):
        assert not any(mark in page for mark in ("My CMALT", str(first.pk), str(first.whole_id), "Brought over"))
        assert str(row.pk) not in page
    assert client.get(first.get_absolute_url()).status_code == 404
    for address in (url("elsewhere", claim), url("beside", claim, first), url("text_origin", claim, row)):
        assert client.get(address).status_code == 403
    copied = File.objects.of(claim).get()
    assert f"/files/{copied.pk}/" in client.get(claim.get_absolute_url()).content.decode()
    assert list(File.objects.visible_to(reader).filter(pk__in=[copied.pk, picture.pk])) == [copied]
    theirs = section(portfolio(reader, title="Ruth's"), "1a", "Ruth's own.")
    assert signed_in(me).post(url("beside", claim, theirs), {"text": "description"}).status_code == 404


def test_what_only_its_author_knows_leaves_with_an_archive_and_comes_back(
    both: tuple[Section, Section], tmp_path: Path
) -> None:
    first, me = both[0], both[0].author
    stand = section(portfolio(me, slug="felt", pathway="person"), "AW1")
    TextOrigin.bring_over(source=first, source_code="description", into=stand, code="now", by=me, now=NOW)
    Occasion.say(stand.portfolio, {stand.pk: "looking"}, by=me, now=NOW)
    Occasion.begin_again(stand.portfolio, by=me, now=NOW)
    before = archive_of(Portfolio.objects.get(pk=stand.whole_id), tmp_path / "one.zip")
    again = brought_in(tmp_path / "one.zip", "one.zip", me).portfolio
    assert again is not None
    assert archive_of(again, tmp_path / "two.zip") == before
    row = TextOrigin.objects.get(section__whole=again)
    assert row.source == first
    assert not row.ends(row.section)[1].is_changed
    assert Standing.objects.get(occasion__portfolio=again).section == row.section
    stranger = brought_in(tmp_path / "one.zip", "one.zip", person("Someone Else")).portfolio
    assert stranger is not None
    told = TextOrigin.objects.get(section__whole=stranger)
    assert told.source is None
    page = signed_in(stranger.author).get(told.section.get_absolute_url()).content.decode()
    assert "Brought over from 1a" in page
    assert str(first.pk) not in page
