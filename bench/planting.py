"""Put a writer, entries and tasks into a fresh database, and count what came of them; run in a process of its own.

`python -m bench.planting plant ENTRIES TASKS` and `python -m bench.planting count TASKS` print one JSON object.
"""

import json
import sys
from collections import Counter
from typing import Any

import django


def plant(entries: int, tasks: int) -> dict[str, Any]:
    from django.utils import timezone

    from bench.jobs import have_effect
    from coppice.accounts.models import Person
    from coppice.journal.models import Entry

    writer = Person.objects.create_user("writer@bench.example", name="Wren Writer")
    now = timezone.now()
    made = [Entry.capture(html="<p>Begin.</p>", happened_on=now.date(), by=writer, now=now)[0] for _ in range(entries)]
    for mark in range(tasks):
        have_effect.enqueue(mark)
    return {"person": writer.slug, "entries": [str(entry.pk) for entry in made]}


def count(tasks: int) -> dict[str, Any]:
    from bench.jobs import effect, have_effect
    from coppice.queue.models import QueuedTask

    marks = Counter(row["args"][0] for row in arguments_of(effect.module_path))
    unfinished = QueuedTask.objects.unfinished().filter(path=have_effect.module_path).count()
    interrupted = QueuedTask.objects.filter(path=have_effect.module_path, attempts__gt=1).count()
    lost = sum(marks[mark] == 0 for mark in range(tasks))
    twice = sum(times > 1 for times in marks.values())
    return {"unfinished": unfinished, "interrupted": interrupted, "lost": lost, "twice": twice}


def arguments_of(path: str) -> list[dict[str, Any]]:
    from coppice.queue.models import QueuedTask

    return list(QueuedTask.objects.filter(path=path).values_list("arguments", flat=True))


def carry_out(words: list[str]) -> None:
    django.setup()
    numbers = [int(word) for word in words[1:]]
    print(json.dumps(plant(*numbers) if words[0] == "plant" else count(*numbers)))


if __name__ == "__main__":
    carry_out(sys.argv[1:])
