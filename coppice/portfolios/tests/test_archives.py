"""A complete archive: it tells of readers without letting anybody in, and brought in twice it copies no entry."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from coppice.audience.models import AudienceChange, Grant, Link
from coppice.discussion.models import Comment
from coppice.files.models import File
from coppice.groups.models import Group
from coppice.journal.models import Entry, Origin
from coppice.portfolios.documents.tests.makers import photo
from coppice.portfolios.models import Carried, Portfolio, Recognition, Signature
from coppice.portfolios.models.transfer import Transfer
from coppice.portfolios.personal_data import held
from coppice.portfolios.tests.makers import NOW, entry, person, section, write
from coppice.portfolios.tests.test_transfers import archive_of, brought_in, full_portfolio
from coppice.readers.models import Reader

pytestmark = pytest.mark.django_db
SOON = NOW + timedelta(days=30)


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path / "home"
    settings.FILES = tmp_path / "home" / "files"


def shared_portfolio() -> Portfolio:
    """Shared with a group, a reader and a link; with a principle recognised and a reply worded again."""
    whole = full_portfolio()
    me, first = whole.author, section(whole, "1a")
    me.is_member = True
    me.save()
    circle = Group.found(name="Writing circle", slug="writing", purpose="To write", by=me)
    whole.share(reach="group", group=circle, by=me, now=NOW)
    reader = Comment.objects.filter(parent=None).get().author
    Reader.ask(item=first, person=reader, by=me, until=SOON, now=NOW)
    Reader.ask(item=whole, address="mentor@elsewhere.example", by=me, until=SOON, now=NOW)
    whole.make_link(by=me, now=NOW, ends_at=SOON)
    first.recognise(code="P1", by=reader, now=NOW)
    Comment.objects.get(author=me).reword(html="<p>By trying all three.</p>", by=me, now=NOW + timedelta(hours=1))
    Comment.objects.get(author=reader).reword(html="<p>How, please?</p>", by=reader, now=NOW + timedelta(hours=1))
    kept_back = entry(me, "What the tutors said in private.", title="In private")
    first.attach(entry=kept_back, note="For me.", shared=False, by=me, now=NOW)
    whole.describe(title=whole.title, aim=SOON.date(), by=me, now=NOW)
    section(whole, "DEC").sign(name="Morwenna Pascoe", nominee="Ruth Adeyemi", by=me, now=NOW)
    return Portfolio.objects.get(pk=whole.pk)


def content_of(path: Path) -> Any:
    return json.loads(zipfile.ZipFile(path).read("portfolio.json"))


def test_who_could_see_it_is_told_and_nobody_is_let_in(client: Client, tmp_path: Path) -> None:
    whole = shared_portfolio()
    before = archive_of(whole, tmp_path / "one.zip")
    told = content_of(tmp_path / "one.zip")
    assert [(one["part"], one["reach"], one["group"]) for one in told["audience"]] == [
        ("", "group", "Writing circle"), ("section-02", "only_me", ""),
    ]  # fmt: skip
    assert told["audience"][0]["readers"][0]["name"] == "mentor@elsewhere.example"
    assert told["audience"][1]["readers"][0] == {
        "name": "Idris Vaughan", "reason": "asked to read and comment", "since": NOW.isoformat(), "until": SOON.isoformat(),
    }  # fmt: skip
    assert told["audience"][0]["changes"][0]["words"] == "a link was made, until 2026-12-21"
    assert Link.objects.get().token.encode() not in before
    grants, links = Grant.objects.filter(through=None).count(), Link.objects.count()
    stranger = person("Someone Else", email="else@trevenna.example")
    made = brought_in(tmp_path / "one.zip", "one.zip", stranger).portfolio
    assert made is not None
    assert (made.reach, made.group, made.aim) == ("only_me", None, SOON.date())
    assert (Grant.objects.filter(through=None).count(), Link.objects.count()) == (grants, links)
    assert Recognition.objects.filter(section__whole=made).count() == 0
    assert set(made.viewers(now=NOW)) == {stranger}
    assert [set(one.viewers(now=NOW)) for one in Entry.objects.by(stranger)] == [{stranger}] * 2
    assert sorted(piece.shared for piece in section(made, "1a").evidence.all()) == [False, True]
    assert held(stranger)["portfolios"][0]["came_along"]["audience"][0]["group"] == "Writing circle"
    client.force_login(stranger)
    page = client.get(reverse("portfolios:feedback", args=[made.pk])).content.decode()
    for words in ("The group Writing circle", "mentor@elsewhere.example", "Idris Vaughan could see P1", "By trying."):
        assert words in page


def test_out_in_and_out_again_tells_the_same(tmp_path: Path) -> None:
    whole = shared_portfolio()
    before = archive_of(whole, tmp_path / "one.zip")
    made = brought_in(tmp_path / "one.zip", "one.zip", whole.author).portfolio
    assert made is not None
    assert content_of(tmp_path / "one.zip") == json.loads(
        zipfile.ZipFile(io.BytesIO(archive_of(made, tmp_path / "two.zip"))).read("portfolio.json")
    )
    assert before == (tmp_path / "two.zip").read_bytes()
    made.share(reach="members", by=made.author, now=SOON)
    archive_of(made, tmp_path / "three.zip")
    parts = [(one["part"], one["reach"]) for one in content_of(tmp_path / "three.zip")["audience"]]
    assert parts == [("", "group"), ("", "members"), ("section-02", "only_me")]


def test_earlier_wordings_leave_with_whoever_wrote_them(tmp_path: Path) -> None:
    archive_of(shared_portfolio(), tmp_path / "one.zip")
    wordings = {
        row["author"]: [one["html"] for one in row["wordings"]] for row in content_of(tmp_path / "one.zip")["remarks"]
    }
    assert wordings["Idris Vaughan"] == []
    assert "By trying." in wordings["Morwenna Pascoe"][0]


def test_one_s_own_archive_brought_in_copies_no_entry(tmp_path: Path) -> None:
    whole = shared_portfolio()
    archive_of(whole, tmp_path / "one.zip")
    files = File.objects.filter(item__entry__isnull=False).count()
    made = brought_in(tmp_path / "one.zip", "one.zip", whole.author)
    assert made.sentence == "Your portfolio is here. 2 journal entries were yours already and not copied."
    assert Entry.objects.by(whole.author).count() == 2
    assert File.objects.filter(item__entry__isnull=False).count() == files
    assert not Origin.objects.exists()


def test_an_archive_brought_in_twice_copies_no_entry_until_one_was_changed(tmp_path: Path) -> None:
    whole = shared_portfolio()
    picture = File.keep(
        item=Entry.objects.get(title="A workshop"), upload=io.BytesIO(photo(2, 64, 48)), name="x.jpg", by=whole.author
    )
    assert picture.pk
    archive_of(whole, tmp_path / "one.zip")
    other, third = (
        person("Other One", email="other@trevenna.example"),
        person("Third One", email="third@trevenna.example"),
    )
    for _ in range(2):
        brought_in(tmp_path / "one.zip", "one.zip", other)
    assert (Entry.objects.by(other).count(), Portfolio.objects.by(other).count()) == (2, 2)
    assert File.objects.filter(owner=other, item__entry__isnull=False).count() == 2
    brought_in(tmp_path / "one.zip", "one.zip", third)
    assert Entry.objects.by(third).count() == 2
    changed = Entry.objects.by(other).get(title="A workshop")
    changed.write(code="so_what", html="<p>Much.</p>", bases=[""], by=other, now=SOON)
    assert brought_in(tmp_path / "one.zip", "one.zip", other).sentence.endswith(
        "1 journal entry was yours already and not copied."
    )
    brought_in(tmp_path / "one.zip", "one.zip", other)
    assert Entry.objects.by(other).filter(title="A workshop").count() == 2
    assert Entry.objects.by(other).get(pk=changed.pk).text("so_what")
    Entry.objects.by(other).exclude(pk=changed.pk).get(title="A workshop").remove(by=other, now=SOON)
    brought_in(tmp_path / "one.zip", "one.zip", other)
    assert Entry.objects.by(other).filter(title="A workshop").count() == 2


def test_what_is_carried_is_lost_with_its_section_only(tmp_path: Path) -> None:
    whole = shared_portfolio()
    archive_of(whole, tmp_path / "one.zip")
    made = brought_in(tmp_path / "one.zip", "one.zip", whole.author).portfolio
    assert made is not None
    write(section(made, "1b"), "More words.")
    section(made, "1a").remove(by=made.author, now=SOON)
    archive_of(made, tmp_path / "two.zip")
    told = content_of(tmp_path / "two.zip")
    assert [one["part"] for one in told["audience"]] == [""]
    assert (told["recognitions"], told["remarks"]) == ([], [])
    assert Carried.objects.get(portfolio=made).recognitions
    assert AudienceChange.objects.filter(item=made.pk).count() == 0
    assert Transfer.objects.filter(portfolio=made).count() == 1


def test_a_signature_comes_along_and_is_shown_wherever_it_is_read(tmp_path: Path) -> None:
    whole = shared_portfolio()
    archive_of(whole, tmp_path / "one.zip")
    with zipfile.ZipFile(tmp_path / "one.zip") as packed:
        declaration = next(name for name in packed.namelist() if name.startswith("text/") and "dec" in name.lower())
        assert "**Morwenna Pascoe**" in packed.read(declaration).decode()
        site = "".join(packed.read(name).decode() for name in packed.namelist() if name.endswith(".html"))
    assert "This portfolio is my own work." in site
    assert "Ruth Adeyemi" not in site
    copy = brought_in(tmp_path / "one.zip", "one.zip", person("Tomos Pryce")).portfolio
    assert copy
    signed = Signature.objects.get(section=section(copy, "DEC"))
    assert (signed.name, signed.nominee, signed.signed_at) == ("Morwenna Pascoe", "Ruth Adeyemi", NOW)
    assert not signed.is_outdated()
