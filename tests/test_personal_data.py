"""Every app with a table about people says what it holds and how it is erased; and a copy of everything holds it all."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from coppice.accounts.models import Person
from coppice.audience.models import Item
from coppice.files.models import File
from coppice.notices.models import Notice
from coppice.portfolios.documents.tests.makers import photo
from coppice.portfolios.models import Transfer
from coppice.privacy import everything
from coppice.privacy.shares import shares
from tests.cast import Cast, signed_in
from tests.planting import MARK, everybody_is_told, plant
from tests.world import an_entry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Any) -> None:
    settings.HOME, settings.FILES = tmp_path, tmp_path / "files"


def test_every_app_with_a_table_about_people_has_a_share() -> None:
    personal = {
        model._meta.app_label
        for model in apps.get_models()
        if model.__module__.startswith("coppice.")
        and (model is Person or any(field.related_model in {Person, Item} for field in model._meta.concrete_fields))
    }
    found = {share.app: share.of for share in shares()}
    assert personal - found.keys() == set(), "write a personal_data.py: what is held, and how it is erased"
    for share in found.values():
        assert share.TITLE
        assert callable(share.held)
        assert callable(share.erase)


def packed(person: Person) -> zipfile.ZipFile:
    target = settings.HOME / "all.zip"
    assert everything.write(person, target, now=timezone.now()) == []
    return zipfile.ZipFile(io.BytesIO(target.read_bytes()))


def test_a_copy_holds_everything_and_is_read_without_coppice(cast: Cast) -> None:
    planted = plant(cast)
    archive = packed(planted.person)
    names = archive.namelist()
    for app in (
        "accounts",
        "journal",
        "portfolios",
        "discussion",
        "revisions",
        "files",
        "audience",
        "readers",
        "notices",
        "groups",
    ):
        held = json.loads(archive.read(f"data/{app}.json"))
        assert held
        assert f"{app}.html" in names
    told = archive.read("data/journal.json").decode()
    for words in ("happened.", "title", "and others", "knows", "Tool", "student", "said yes", "removed."):
        assert f"{MARK} {words}" in told or f"{MARK}{words}" in told, words
    assert f"{MARK} wonders." in archive.read("data/discussion.json").decode()
    assert f"To {MARK}." in archive.read("discussion.html").decode()
    assert f"{MARK} before." in archive.read("discussion.html").decode()
    assert f"{MARK} version" in archive.read("data/revisions.json").decode()
    assert f"{MARK} asks." in archive.read("data/readers.json").decode()
    assert archive.read(next(name for name in names if name.startswith("files/0001"))).decode() == f"{MARK} in the file"
    assert "Olwen Prys" not in archive.read("data/accounts.json").decode()


def test_every_checksum_is_right_and_every_link_leads_to_a_file(cast: Cast) -> None:
    entry = an_entry(cast, "With a picture")
    file = File.keep(item=entry, upload=io.BytesIO(photo(1, 32, 24)), name="a b.jpg", by=cast.owner)
    picture = f'<p>See <img src="/files/{file.pk}/" alt="Here"></p>'
    entry.save_text(code="so_what", html=picture, bases=[], by=cast.owner, now=timezone.now())
    archive = packed(cast.owner)
    assert 'src="files/0001-a-b.jpg"' in archive.read("journal.html").decode()
    sums: dict[str, str] = dict(
        line.split("  ", 1)[::-1] for line in archive.read("SHA256SUMS.txt").decode().splitlines()
    )
    assert sums.keys() == set(archive.namelist()) - {"SHA256SUMS.txt"}
    for name, digest in sums.items():
        assert hashlib.sha256(archive.read(name)).hexdigest() == digest
    pages = [name for name in archive.namelist() if name.endswith(".html")]
    for page in pages:
        for target in re.findall(r'(?:href|src)="([^"#:]+)"', archive.read(page).decode()):
            assert target in sums or target in {"data/", "files/"} or target.startswith("/"), (page, target)


def test_a_script_in_a_name_stays_words(cast: Cast) -> None:
    cast.owner.name = "<script>alert(1)</script>"
    cast.owner.save(update_fields=["name"])
    archive = packed(cast.owner)
    for page in (name for name in archive.namelist() if name.endswith(".html")):
        assert b"<script" not in archive.read(page)


def test_it_is_asked_for_made_told_of_and_fetched_by_its_person_alone(cast: Cast, run_tasks: Any) -> None:
    client = signed_in(cast.owner)
    first = client.post(reverse("privacy:copies"))
    assert client.post(reverse("privacy:copies")).headers["Location"] == first.headers["Location"]
    assert "Under way" in client.get(first.headers["Location"]).content.decode()
    run_tasks()
    transfer = Transfer.objects.get(person=cast.owner)
    assert transfer.state == "done", transfer.sentence
    page = client.get(first.headers["Location"]).content.decode()
    assert "Fetch it" in page
    file = client.get(reverse("portfolios:transfer_file", args=[transfer.pk]))
    assert zipfile.is_zipfile(io.BytesIO(b"".join(file.streaming_content)))  # type: ignore[attr-defined]
    for other in (cast.fellow, cast.administrator):
        assert signed_in(other).get(reverse("portfolios:transfer_file", args=[transfer.pk])).status_code == 404
    everybody_is_told()
    assert "packed and ready" in Notice.objects.get(person=cast.owner).sentence
    assert "olwen-prys-everything.zip" in client.get("/privacy/").content.decode()
