"""Reading and writing where twenty thousand people talk: 2,000 groups, 20,000 topics, 600,000 posts.

Measured as bench/pages.py measures, by turns with the bare view. Pages are asked for in the whole of it and in a tenth;
writing in the whole and among two hundred people.
"""

from collections.abc import Iterator

from bench.figures import Figure
from bench.pages import GROWTH, Told, information, on_both

WORST, WORST_OF_200 = 4.0, 10.0
FULL, QUICK = ("20000", "30"), ("1000", "6")


def main(quick: bool) -> Iterator[Figure]:
    """Figures of both databases; `quick` has fewer people and fewer rounds."""
    told = yield from on_both("talk", "bench.talk_visits", QUICK if quick else FULL)
    for database, found in told.items():
        yield from reading(database, found)
        yield from writing(database, found)


def reading(database: str, told: Told) -> Iterator[Figure]:
    small, large = (
        {one["page"]: one for one in told if one.get("size") == size and "page" in one} for size in ("small", "large")
    )
    yield information("talk", f"{database}: the bare view", large.pop("bare")["milliseconds"], "ms")
    for page, one in large.items():
        most = WORST_OF_200 if "200" in page else WORST
        yield Figure.at_most("talk", f"{database}: {page}", one["ratio"], "× bare", most)
        yield Figure.exactly("talk", f"{database}: {page}: queries", one["queries"], "queries", small[page]["queries"])
        grown = one["ratio"] / small[page]["ratio"]
        yield Figure.at_most("talk", f"{database}: {page}: time from a tenth to all", grown, "×", GROWTH)


def writing(database: str, told: Told) -> Iterator[Figure]:
    few, large = (
        {one["writing"]: one["ratio"] for one in told if one.get("size") == size and "writing" in one}
        for size in ("few", "large")
    )
    for what, ratio in large.items():
        yield information("talk", f"{database}: {what}", ratio, "× bare")
        yield Figure.at_most("talk", f"{database}: {what}: time from 200 people to all", ratio / few[what], "×", GROWTH)
