"""Backups at full size while people write: time, memory, what a second night costs, what is found, what comes back.

The full run has the demo community, 40,000 members around it and 2,000 files of a megabyte; memory is compared with
a tenth of that. The copy that is restored is backed up in its turn: rows and files must be the same bytes.
"""

import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from bench.figures import Figure
from bench.house import House
from bench.keeper import Keeper, flipped, only_here, parts
from workbench.postgres import NoPostgres, postgres

FULL, QUICK = (40_000, 2_000), (400, 40)
TENTH, FLAT, NEW = 10, 1.2, 0.2
MOST_SECONDS, MOST_MEGABYTES = 600, 250


def main(quick: bool) -> Iterator[Figure]:
    """Figures of both databases; `quick` has a small community and few files."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="coppice-backup-")))
        keepers = [Keeper("sqlite", House(folder / "sqlite"), House(folder / "sqlite-copy"))]
        try:
            url = stack.enter_context(postgres())
        except NoPostgres as reason:
            yield Figure("backup", f"postgresql: not run: {reason}", 0, "", "run", False)
        else:
            copy = House(folder / "postgresql-copy", url.replace("/coppice?", "/copy?"))
            keepers.append(Keeper("postgresql", House(folder / "postgresql", url), copy))
        with ThreadPoolExecutor(len(keepers) if quick else 1) as pool:
            for told in [pool.submit(list, figures_of(keeper, quick)) for keeper in keepers]:
                yield from told.result()


def figures_of(keeper: Keeper, quick: bool) -> Iterator[Figure]:
    members, files = QUICK if quick else FULL
    keeper.move_in(demo=not quick)
    keeper.grow(0, members // TENTH, 0, files // TENTH)
    small = keeper.must(keeper.house, "backup", keeper.shelf)
    keeper.grow(members // TENTH, members, files // TENTH, files)
    large, writing = keeper.back_up_while_people_write()
    name, backup = keeper.name, Path(large["backup"])
    yield Figure("backup", f"{name}: rows", large["rows"], "rows", "> 0", large["rows"] > 0)
    yield Figure("backup", f"{name}: size", round(large["bytes"] / 1e6, 1), "MB", "> 0", large["bytes"] > 0)
    yield Figure.at_most("backup", f"{name}: time while people write", large["seconds"], "s", MOST_SECONDS)
    yield Figure.at_most("backup", f"{name}: peak memory", large["peak_mb"], "MB", MOST_MEGABYTES)
    grown = large["peak_mb"] / small["peak_mb"]
    yield Figure.at_most("backup", f"{name}: peak memory over that of a tenth", grown, "x", FLAT)
    yield Figure("backup", f"{name}: saves meanwhile", writing.saves, "saves", "> 0", writing.saves > 0)
    yield Figure.exactly("backup", f"{name}: saves refused meanwhile", writing.refused, "saves", 0)
    yield Figure.exactly("backup", f"{name}: texts torn or older than promised", writing.torn_in(backup), "texts", 0)
    yield from second_night(keeper, backup)
    yield from verified(keeper, backup)
    yield from restored(keeper, backup)


def second_night(keeper: Keeper, first: Path) -> Iterator[Figure]:
    again = keeper.must(keeper.house, "backup", keeper.shelf)
    share = only_here(Path(again["backup"])) / again["bytes"]
    yield Figure.at_most("backup", f"{keeper.name}: second night, time", again["seconds"], "s", MOST_SECONDS)
    yield Figure.at_most("backup", f"{keeper.name}: second night, room over the first", share, "x", NEW)


def verified(keeper: Keeper, backup: Path) -> Iterator[Figure]:
    """A whole backup is found whole; one flipped bit anywhere is found."""
    told = keeper.must(keeper.house, "restore", backup, "--verify")
    yield Figure.at_most("backup", f"{keeper.name}: verify, time", told["seconds"], "s", MOST_SECONDS)
    yield Figure.at_most("backup", f"{keeper.name}: verify, peak memory", told["peak_mb"], "MB", MOST_MEGABYTES)
    rows, *_, content = (name for name in parts(backup) if name.startswith(("database/audience_item", "home/files/")))
    with flipped(backup / rows), flipped(backup / content):
        code, told, _ = keeper.command(keeper.house, "restore", backup, "--verify")
    found = len({rows, content} & set(told["damaged"])) if code == 1 and told["count"] == 2 else 0
    yield Figure.exactly("backup", f"{keeper.name}: flipped bits found", found, "of 2", 2)


def restored(keeper: Keeper, backup: Path) -> Iterator[Figure]:
    told = keeper.must(keeper.copy, "restore", backup)
    yield Figure.at_most("backup", f"{keeper.name}: restore, time", told["seconds"], "s", MOST_SECONDS)
    yield Figure.at_most("backup", f"{keeper.name}: restore, peak memory", told["peak_mb"], "MB", MOST_MEGABYTES)
    there = Path(keeper.must(keeper.copy, "backup", keeper.shelf.with_name(f"{keeper.name}-shelf-of-copy"))["backup"])
    here, again = (
        {name: digest for name, digest in parts(each).items() if name != "manifest.json"} for each in (backup, there)
    )
    differing = sum(here.get(name) != again.get(name) for name in here.keys() | again.keys())
    yield Figure.exactly("backup", f"{keeper.name}: parts of the copy that differ", differing, f"of {len(here)}", 0)
