"""Server time of every page that matters, against a bare Django view on the same database in the same run.

The bare view (bench/bare.py) is the plainest one that lists thirty rows to somebody signed in. Both are asked of
Django's WSGI handler by turns; a page's figure is the median of page over bare, each pair measured within milliseconds.
Time is processor time, of the database's server process too (bench/stopwatch.py), because a machine is never quiet; the
ratio by the clock is told beside it. The member measured has a journal of 10,000 entries and a portfolio of 15,000
words; around her are 40,000 others. Queries are counted, and growth is measured, against 100 entries and 40 members.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any

from bench.figures import Figure
from bench.house import ROOT, House
from workbench.postgres import NoPostgres, postgres

MEDIAN, WORST, GROWTH = 2.5, 4.0, 1.3
ALL_BYTES, SCRIPT_BYTES, REQUESTS = 80_000, 25_000, 8
FULL, QUICK = ("40000", "10000", "40"), ("2000", "1000", "6")

type Told = list[dict[str, Any]]


def main(quick: bool) -> Iterator[Figure]:
    """Figures of both databases; `quick` has fewer people and entries and fewer rounds."""
    told = yield from on_both("pages", "bench.visits", QUICK if quick else FULL)
    for database, found in told.items():
        yield from figures_of(database, found)
    yield from weights_of(told["sqlite"][-1]["weights"])


def on_both(bench: str, module: str, sizes: tuple[str, ...]) -> Generator[Figure, None, dict[str, Told]]:
    """What the module prints for a fresh house on each database, side by side; one that can't be had is a figure."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix=f"coppice-{bench}-")))
        houses = {"sqlite": House(folder / "sqlite")}
        try:
            houses["postgresql"] = House(folder / "postgresql", stack.enter_context(postgres()))
        except NoPostgres as reason:
            yield Figure(bench, f"postgresql: not run: {reason}", 0, "", "run", False)
        with ThreadPoolExecutor(len(houses)) as pool:
            told = pool.map(lambda house: visited(house, module, sizes), houses.values())
            return dict(zip(houses, told, strict=True))


def visited(house: House, module: str, sizes: tuple[str, ...]) -> Told:
    """What the module prints for a fresh house."""
    house.folder.mkdir()
    environment = house.environment | {"COPPICE_DEMO": "0"}
    for words in (["manage.py", "migrate", "--verbosity", "0"], ["-m", module, *sizes]):
        done = subprocess.run(
            [sys.executable, *words], env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
        )
    return [json.loads(line) for line in done.stdout.splitlines()]


def figures_of(database: str, told: Told) -> Iterator[Figure]:
    small, large = ({one["page"]: one for one in told if one.get("size") == size} for size in ("small", "large"))
    yield information("pages", f"{database}: the bare view", large.pop("bare")["milliseconds"], "ms")
    for page, one in large.items():
        before = small[page]
        yield Figure.at_most("pages", f"{database}: {page}", one["ratio"], "× bare", WORST)
        yield Figure.exactly("pages", f"{database}: {page}: queries", one["queries"], "queries", before["queries"])
        grown = one["ratio"] / before["ratio"]
        yield Figure.at_most("pages", f"{database}: {page}: time from small to large", grown, "×", GROWTH)
    ratios = [one["ratio"] for one in large.values()]
    yield Figure.at_most("pages", f"{database}: median of pages", median(ratios), "× bare", MEDIAN)
    clock = median(one["by_clock"] for one in large.values())
    yield information("pages", f"{database}: median of pages by the clock", clock, "× bare")


def weights_of(weights: dict[str, int]) -> Iterator[Figure]:
    yield Figure.at_most("pages", "a reading page, first visit", weights["all"], "bytes", ALL_BYTES)
    yield Figure.at_most("pages", "a reading page, first visit: script", weights["script"], "bytes", SCRIPT_BYTES)
    yield Figure.at_most("pages", "a reading page, first visit: requests", weights["requests"], "requests", REQUESTS)


def information(bench: str, name: str, value: float, unit: str) -> Figure:
    return Figure(bench, name, round(value, 3), unit, "told", True)
