"""The nightly backup, and the deletion of those that are over."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.tasks import task
from django.utils import timezone

from coppice.backups.making import back_up
from coppice.backups.rotation import KIND, is_due, nightlies, rotate
from coppice.queue.marks import attempts, long
from coppice.queue.periodic import every


@every(hours=1)
@task
@attempts(1)
@long
def keep_nightly() -> None:
    """Back up once the hour has struck. What is over is deleted also when there could be no backup."""
    if settings.BACKUPS == "no":
        return
    shelf, now = Path(settings.BACKUPS), timezone.localtime(timezone.now(), timezone.get_default_timezone())
    try:
        if is_due([backup.made_at for backup in nightlies(shelf)], hour=settings.BACKUPS_HOUR, now=now):
            back_up(shelf, now=now, say=lambda line: None, kind=KIND)
    finally:
        rotate(shelf, days=settings.BACKUPS_DAYS, months=settings.BACKUPS_MONTHS, now=now)
