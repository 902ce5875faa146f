"""Let a community and its files grow, in a process of its own: `python -m bench.crowd MEMBERS MORE FILES MORE`.

From so many members to more, from so many files of a megabyte to more. Prints one JSON object.
"""

import io
import json
import os
import sys
from datetime import datetime

import django

MEGABYTE = 1024 * 1024
AT_ONCE = 200


def grow(members: int, more_members: int, files: int, more_files: int) -> None:
    from django.utils import timezone

    from bench import community

    now = timezone.now()
    community.grow(members, more_members, now)
    for first in range(files, more_files, AT_ONCE):
        bring(range(first, min(first + AT_ONCE, more_files)), now)


def bring(numbers: range, now: datetime) -> None:
    """Files that no compression makes smaller, kept as the house keeps them."""
    from coppice.files import keeping
    from coppice.files.models import File
    from coppice.journal.models import Entry

    entry = Entry.objects.order_by("pk").first()
    assert entry
    contents = [(n, keeping.keep(io.BytesIO(os.urandom(MEGABYTE)))) for n in numbers]
    File.objects.bulk_create(
        File(item_id=entry.pk, owner_id=entry.author_id, name=f"film-{n}.mp4", media_type="video/mp4", size=kept.size,
             sha256=kept.sha256, kept_at=now)
        for n, kept in contents
    )  # fmt: skip


if __name__ == "__main__":
    django.setup()
    grow(*[int(word) for word in sys.argv[1:]])
    print(json.dumps({"grown": True}))
