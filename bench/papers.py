"""Twelve people's documents come in, go out and come in again: no word planted in them is lost without being told.

Each is brought in by the command that the pages use, and then every planted word is looked for in what its owner has:
sections, entries, files, and what is kept beside an entry in words. What is not there must be accounted for by a
sentence of the report. Then each portfolio leaves in every format, and all of a person's things as their archive; what
they have is looked for in there. The formats that can be read are brought in again, by somebody else.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.figures import Figure
from bench.house import House
from bench.papers_made import MAKERS

LONG, SHORT = (12_000, 100), (1_500, 12)
MOST_SECONDS, MOST_MEGABYTES = 20.0, 500.0


def main(quick: bool) -> Iterator[Figure]:
    """Figures for each document; with `quick` the long one has an eighth of its words and pictures."""
    lost = planted = 0
    with tempfile.TemporaryDirectory(prefix="coppice-papers-") as name:
        house = House(Path(name) / "house")
        house.folder.mkdir()
        house.ask("manage.py", "migrate", "--verbosity", "0")
        for paper in MAKERS:
            told = house.ask("-m", "bench.papers_trail", name, paper, *map(str, SHORT if quick else LONG))
            one = json.loads(told.splitlines()[-1])
            planted, lost = planted + one["planted"], lost + len(one["lost"])
            yield from figures(one)
    yield Figure("papers", "words planted in all", planted, "words", "> 150", planted > 150)
    yield Figure.exactly("papers", "words lost in silence in all", lost, "words", 0)


def figures(one: dict[str, Any]) -> Iterator[Figure]:
    paper = one["paper"]
    yield Figure("papers", f"{paper}: words planted", one["planted"], "words", "> 0", one["planted"] > 0)
    yield Figure("papers", f"{paper}: told of instead", one["told"], "words", ">= 0", True)
    yield Figure.exactly(
        "papers", f"{paper}: lost in silence {one['lost'] or ''}".strip(), len(one["lost"]), "words", 0
    )
    yield Figure.exactly("papers", f"{paper}: pictures brought in", one["pictures"], "pictures", one["shown"])
    for kind, missing in one["out"].items():
        yield Figure.exactly("papers", f"{paper}: not in the {kind} {missing or ''}".strip(), len(missing), "words", 0)
    for kind, missing in one["again"].items():
        said = f"{paper}: not there again from the {kind} {missing or ''}".strip()
        yield Figure.exactly("papers", said, len(missing), "words", 0)
    yield Figure.at_most("papers", f"{paper}: coming in", one["seconds"], "s", MOST_SECONDS)
    yield Figure.at_most("papers", f"{paper}: peak memory of all of it", one["megabytes"], "MB", MOST_MEGABYTES)
