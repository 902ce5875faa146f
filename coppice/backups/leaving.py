"""Whoever left since a backup was made leaves the restored copy too, and what was taken back is taken back there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from coppice.privacy.erasing import ERASED, erase_again
from coppice.privacy.withdrawing import WITHDRAWN, withdraw_again

LISTS = (ERASED, WITHDRAWN)


def erase_in(home: Path) -> int:
    """Erase again in the restored database, which is the default one meanwhile, and in its data folder. How many."""
    for known in (Path(settings.HOME) / name for name in LISTS):
        if known.exists():
            shutil.copyfile(known, home / known.name)
    with data_folder(home):
        withdraw_again(now=timezone.now())
        return erase_again(now=timezone.now())


@contextmanager
def data_folder(home: Path) -> Iterator[None]:
    was, settings.HOME = settings.HOME, home
    try:
        yield
    finally:
        settings.HOME = was
