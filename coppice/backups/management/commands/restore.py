"""`manage.py restore BACKUP [--verify] [--into HOME]`: look whether a backup is good, or put it back."""

import json
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from coppice.backups.checking import SHOWN, Damaged, verify
from coppice.backups.manifest import Manifest
from coppice.backups.measuring import peak_megabytes
from coppice.backups.restoring import Place, restore
from coppice.kernel.refusals import Refusal

OTHER_KEY = (
    "The secret key here is not the one of the backup, so links in mails that were sent before do not open. Set "
    "COPPICE_SECRET_KEY to the key that was used when the backup was made."
)

SOMETHING = "The disk or the database did not do what was asked. Nothing was changed"


class Command(BaseCommand):
    requires_system_checks = ()
    help = "Puts a backup back, or only looks whether it is good, and prints one JSON summary."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("backup", type=Path, help="the folder that bin/backup made")
        parser.add_argument("--verify", action="store_true", help="read it all, restore it to nowhere, change nothing")
        parser.add_argument("--into", type=Path, metavar="HOME", help="a data folder instead of COPPICE_HOME")
        parser.add_argument(
            "--replace", action="store_true", help="although there is data already, which is kept beside it"
        )

    def handle(self, *args: Any, backup: Path, **options: Any) -> None:
        started, did = time.monotonic(), self.verify if options["verify"] else self.restore
        try:
            told = did(backup.absolute(), **options)
        except Damaged as damaged:
            self.summarise({"ok": False, "damaged": damaged.parts[:SHOWN], "count": len(damaged.parts)}, started)
            raise CommandError(damaged.sentence) from damaged
        except (Refusal, OSError, DatabaseError) as reason:
            self.summarise({"ok": False}, started)
            said = reason.sentence if isinstance(reason, Refusal) else f"{SOMETHING} ({type(reason).__name__})."
            raise CommandError(said) from reason
        self.summarise(told, started)

    def verify(self, backup: Path, **options: Any) -> dict[str, Any]:
        known = verify(backup, self.stdout.write)
        self.stdout.write("The backup is whole and can be restored.")
        if known.missing:
            self.stderr.write(f"{len(known.missing)} files were missing on the server already when it was made.")
        return facts_of(known)

    def restore(self, backup: Path, *, into: Path | None, replace: bool, **options: Any) -> dict[str, Any]:
        place = Place.at(into and into.absolute(), timezone.now())
        done = restore(backup, place, replace=replace, say=self.stdout.write)
        kept = [str(place.kept), place.database.kept] if done.kept_what_was_there else []
        self.stdout.write(f"Restored to {place.home}. Start Coppice again.")
        if done.left_again:
            self.stdout.write(f"{done.left_again} who had left since it was made were erased in it again.")
        if not done.is_same_key:
            self.stderr.write(OTHER_KEY)
        return facts_of(done.manifest) | {
            "home": str(place.home), "kept": kept, "same_key": done.is_same_key,
            "erased_again": done.left_again,
        }  # fmt: skip

    def summarise(self, told: dict[str, Any], started: float) -> None:
        spent = {"seconds": round(time.monotonic() - started, 1), "peak_mb": round(peak_megabytes(), 1)}
        self.stdout.write(json.dumps(told | spent))


def facts_of(known: Manifest) -> dict[str, Any]:
    return {
        "ok": True,
        "made_at": known.made_at.isoformat(),
        "release": known.release,
        "rows": sum(known.rows.values()),
        "files": known.files,
        "missing": len(known.missing),
    }
