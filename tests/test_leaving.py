"""Leaving: nothing stays but what one chose to leave; and every way in which it can go differently."""

from __future__ import annotations

import io
import json
import os
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from coppice.accounts.agreements import LOOKING_UP
from coppice.accounts.models import Consent, Erasure, Person
from coppice.accounts.sessions import Session
from coppice.discussion.models import Comment
from coppice.files.models import File
from coppice.groups.models import Group
from coppice.hints.models import Look
from coppice.notices.models import Notice
from coppice.portfolios.models import Transfer
from coppice.portfolios.tasks import forget_transfers, make_export
from coppice.privacy import erasing, everything, withdrawing
from coppice.privacy.models import Departure
from coppice.privacy.tasks import erase_one, let_go
from coppice.queue.models import QueuedTask
from coppice.search.indexing import bring_up_to_date
from tests.cast import Cast, signed_in
from tests.planting import MARK, Planted, everybody_is_told, names_of, plant

pytestmark = pytest.mark.django_db
LISTS = {"erased", "withdrawn"}
SPOOL = {"default": {"BACKEND": "django.core.mail.backends.filebased.EmailBackend", "OPTIONS": {}}}


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> None:
    settings.HOME, settings.FILES, settings.DEMO = tmp_path, tmp_path / "files", True
    settings.MAILERS = {"default": {**SPOOL["default"], "OPTIONS": {"file_path": tmp_path / "mail"}}}


@pytest.fixture
def planted(cast: Cast) -> Planted:
    return plant(cast)


@pytest.fixture
def all_over(cast: Cast, run_tasks: Any, django_capture_on_commit_callbacks: Any) -> Planted:
    """Everything there can be, also in letters that were sent and in archives that people had made."""
    with django_capture_on_commit_callbacks(execute=True):
        made = plant(cast)
        bring_up_to_date(at_most=500, first=made.person)
    for person in (made.person, cast.reader):
        everything.ask(by=person, now=timezone.now())
    Transfer.take_out(portfolio=made.theirs.portfolio, format="archive", by=cast.owner, now=timezone.now())
    run_tasks()
    cache.set("rate", f"mara@{MARK.lower()}.example")
    EmailMessage("For somebody else", "Nothing to do with it.", to=["other@a.example"]).send()
    return made


def traces(*marks: str) -> Iterator[str]:
    """Where one of the marks is: in any row of any table, any file, any archive among the files, any session."""
    for model in apps.get_models():
        for row in model._base_manager.all():
            said = names_of(row) + (str(row.get_decoded()) if isinstance(row, Session) else "")
            yield from (f"{model._meta.label}: {said}" for mark in marks if mark.lower() in said.lower())
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM kernel_cache")
        yield from (f"cache: {key}" for key, value in cursor.fetchall())
        if connection.vendor == "sqlite":
            cursor.execute("SELECT id, block FROM search_index_data")
            blocks = [(pk, bytes(block).lower()) for pk, block in cursor.fetchall()]
            yield from (f"index: {pk}" for pk, block in blocks for mark in marks if mark.lower().encode() in block)
    for path in (path for path in settings.HOME.rglob("*") if path.is_file() and path.name not in LISTS):
        content = path.read_bytes() + b"".join(unpacked(path))
        yield from (f"{path}" for mark in marks if mark.lower().encode() in content.lower())


def unpacked(path: Path) -> Iterator[bytes]:
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
            yield from (archive.read(name) for name in archive.namelist())


def leave(person: Person, run_tasks: Any, commit: Any, *, words: bool = False) -> None:
    """Ask, let the time pass, and let the clock come round."""
    Departure.ask(by=person, leaves_words=words, now=timezone.now())
    for path in (path for path in Path(settings.FILES).rglob("*") if path.is_file()):
        os.utime(path, (1, 1))
    with (
        time_machine.travel(timezone.now() + timedelta(days=settings.COOLING_OFF_DAYS, minutes=1)),
        commit(execute=True),
    ):
        let_go.func()
        run_tasks()
        everybody_is_told()


def test_nothing_stays(
    cast: Cast, all_over: Planted, run_tasks: Any, django_capture_on_commit_callbacks: Any, capfd: Any, caplog: Any
) -> None:
    before = list(traces(MARK))
    kinds = {found.split(":")[0] for found in before}
    assert {
        "journal.Entry",
        "revisions.Revision",
        "files.File",
        "accounts.Person",
        "readers.Reader",
        "discussion.Comment",
        "hints.Look",
        "search.Card",
        "search.Word",
        "cache",
    } <= kinds
    assert any("/mail/" in found for found in before)
    assert any("/transfers/" in found for found in before)
    pk = str(all_over.person.pk)
    leave(all_over.person, run_tasks, django_capture_on_commit_callbacks)
    left = [found for found in traces(MARK, pk) if not found.startswith("accounts.Erasure")]
    assert not left, "\n".join(left)
    said = capfd.readouterr()
    assert MARK not in said.out + said.err + caplog.text
    assert "Nothing to do with it." in "".join(path.read_text() for path in (settings.HOME / "mail").iterdir())


def test_what_colleagues_wrote_and_keep_stays(
    cast: Cast, planted: Planted, run_tasks: Any, django_capture_on_commit_callbacks: Any
) -> None:
    same = File.objects.get(owner=cast.fellow)
    leave(planted.person, run_tasks, django_capture_on_commit_callbacks)
    assert same.path.read_bytes() == b"the same bytes as a colleague's"
    (answer,) = [comment.html for comment in Comment.objects.of(planted.theirs) if comment.html]
    assert answer.endswith(">So do I.</p>")
    gap = Comment.objects.get(pk=planted.answered.pk)
    assert (gap.author, gap.html) == (Person.who_left(), "")
    assert not Comment.objects.filter(pk=planted.alone.pk).exists()
    page = signed_in(cast.owner).get(planted.theirs.get_absolute_url())
    assert page.status_code == 200
    assert "So do I." in page.content.decode()


def test_a_file_of_the_last_day_goes_a_day_later(
    cast: Cast, planted: Planted, run_tasks: Any, django_capture_on_commit_callbacks: Any
) -> None:
    path = File.objects.filter(owner=planted.person).first().path  # type: ignore[union-attr]
    erasing.erase(planted.person, leaves_words=False, now=timezone.now())
    run_tasks()
    assert path.exists()
    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1)):
        run_tasks()
    assert not path.exists()


def test_words_can_be_left_without_a_name(
    cast: Cast, planted: Planted, run_tasks: Any, django_capture_on_commit_callbacks: Any
) -> None:
    leave(planted.person, run_tasks, django_capture_on_commit_callbacks, words=True)
    left = [found for found in traces(MARK, str(planted.person.pk)) if not found.startswith("accounts.Erasure")]
    talk = [
        found for found in left if found.startswith(("conversations.", "polls.", "tending.", "chats.", "audience.Item"))
    ]
    [file] = File.objects.filter(owner=Person.who_left())
    talk += [found for found in left if found.startswith("files.File") or found == str(file.path)]
    left = [found for found in left if found not in talk]
    assert {found.split(":")[0] for found in talk} == {
        "audience.Item", "conversations.Post", "conversations.Tag", "conversations.Topic", "polls.Poll",
            "tending.Agreement", "tending.Charter", "tending.CharterVersion", "tending.Experiment",
            "chats.Answer", "chats.Chat", "chats.Line", "chats.Question", "chats.Transcript", "files.File", str(file.path),
    }  # fmt: skip
    assert len(left) == 10
    kinds = ("discussion.Comment", "discussion.Suggestion", "people.Skill", "people.Word", "rounds.Round")
    assert all(found.startswith(kinds) for found in left)
    assert not any("kept back" in found for found in left)
    assert not any("mara" in found.lower() for found in left)
    page = signed_in(cast.owner).get(planted.theirs.get_absolute_url()).content.decode()
    assert "Somebody who left" in page
    assert f"{MARK} wonders." in page


def test_leaving_signs_out_and_mails_and_coming_back_changes_nothing(cast: Cast, run_tasks: Any, settings: Any) -> None:
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
    client = signed_in(cast.fellow)
    wrong = client.post("/privacy/departure/", {})
    assert wrong.status_code == 422
    assert "Choose one of the two" in wrong.content.decode()
    answer = client.post("/privacy/departure/", {"how": "erase"}, follow=True)
    assert "you can sign in and come back" in answer.content.decode()
    assert client.get("/privacy/").status_code == 302
    run_tasks()
    assert mail.outbox[-1].to == [cast.fellow.email]
    assert "come back" in mail.outbox[-1].body
    settings.DEMO = True
    back = client.post("/demo/session/", {"person": cast.fellow.slug}, follow=True)
    assert "Would you like to come back?" in back.content.decode()
    assert "Welcome back" in client.post("/privacy/departure/", {"_method": "DELETE"}, follow=True).content.decode()
    assert not Departure.objects.exists()
    with time_machine.travel(timezone.now() + timedelta(days=99)):
        let_go.func()
        run_tasks()
    assert Person.objects.filter(pk=cast.fellow.pk).exists()


def test_coming_back_after_the_task_was_asked_for(cast: Cast) -> None:
    now = timezone.now()
    departure = Departure.ask(by=cast.fellow, leaves_words=False, now=now - timedelta(days=8))
    let_go.func()
    departure.come_back()
    erase_one.call(departure.pk or 1)
    assert Person.objects.filter(pk=cast.fellow.pk).exists()


def test_leaving_twice_keeps_the_day_and_takes_the_new_choice(cast: Cast) -> None:
    now = timezone.now()
    first = Departure.ask(by=cast.fellow, leaves_words=False, now=now)
    again = Departure.ask(by=cast.fellow, leaves_words=True, now=now + timedelta(days=3))
    again.refresh_from_db()
    assert (again.pk, again.due_at, again.leaves_words) == (first.pk, first.due_at, True)


def test_a_group_left_without_anybody_to_tend_it_is_told_twice(
    cast: Cast, run_tasks: Any, django_capture_on_commit_callbacks: Any
) -> None:
    page = signed_in(cast.owner).get("/privacy/departure/").content.decode()
    assert "You alone tend" in page
    assert "Evaluation SIG" in page
    Departure.ask(by=cast.owner, leaves_words=False, now=timezone.now())
    everybody_is_told()
    assert "Olwen Prys is leaving" in Notice.objects.get(person=cast.fellow).sentence
    leave(cast.owner, run_tasks, django_capture_on_commit_callbacks)
    told = Notice.objects.get(person=cast.fellow)
    assert told.sentence == "Somebody who tended a group of yours has left, and nobody tends it now"
    assert signed_in(cast.fellow).get(told.get_absolute_url()).status_code == 200
    assert Group.objects.get(pk=cast.group.pk).memberships.count() == 2


def test_the_only_administrator_stays_until_there_is_another(cast: Cast) -> None:
    client = signed_in(cast.administrator)
    answer = client.post("/privacy/departure/", {"how": "erase"})
    assert answer.status_code == 422
    assert "only administrator" in answer.content.decode()
    assert not Departure.objects.exists()
    Person.objects.filter(pk=cast.steward.pk).update(is_staff=True)
    assert client.post("/privacy/departure/", {"how": "erase"}).status_code == 303


def test_somebody_reading_sees_it_until_it_is_gone(
    cast: Cast, planted: Planted, run_tasks: Any, django_capture_on_commit_callbacks: Any
) -> None:
    reader, address = signed_in(cast.reader), planted.section.get_absolute_url()
    Departure.ask(by=planted.person, leaves_words=False, now=timezone.now())
    assert reader.get(address).status_code == 200
    leave(planted.person, run_tasks, django_capture_on_commit_callbacks)
    assert reader.get(address).status_code == 404
    assert (
        reader.post(reverse("discussion:comments", args=[planted.section.pk]), {"text": "Too late"}).status_code == 404
    )


def test_erasure_in_the_middle_of_an_export_leaves_no_file(
    cast: Cast, planted: Planted, monkeypatch: Any, django_capture_on_commit_callbacks: Any
) -> None:
    transfer = Transfer.take_out(
        portfolio=planted.section.portfolio, format="site", by=planted.person, now=timezone.now()
    )
    from coppice.portfolios import moving

    honest = moving.write

    def slow(dossier: Any, kind: str, target: Path) -> list[str]:
        said = honest(dossier, kind, target)
        with django_capture_on_commit_callbacks(execute=True):
            erasing.erase(Person.objects.get(pk=planted.person.pk), leaves_words=False, now=timezone.now())
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(MARK.encode())
        return said

    monkeypatch.setattr(moving, "write", slow)
    with pytest.raises(DatabaseError):
        make_export.call(str(transfer.pk))
    make_export.call(str(transfer.pk))
    assert not transfer.folder.exists()


def test_a_restored_backup_is_told_whom_to_erase_again(cast: Cast, django_capture_on_commit_callbacks: Any) -> None:
    fellow = cast.fellow
    kept: dict[str, Any] = {"pk": fellow.pk, "name": fellow.name, "slug": fellow.slug, "email": fellow.email}
    with django_capture_on_commit_callbacks(execute=True):
        erasing.erase(fellow, leaves_words=True, now=timezone.now())
    assert erasing.place().read_text().split()[::2] == [str(kept["pk"]), "words-left"]
    assert fellow.name not in erasing.place().read_text()
    Person.objects.create(**kept)
    out = io.StringIO()
    with django_capture_on_commit_callbacks(execute=True):
        call_command("erase_again", stdout=out)
    assert json.loads(out.getvalue()) == {"erased": 1, "withdrawn": 0}
    assert not Person.objects.filter(pk=kept["pk"]).exists()
    assert erasing.erase_again(now=timezone.now()) == 0
    assert len(erasing.place().read_text().splitlines()) == 1


def test_the_list_beside_the_database_is_enough(cast: Cast) -> None:
    """A backup from before the erasure has neither the row nor, perhaps, anybody who remembers."""
    line = erasing.Erased(cast.fellow.pk, timezone.now(), False)
    erasing.place().write_text(f"{line}\n")
    assert erasing.erase_again(now=timezone.now()) == 1
    assert Erasure.objects.get().person_id == cast.fellow.pk


def test_the_record_of_erasures_is_only_added_to(cast: Cast) -> None:
    row = Erasure.objects.create(person_id=cast.fellow.pk, at=timezone.now(), leaves_words=False)
    with pytest.raises(DatabaseError), transaction.atomic():
        Erasure.objects.filter(pk=row.pk).update(leaves_words=True)
    with pytest.raises(DatabaseError), transaction.atomic():
        row.delete()
    assert not QueuedTask.objects.naming(cast.fellow.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_nothing_stays_in_the_files_of_the_database_either(cast: Cast, run_tasks: Any) -> None:
    """What was deleted lies on in pages that are free, and in the log of writes, until they are let go of."""
    person = plant(cast).person
    bring_up_to_date(at_most=500, first=person)
    Consent.decide(LOOKING_UP, given=True, by=cast.owner, now=timezone.now())
    Look.plan(["http://vanished.example/"], of=cast.owner, now=timezone.now(), are_all=True)
    Consent.decide(LOOKING_UP, given=False, by=cast.owner, now=timezone.now())
    erasing.erase(person, leaves_words=False, now=timezone.now())
    run_tasks()
    assert not QueuedTask.objects.filter(path__endswith="tidy_up").exclude(state=QueuedTask.State.DONE)
    if connection.vendor == "sqlite":
        file = Path(str(connection.settings_dict["NAME"]))
        content = b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))
        assert b"Olwen Prys" in content
        assert MARK.lower().encode() not in content.lower()
        assert b"vanished.example" not in content


def test_a_folder_whose_transfer_is_gone_goes_an_hour_later(cast: Cast) -> None:
    """As when a worker was killed while the person it worked for left."""
    transfer = everything.ask(by=cast.owner, now=timezone.now())
    stray = settings.HOME / "transfers" / str(cast.group.pk)
    for folder in (stray, transfer.folder):
        folder.mkdir(parents=True)
    forget_transfers.func()
    assert stray.exists()
    for folder in (stray, transfer.folder):
        os.utime(folder, (1, 1))
    forget_transfers.func()
    assert (stray.exists(), transfer.folder.exists()) == (False, True)


def test_whoever_left_is_erased_again_in_what_is_restored(planted: Planted, tmp_path: Path) -> None:
    """The list lies beside the live database; what is restored has a folder of its own, and its database is in use."""
    from coppice.backups.leaving import erase_in

    live, restored = tmp_path, tmp_path / "restored"
    restored.mkdir()
    (live / "erased").write_text(f"{planted.person.pk} 2026-11-02T12:00:00+00:00 all\n", encoding="ascii")
    owner = planted.theirs.author
    Consent.decide(LOOKING_UP, given=True, by=owner, now=timezone.now())
    withdrawn = withdrawing.Withdrawn(owner.pk, "looking-up", timezone.now())
    (live / "withdrawn").write_text(f"{withdrawn}\n", encoding="ascii")
    assert erase_in(restored) == 1
    assert not Person.objects.filter(pk=planted.person.pk).exists()
    assert str(planted.person.pk) in (restored / "erased").read_text(encoding="ascii")
    assert not Consent.stands(LOOKING_UP, of=owner)
    assert (restored / "withdrawn").read_text(encoding="ascii") == f"{withdrawn}\n"
    assert live == settings.HOME
