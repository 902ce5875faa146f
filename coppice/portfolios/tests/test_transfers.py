"""Portfolios on their way out and in, through the models, the tasks and the pages."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from coppice.discussion.models import Comment
from coppice.files.models import File
from coppice.happenings.models import Happening
from coppice.journal.models import Entry
from coppice.kernel import richtext
from coppice.portfolios import moving, tasks
from coppice.portfolios.documents.archive import write_archive
from coppice.portfolios.documents.tests.makers import photo
from coppice.portfolios.documents.tests.words import CANDIDATE, word_processed
from coppice.portfolios.gathering import dossier_of
from coppice.portfolios.models import Portfolio
from coppice.portfolios.models.transfer import State, Transfer
from coppice.portfolios.tests.makers import NOW, edition, entry, person, portfolio, section, write

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path / "home"
    settings.FILES = tmp_path / "home" / "files"


def full_portfolio() -> Portfolio:
    """Texts, pictures, evidence with a file, versions, claims, a comment and its answer."""
    me, reader = person(), person("Idris Vaughan", email="idris@trevenna.example")
    whole = portfolio(me, title="Quiet tools")
    first = section(whole, "1a", "We compared *three* tools.")
    picture = File.keep(item=first, upload=io.BytesIO(photo(1, 320, 240)), name="table.jpg", by=me, alt="A table")
    html = first.text("description") + f'<p><img src="/files/{picture.pk}/" alt="A table"></p>'
    write_html(first, html, "reflection")
    write(section(whole, "FP"), "To write less.", next(iter(section(whole, "FP").text_codes)))
    first.speak_to(codes=["P1", "P3"], by=me, now=NOW)
    piece = entry(me, title="A workshop", with_whom="two tutors", tools=["Moodle"], codes=["cmalt:P1"], impact="learned",
                  links=[("https://example.org/a", "Guide")])  # fmt: skip
    piece.set_permissions([("a tutor", "given", "by mail")], by=me, now=NOW)
    File.keep(item=piece, upload=io.BytesIO(b"minutes of the meeting"), name="minutes.txt", by=me)
    first.attach(entry=piece, note="Shows the need.", by=me, now=NOW)
    whole.name_version(name="Before feedback", by=me, now=NOW)
    thread = Comment.say(item=first, html="<p>How?</p>", by=reader, now=NOW)
    Comment.say(item=first, html="<p>By trying.</p>", by=me, now=NOW + timedelta(minutes=1), parent=thread)
    return Portfolio.objects.get(pk=whole.pk)


def write_html(section: Any, html: str, code: str) -> None:
    base = richtext.fingerprint(section.text(code))
    section.write(code=code, html=html, bases=[base], by=section.author, now=NOW)


def archive_of(whole: Portfolio, path: Path) -> bytes:
    write_archive(dossier_of(whole), path)
    return path.read_bytes()


def brought_in(path: Path, name: str, by: Any) -> Transfer:
    with path.open("rb") as upload:
        made = Transfer.bring_in(upload=upload, name=name, edition=edition(), pathway="cmalt", by=by, now=NOW)
    tasks.read_import.call(str(made.pk))
    made.refresh_from_db()
    assert made.state == State.READY, made.sentence
    made.confirm(proposal=made.proposal, now=NOW)
    tasks.settle_import.call(str(made.pk))
    made.refresh_from_db()
    assert made.state == State.DONE, made.sentence
    return made


def test_out_and_in_and_out_again_is_the_same_to_the_byte(client: Client, tmp_path: Path) -> None:
    whole = full_portfolio()
    before = archive_of(whole, tmp_path / "one.zip")
    made = brought_in(tmp_path / "one.zip", "one.zip", whole.author)
    assert made.portfolio is not None
    assert made.portfolio.pk != whole.pk
    after = archive_of(made.portfolio, tmp_path / "two.zip")
    one, two = (zipfile.ZipFile(io.BytesIO(content)) for content in (before, after))
    assert json.loads(one.read("portfolio.json")) == json.loads(two.read("portfolio.json"))
    assert before == after
    client.force_login(whole.author)
    page = client.get(reverse("portfolios:feedback", args=[made.portfolio_id])).content.decode()
    assert "Came along with the archive" in page
    assert "Idris Vaughan" in page


def test_an_archive_holds_what_belongs_to_the_portfolio(tmp_path: Path) -> None:
    archive_of(full_portfolio(), tmp_path / "one.zip")
    content = json.loads(zipfile.ZipFile(tmp_path / "one.zip").read("portfolio.json"))
    assert [row["name"] for row in content["files"]] == ["table.jpg", "minutes.txt"]
    assert content["entries"][0]["fields"]["permissions"] == [{"who": "a tutor", "state": "given", "note": "by mail"}]
    assert [row["author"] for row in content["remarks"]] == ["Idris Vaughan", "Morwenna Pascoe"]
    assert "Before feedback" in [row["name"] for row in content["versions"]]


def test_a_word_document_becomes_a_portfolio(tmp_path: Path) -> None:
    me = person()
    made = brought_in(word_processed(CANDIDATE, tmp_path, "docx"), "portfolio.docx", me)
    whole = made.portfolio
    assert whole is not None
    assert whole.title == "Quiet tools on busy wards"
    assert "A good default" in section(whole, "1a").text("reflection")
    assert [one.own_title for one in whole.here().filter(code="5")] == [
        "Accessible captions",
        "Learning analytics on placement",
    ]
    assert File.objects.filter(item__section__whole=whole).count() == 1
    left = Entry.objects.by(me).get()
    assert left.is_draft
    assert "Left over." in richtext.plain(left.text("happened"))
    assert made.summary["sections"] == 13
    assert whole.reach == "only_me"


def test_a_task_done_twice_makes_one_portfolio(tmp_path: Path) -> None:
    me = person()
    made = brought_in(word_processed(CANDIDATE, tmp_path, "odt"), "portfolio.odt", me)
    tasks.settle_import.call(str(made.pk))
    tasks.read_import.call(str(made.pk))
    assert Portfolio.objects.by(me).count() == 1
    assert Happening.objects.filter(verb="transfer finished", about__state="done").count() == 1


def test_a_worker_killed_before_the_end_leaves_nothing_half_done() -> None:
    whole = full_portfolio()
    made = Transfer.take_out(portfolio=whole, format="archive", by=whole.author, now=NOW)
    moving.export(made)
    assert Transfer.objects.get().state == State.WORKING
    assert not Happening.objects.filter(verb="transfer finished").exists()
    tasks.make_export.call(str(made.pk))
    tasks.make_export.call(str(made.pk))
    assert Transfer.objects.get().can_be_fetched
    assert Happening.objects.filter(verb="transfer finished").count() == 1


def test_a_failure_is_told_and_loses_nothing(client: Client) -> None:
    client.force_login(me := person())
    broken = Transfer.objects.create(person=me, is_inward=True, format="docx", name="x.docx", made_at=NOW)
    tasks.read_import.call(str(broken.pk))
    broken.refresh_from_db()
    assert broken.state == State.FAILED
    assert broken.sentence in client.get(broken.get_absolute_url()).content.decode()


@pytest.mark.parametrize("format", ["pdf", "site", "archive", "docx", "odt", "epub", "leap2a"])
def test_an_export_is_made_told_and_fetched_by_its_owner_alone(client: Client, format: str) -> None:
    whole = full_portfolio()
    client.force_login(whole.author)
    url = reverse("portfolios:exports", args=[whole.pk])
    assert client.post(url, {"format": format}).status_code == 303
    made = Transfer.objects.get()
    assert "It begins in a moment." in client.get(url).content.decode()
    tasks.make_export.call(str(made.pk))
    made.refresh_from_db()
    assert made.state == State.DONE, made.sentence
    assert made.name in client.get(url).content.decode()
    file = client.get(reverse("portfolios:transfer_file", args=[made.pk]))
    assert b"".join(file.streaming_content)[:4] in {b"%PDF", b"PK\x03\x04"}  # type: ignore[attr-defined]
    client.force_login(person("Someone Else", email="else@trevenna.example"))
    for name in ("transfer", "transfer_file"):
        assert client.get(reverse(f"portfolios:{name}", args=[made.pk])).status_code == 404
    assert client.get(url).status_code == 404


def test_the_sheet_is_corrected_and_confirmed(client: Client, tmp_path: Path) -> None:
    client.force_login(me := person())
    path = word_processed(CANDIDATE, tmp_path, "docx")
    with path.open("rb") as upload:
        page = client.post(reverse("portfolios:transfers"), {"file": upload, "pathway": f"{edition().pk}:cmalt"})
    assert page.status_code == 303
    made = Transfer.objects.get()
    assert 'id="progress"' in client.get(page["Location"]).content.decode()
    tasks.read_import.call(str(made.pk))
    sheet = client.get(page["Location"]).content.decode()
    assert "Appendix: photographs" in sheet
    assert client.get(page["Location"], headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    rows = Transfer.objects.get().proposal["passages"]
    appendix = next(row["position"] for row in rows if row["heading"] == "Appendix: photographs")
    typed = {"title": "Mine", f"place-{appendix}": "4a:1:evidence", "place-0": "nonsense"}
    assert client.post(reverse("portfolios:confirmation", args=[made.pk]), typed).status_code == 303
    tasks.settle_import.call(str(made.pk))
    whole = Portfolio.objects.by(me).get()
    assert whole.title == "Mine"
    assert "Appendix: photographs" in section(whole, "4a").text("evidence")
    assert "Open Mine" in client.get(page["Location"]).content.decode()


def test_a_file_that_cannot_be_read_is_said_on_the_form(client: Client) -> None:
    client.force_login(person())
    upload = io.BytesIO(b"%PDF-1.7")
    upload.name = "x.pdf"
    page = client.post(reverse("portfolios:transfers"), {"file": upload, "pathway": f"{edition().pk}:cmalt"})
    assert page.status_code == 422
    assert "A PDF keeps how a page looks" in page.content.decode()
    assert not Transfer.objects.exists()


def test_old_transfers_are_forgotten_with_their_files() -> None:
    whole = full_portfolio()
    made = Transfer.take_out(portfolio=whole, format="site", by=whole.author, now=NOW - timedelta(days=8))
    tasks.make_export.call(str(made.pk))
    folder = made.folder
    assert folder.exists()
    tasks.forget_transfers.call()
    assert not folder.exists()
    assert not Transfer.objects.exists()


def test_the_commands_print_one_summary(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    me = person()
    path = word_processed(CANDIDATE, tmp_path, "docx")
    call_command("import_portfolio", str(path), person=me.email)
    told = json.loads(capsys.readouterr().out)
    assert (told["kind"], told["sections"], told["entries"], told["files"]) == ("docx", 13, 1, 1)
    call_command("export_portfolio", told["portfolio"], format="archive", output=str(tmp_path / "x.zip"))
    assert json.loads(capsys.readouterr().out)["size"] == (tmp_path / "x.zip").stat().st_size
    call_command("import_portfolio", str(tmp_path / "x.zip"), person=me.email)
    assert json.loads(capsys.readouterr().out)["kind"] == "archive"
