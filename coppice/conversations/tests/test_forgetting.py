"""Who asked without a name is forgotten by the worker, in the files of the database as well."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from coppice.accounts.models import Person
from coppice.conversations.models import Asking, GroupWays, Topic
from coppice.conversations.tasks import forget_askers
from tests.cast import Cast


def bytes_of_the_table() -> bytes:
    """What lies in its file and, with SQLite, in the log of writes beside it."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("CHECKPOINT")
            cursor.execute("SELECT pg_read_binary_file(pg_relation_filepath('conversations_asking'))")
            return bytes(cursor.fetchone()[0])
    file = Path(str(connection.settings_dict["NAME"]))
    return b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))


def ties(content: bytes, topic: Topic, person: Person) -> bool:
    """Whether the two ids lie side by side, as in a row."""
    ids = [(one.pk.bytes if connection.vendor == "postgresql" else one.pk.hex.encode()) for one in (topic, person)]
    return any(first + second in content for first, second in (ids, ids[::-1]))


@pytest.mark.django_db(transaction=True)
def test_after_thirty_days_not_even_the_files_tell(cast: Cast, run_tasks: Any) -> None:
    now = timezone.now()
    GroupWays.choose(cast.group, may_ask_unnamed=True, by=cast.owner, now=now)
    asked = {"title": "Am I the only one?", "html": "<p>Is it me?</p>", "sort": "question", "group": cast.group}
    topic = Topic.start(**asked, by=cast.fellow, unnamed=True, now=now)
    run_tasks()
    assert ties(bytes_of_the_table(), topic, cast.fellow)
    with time_machine.travel(now + timedelta(days=31)):
        forget_askers.enqueue()
        run_tasks()
    assert not Asking.objects.exists()
    assert not ties(bytes_of_the_table(), topic, cast.fellow)
