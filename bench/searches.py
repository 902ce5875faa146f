"""Search in one database, in a process of its own: `python -m bench.searches quality` or `… SMALL LARGE ROUNDS`.

Prints one JSON object a line: {"question", "place"}, or as bench/visits.py does.
"""

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import batched, cycle, pairwise
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlencode

import django
import yaml

from bench.visits import Page

SMALL_WORDS = "the of to and in a that it is was for on with as not be at this but from".split()
A_PERSON, WORDS_EACH, RARE = 25, 70, 50  # so that every answer fills its page, among few things as among many


def main(words: list[str]) -> None:
    django.setup()
    if words == ["quality"]:
        ask_the_demonstration()
    else:
        measure_times(*map(int, words))


def ask_the_demonstration() -> None:
    from django.utils import timezone

    from bench.asking import place_of
    from bench.visits import say
    from coppice.accounts.models import Person
    from coppice.home.seeding import seed_community
    from coppice.search import indexing

    now = timezone.now()
    seed_community(now=now)
    indexing.rebuild()
    people = {person.slug: person for person in Person.objects.all()}
    for who, question, hoped_for in yaml.safe_load((Path(__file__).parent / "questions.yaml").read_text("utf-8")):
        place = place_of(hoped_for, str(question), people[who], now=now)
        say({"question": f"{who}: {question}", "place": place})


def measure_times(small: int, large: int, rounds: int) -> None:
    from django.conf import settings
    from django.core.handlers.wsgi import WSGIHandler
    from django.utils import timezone

    from bench import bare, rows, visits
    from coppice.accounts.models import Person

    settings.DATABASES["default"]["CONN_MAX_AGE"] = None  # so that one server process answers throughout
    bare_handler, handler, now = bare.bare_handler(), WSGIHandler(), timezone.now()
    for size, first, last in (("small", 0, small), ("large", small, large)):
        write(first, last, now)
        look_at_all(last - first)
        rows.look_over()
        asker = Person.objects.get(slug="member-0")
        visits.measure(size, bare_handler, handler, questions(visits.session_of(asker)), rounds)


@dataclass
class Question(Page):
    """A question of one sort, in other words each time: nobody asks the same twice, and no plan is kept for one."""

    kind: str = ""
    asked: Iterator[str] = field(default_factory=lambda: cycle([""]))

    def environ(self) -> dict[str, Any]:
        self.path = f"/search/?{urlencode({'q': next(self.asked), 'kind': self.kind})}"
        return super().environ()


def questions(session: str) -> list[Page]:
    from bench.prose import WORDS

    long = [word for word in WORDS if len(word) > 6]
    sorts: dict[str, list[str]] = {
        "a word few things say": [f"rarely{number} " for number in range(1, RARE)],
        "two words": [f"{one} {other} " for one, other in pairwise(WORDS)],
        "the commonest word": [f"{word} " for word in WORDS],
        "nothing but small words": [f"{one} {other} " for one, other in pairwise(SMALL_WORDS)],
        "a quotation of small words": [f'"{one} {other}"' for one, other in pairwise(SMALL_WORDS)],
        "a quotation of common words": [f'"the {word}"' for word in WORDS],
        "a quotation that nothing says": [f'"{word} {word} the captions of of the"' for word in WORDS],
        "a word being typed": [word[:3] for word in WORDS],
        "a slip of the keys": [f"{word[:3]}{word[4]}{word[3]}{word[5:]} " for word in long if word[3] != word[4]],
    }
    found: list[Page] = [Question(name, "", session, asked=cycle(asked)) for name, asked in sorts.items()]
    return [*found, Question("of one kind", "", session, kind="entry", asked=cycle(sorts["the commonest word"]))]


def look_at_all(count: int) -> None:
    from bench.visits import say
    from coppice.search import indexing

    began = time.process_time()
    while indexing.bring_up_to_date(at_most=500):
        pass
    say(
        {
            "made": f"looked at {count:,} things, each",
            "value": (time.process_time() - began) / count * 1e3,
            "unit": "ms",
        }
    )


def write(first: int, last: int, now: datetime) -> None:
    """Things number `first` to `last`: entries and a few portfolios of many people, shared in every way."""
    from bench.community import gather, join, reach
    from bench.rows import put_items
    from coppice.frameworks.models import Edition
    from coppice.groups.models import Group
    from coppice.journal.models import Entry
    from coppice.kernel.ids import uuid7
    from coppice.portfolios.models import Portfolio

    edition = Edition.objects.get(slug="cmalt")
    groups: list[Group] = []
    for numbers in batched(range(first, last), 1000):
        people = join(range(numbers[0] // A_PERSON, numbers[-1] // A_PERSON + 1))
        groups = groups or gather(people, first, now)
        entries, portfolios = [], []
        for n in numbers:
            person, random = people[(n - numbers[0]) // A_PERSON], Random(n)
            known: dict[str, Any] = {"author": person, "title": f"{sentence(random, 6)} rarely{n % RARE}"}
            known |= {"id": uuid7(), **reach(n, groups, now)}
            if n % 50 == 49:
                portfolios.append(Portfolio(edition=edition, pathway_code="cmalt", **known))
                continue
            html = f"<p>{sentence(random, WORDS_EACH)}.</p>"
            day = (now - timedelta(days=n % 700)).date()
            entries.append(Entry(keeper=person, texts={"happened": html}, happened_on=day, **known))
        put_items(entries)
        put_items(portfolios)


def sentence(random: Random, words: int) -> str:
    """Every other word a small one, as people write."""
    from bench.prose import WORDS

    return " ".join(random.choice(SMALL_WORDS if random.random() < 0.45 else WORDS) for _ in range(words))


if __name__ == "__main__":
    main(sys.argv[1:])
