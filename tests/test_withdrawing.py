"""A consent that is taken back: nothing stays of what came of it, and a backup that is restored learns of it."""

from __future__ import annotations

import io
import json
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from coppice.accounts.agreements import LOOKING_UP
from coppice.accounts.models import Consent
from coppice.hints import looking_up
from coppice.hints.models import Look
from coppice.portfolios.tests import makers
from coppice.privacy import erasing, withdrawing
from tests.cast import Cast, signed_in
from tests.test_leaving import traces
from tests.town import Town

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path


def test_nothing_stays_of_a_consent_that_was_taken_back(
    cast: Cast, town: Town, run_tasks: Any, django_capture_on_commit_callbacks: Any, capfd: Any, caplog: Any
) -> None:
    """The world afterwards is the world before, in every table and file, but for the ledger."""
    makers.entry(cast.owner, "See http://vanished.example/page for more.")
    client, me = signed_in(cast.owner), str(cast.owner.pk)
    before = Counter(traces("vanished.example", me))
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/me/agreements/looking-up/", {"_method": "PUT"})
        run_tasks()
        looking_up.go_round(now=timezone.now())
    during = Counter(traces("vanished.example", me)) - before
    assert {found.split(":")[0] for found in during} == {"accounts.Consent", "hints.Look", "queue.QueuedTask"}
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/me/agreements/looking-up/", {"_method": "DELETE"})
        run_tasks()
    after = Counter(traces("vanished.example", me))
    assert not before - after
    assert [found.split(":")[0] for found in after - before] == ["accounts.Consent"] * 2
    said = capfd.readouterr()
    assert "vanished" not in said.out + said.err + caplog.text
    (line,) = withdrawing.place().read_text().splitlines()
    assert line.split()[:2] == [me, "looking-up"]
    with django_capture_on_commit_callbacks(execute=True):
        erasing.erase(cast.owner, leaves_words=False, now=timezone.now())
    assert withdrawing.place().read_text() == ""


def test_a_restored_backup_is_told_what_was_taken_back(cast: Cast, django_capture_on_commit_callbacks: Any) -> None:
    """One had allowed it before the backup and taken it back since; the other allowed it anew before the backup."""
    now, day = timezone.now(), timedelta(days=1)
    lines = [withdrawing.Withdrawn(one.pk, "looking-up", now - day) for one in (cast.owner, cast.fellow)]
    withdrawing.place().write_text("".join(f"{line}\n" for line in lines))
    for person, at in ((cast.owner, now - 2 * day), (cast.fellow, now)):
        Consent.decide(LOOKING_UP, given=True, by=person, now=at)
        Look.plan(["http://open.example/"], of=person, now=at, are_all=True)
    for count in (1, 0):
        out = io.StringIO()
        with django_capture_on_commit_callbacks(execute=True):
            call_command("erase_again", stdout=out)
        assert json.loads(out.getvalue()) == {"erased": 0, "withdrawn": count}
    assert [look.person for look in Look.objects.all()] == [cast.fellow]
    assert (newest := Consent.newest(LOOKING_UP, of=cast.owner))
    assert (newest.given, newest.at) == (False, now - day)
    assert len(withdrawing.place().read_text().splitlines()) == 2
