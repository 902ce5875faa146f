"""The upgrade of what was chosen when there was one choice for everything."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from coppice.notices.models import Choice, Notice
from tests.cast import a_person


@pytest.fixture
def before(transactional_db: None) -> Iterator[Any]:
    """The tables as they were, as far as notices go."""
    executor = MigrationExecutor(connection)
    latest = [node for node in executor.loader.graph.leaf_nodes() if node[0] == "notices"]
    yield executor.migrate([("notices", "0002_letters")]).apps
    MigrationExecutor(connection).migrate(latest)


def test_what_had_been_chosen_stays(before: Any) -> None:
    now = timezone.now()
    people = {how: a_person(f"Was {how}") for how in ("soon", "daily", "never", "nothing")}
    old, happening, notice = (
        before.get_model(*name)
        for name in (("notices", "MailChoice"), ("happenings", "Happening"), ("notices", "Notice"))
    )
    told, asked = (happening.objects.create(verb=verb, at=now) for verb in ("commented", "asked to read"))
    for how, person in people.items():
        if how != "nothing":
            old.objects.create(person_id=person.pk, how=how)
        for what in (told, asked):
            notice.objects.create(person_id=person.pk, happening=what, made_at=now)
    MigrationExecutor(connection).migrate([("notices", "0003_choices_carried_over")])
    assert dict(Choice.objects.values_list("person__name", "when")) == {
        "Was soon": "now", "Was daily": "daily", "Was never": "never",
    }  # fmt: skip
    waits = dict(Notice.objects.filter(happening__verb="commented").values_list("person__name", "when"))
    assert waits == {"Was soon": "now", "Was daily": "daily", "Was never": "never", "Was nothing": "now"}
    due = Notice.objects.filter(when="now").values_list("due_at", flat=True)
    assert set(due) == {now + timedelta(minutes=15)}
    assert set(Notice.objects.filter(happening__verb="asked to read").values_list("when", flat=True)) == {"never"}
