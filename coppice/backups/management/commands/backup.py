"""`manage.py backup [FOLDER]`: a whole backup, made while people write."""

import json
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from coppice.backups.making import Made, back_up
from coppice.backups.measuring import peak_megabytes
from coppice.kernel.refusals import Refusal


class Command(BaseCommand):
    requires_system_checks = ()
    help = "Makes a backup in a new folder inside FOLDER and prints one JSON summary. People can go on writing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, help="where backups lie; COPPICE_BACKUPS unless given")

    def handle(self, *args: Any, folder: Path | None, **options: Any) -> None:
        shelf = str(folder or settings.BACKUPS)
        if shelf == "no":
            raise CommandError("Say where to put it: bin/backup FOLDER, or set COPPICE_BACKUPS.")
        started = time.monotonic()
        try:
            made = back_up(Path(shelf).absolute(), now=timezone.now(), say=self.stdout.write)
        except Refusal as refusal:
            raise CommandError(refusal.sentence) from refusal
        except DatabaseError as error:
            what = type(error).__name__
            raise CommandError(f"The database could not be read ({what}). No backup was made.") from error
        self.stdout.write(json.dumps(summary(made, time.monotonic() - started)))
        if made.manifest.missing:
            raise CommandError(
                f"The backup is made, but {len(made.manifest.missing)} of the files that the database names are "
                "missing or damaged on this server and in the backup before. Its manifest lists them."
            )


def summary(made: Made, seconds: float) -> dict[str, Any]:
    return {
        "backup": str(made.folder),
        "rows": sum(made.manifest.rows.values()),
        "files": made.manifest.files,
        "linked": made.linked,
        "missing": len(made.manifest.missing),
        "bytes": made.size,
        "secret_key": "in the backup" if made.manifest.has_key else "not in the backup",
        "seconds": round(seconds, 1),
        "peak_mb": round(peak_megabytes(), 1),
    }
