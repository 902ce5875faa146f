"""Search: whether the right thing comes first, and what an answer costs against a bare Django view in the same run.

Quality: forty questions to the demonstration community (bench/questions.yaml), each with the thing that is hoped for
among the first three. Time: among 50,000 things of many people, of which somebody may see a part; processor time as in
bench/pages.py, at that size against a tenth of it. The questions are words that nearly everything says, quotations of
them that are everywhere and nowhere, a word that is being typed, a slip of the keys, one kind, and a second page.
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

HELD, AMONG = 36, 3
WORST, GROWTH = 4.0, 1.3
FULL, QUICK = ("5000", "50000", "40"), ("400", "4000", "6")


def main(quick: bool) -> Iterator[Figure]:
    """On both databases, one after the other, each with a house for the demonstration and one for the time."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="coppice-search-")))
        houses = {"sqlite": [House(folder / "demo"), House(folder / "sqlite")]}
        try:
            demo, many = stack.enter_context(postgres()), stack.enter_context(postgres())
            houses["postgresql"] = [House(folder / "demo-postgresql", demo), House(folder / "postgresql", many)]
        except NoPostgres as reason:
            yield Figure("search", f"postgresql: not run: {reason}", 0, "", "run", False)
        for database, (demonstration, _) in houses.items():
            yield from quality(database, told(demonstration, "quality"))
        for database, (_, house) in houses.items():
            yield from times(database, told(house, *(QUICK if quick else FULL)))


def told(house: House, *words: str) -> list[dict[str, Any]]:
    """What bench.searches prints for a fresh house."""
    house.folder.mkdir()
    environment = house.environment | {"COPPICE_DEMO": "0"}
    for command in (["manage.py", "migrate", "--verbosity", "0"], ["-m", "bench.searches", *words]):
        done = subprocess.run(
            [sys.executable, *command], env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
        )
    return [json.loads(line) for line in done.stdout.splitlines()]


def quality(database: str, answers: list[dict[str, Any]]) -> Iterator[Figure]:
    for one in answers:
        if one["place"] > AMONG or not one["place"]:
            yield told_only(
                f"{database}: not among the first {AMONG}: {one['question']}", one["place"], "place, 0: not on the page"
            )
    held = sum(0 < one["place"] <= AMONG for one in answers)
    yield Figure(
        "search",
        f"{database}: hoped for and among the first {AMONG}",
        held,
        f"of {len(answers)}",
        f">= {HELD}",
        held >= HELD,
    )
    first = sum(one["place"] == 1 for one in answers)
    yield told_only(f"{database}: hoped for and the first", first, f"of {len(answers)}")


def times(database: str, found: list[dict[str, Any]]) -> Iterator[Figure]:
    for one in found:
        if "made" in one:
            yield told_only(f"{database}: {one['made']}", one["value"], one["unit"])
    small, large = ({one["page"]: one for one in found if one.get("size") == size} for size in ("small", "large"))
    yield told_only(f"{database}: the bare view", large.pop("bare")["milliseconds"], "ms")
    for page, one in large.items():
        yield Figure.at_most("search", f"{database}: {page}", one["ratio"], "× bare", WORST)
        grown = one["ratio"] / small[page]["ratio"]
        yield Figure.at_most("search", f"{database}: {page}: time from a tenth", grown, "×", GROWTH)
        yield told_only(f"{database}: {page}: queries", one["queries"], "queries")


def told_only(name: str, value: float, unit: str) -> Figure:
    return Figure("search", name, round(value, 3), unit, "told", True)
