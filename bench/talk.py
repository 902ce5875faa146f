"""Talk: what reading and writing it costs, against a bare Django view on the same database in the same run.

20,000 members in 2,000 groups, 20,000 topics, 600,000 posts. Pages are measured as in bench/pages.py, at that size and
at a tenth of it: a topic of twenty posts, one of two hundred at once, a group, its topics, the topics of all, polls,
home, and the directory where there is one. Writing, a topic and an answer in a group of twenty, is measured at 200
members and at all of them. What search costs is measured by bench/search.py.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from bench.figures import Figure
from bench.house import ROOT, House
from workbench.postgres import NoPostgres, postgres

WORST, WORST_WHOLE, GROWTH = 4.0, 10.0, 1.3
FULL, QUICK = ("20000", "30", "40"), ("1000", "10", "6")
WHOLE = "topic, 200 posts at once"


def main(quick: bool) -> Iterator[Figure]:
    """One database after the other; `quick` has fewer people, posts and rounds."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="coppice-talk-")))
        houses = {"sqlite": House(folder / "sqlite")}
        try:
            houses["postgresql"] = House(folder / "postgresql", stack.enter_context(postgres()))
        except NoPostgres as reason:
            yield Figure("talk", f"postgresql: not run: {reason}", 0, "", "run", False)
        for database, house in houses.items():
            yield from figures_of(database, told(house, *(QUICK if quick else FULL)))


def told(house: House, *sizes: str) -> list[dict[str, Any]]:
    """What bench.talking prints for a fresh house."""
    house.folder.mkdir()
    environment = house.environment | {"COPPICE_DEMO": "0"}
    for words in (["manage.py", "migrate", "--verbosity", "0"], ["-m", "bench.talking", *sizes]):
        done = subprocess.run(
            [sys.executable, *words], env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
        )
    return [json.loads(line) for line in done.stdout.splitlines()]


def figures_of(database: str, found: list[dict[str, Any]]) -> Iterator[Figure]:
    pages = {size: {one["page"]: one for one in found if one.get("size") == size} for size in ("small", "large")}
    for page, one in pages["large"].items():
        if page == "bare":
            continue
        before = pages["small"][page]
        worst = WORST_WHOLE if page == WHOLE else WORST
        yield Figure.at_most("talk", f"{database}: {page}", one["ratio"], "× bare", worst)
        yield Figure.exactly("talk", f"{database}: {page}: queries", one["queries"], "queries", before["queries"])
        grown = one["ratio"] / before["ratio"]
        yield Figure.at_most("talk", f"{database}: {page}: time from small to large", grown, "×", GROWTH)
    written = [one for one in found if "written" in one]
    for what in ("topic", "answer"):
        few, many = (one["milliseconds"] for one in written if one["written"] == what)
        yield Figure("talk", f"{database}: writing, {what}", round(many, 3), "ms", "told", True)
        grown = many / few
        yield Figure.at_most("talk", f"{database}: writing, {what}: from few members to many", grown, "×", GROWTH)
