"""Work that comes round: forgetting contents on the disk that no file has any more."""

import time
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.tasks import task

from coppice.files.models import File, Original
from coppice.queue.periodic import every

KEPT_WITHOUT_ROW = timedelta(days=1)


@every(days=1)
@task
def forget_contents() -> None:
    """Remove contents without a row, and uploads cut off in the middle, once they are a day old.

    The day is for a row that is about to be written: contents lie on the disk before their row is committed.
    """
    old = time.time() - KEPT_WITHOUT_ROW.total_seconds()
    for path in Path(settings.FILES).rglob("*"):
        if path.is_file() and path.stat().st_mtime < old and not is_held(path.name):
            path.unlink(missing_ok=True)


def is_held(sha256: str) -> bool:
    """Whether a file is made of this content, or was before it was covered."""
    return File.objects.filter(sha256=sha256).exists() or Original.objects.filter(sha256=sha256).exists()
