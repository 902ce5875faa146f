"""Members with something to read in the morning, and the worker that mails them; each in a process of its own.

`python -m bench.readership plant MEMBERS`, `work PORT` and `open`.
"""

import json
import sys
from datetime import UTC, datetime, timedelta

import django

AT_ONCE = 1000
TOLD_EACH = 4
VOICES = 7
QUIET_ONES = 10
"""Every tenth has nothing new; nobody writes to them."""


def plant(members: int) -> None:
    """Everybody lives where it is noon, and was told of a few things that happened in the night."""
    from bench.community import join
    from coppice.accounts.models import Person
    from coppice.happenings.models import Happening
    from coppice.notices.models import Notice, When

    now = datetime.now(UTC)
    before, zone = now - timedelta(hours=12), f"Etc/GMT{now.hour - 12:+}"
    due: list[str] = []
    voices = join(range(VOICES))
    log = [
        Happening.objects.create(
            actor=voice, verb="promised", about={"path": f"/journal/?n={n}"}, at=before + timedelta(minutes=n)
        )
        for n, voice in enumerate(voices)
    ]
    for first in range(VOICES, members + VOICES, AT_ONCE):
        people = join(range(first, min(first + AT_ONCE, members + VOICES)))
        readers = [person for n, person in enumerate(people) if n % QUIET_ONES]
        Notice.objects.bulk_create(
            Notice(person=person, happening=log[(n + k) % VOICES], made_at=before, when=When.DAILY)
            for n, person in enumerate(readers)
            for k in range(TOLD_EACH)
        )
        due += [person.email for person in readers]
    Person.objects.update(time_zone=zone)
    print(json.dumps({"due": due}))


def work(port: int) -> None:
    """A worker as the house runs it, but with its mail going to this port."""
    from django.conf import settings

    from coppice.queue.worker import Worker

    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": port, "timeout": 20},
        }
    }
    Worker(lease=timedelta(seconds=5)).work()


def count_open() -> None:
    from coppice.notices.models import Letter

    print(Letter.objects.open().count())


def carry_out(words: list[str]) -> None:
    django.setup()
    if words[0] == "plant":
        plant(int(words[1]))
    elif words[0] == "work":
        work(int(words[1]))
    else:
        count_open()


if __name__ == "__main__":
    carry_out(sys.argv[1:])
