"""Kill everything while somebody writes and tasks run: nothing acknowledged is lost, no task is lost or done twice."""

import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from bench.autosaving import Autosaver, Session
from bench.crashes import crash_browsers
from bench.figures import Figure
from bench.house import House
from workbench.postgres import NoPostgres, postgres

TASKS_A_KILL = 15
SETTLING = 120


def main(quick: bool) -> Iterator[Figure]:
    kills, crashes = (3, 1) if quick else (50, 10)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="coppice-faults-")))
        houses = {"sqlite": House(folder / "sqlite")}
        try:
            houses["postgresql"] = House(folder / "postgresql", stack.enter_context(postgres()))
        except NoPostgres as reason:
            yield Figure("faults", f"postgresql: not run: {reason}", 0, "", "run", False)
        with ThreadPoolExecutor(len(houses)) as pool:
            yield from (
                figure for found in pool.map(kill_servers, houses, houses.values(), [kills] * 2) for figure in found
            )
        yield from crash_browsers(House(folder / "browser"), crashes)


def kill_servers(name: str, house: House, kills: int) -> list[Figure]:
    house.folder.mkdir()
    house.ask("manage.py", "migrate", "--verbosity", "0")
    tasks = TASKS_A_KILL * kills
    planted = house.plant("plant", kills, tasks)
    session, seen = Session(house.port), Counter[str]()
    house.start()
    try:
        session.sign_in(planted["person"])
        for entry in planted["entries"]:
            one_kill(house, Autosaver(session, entry), seen)
        found = settle(house, tasks)
    finally:
        house.kill()
    return [
        Figure.exactly("faults", f"{name}: server killed in mid-save", kills, "kills", kills),
        Figure("faults", f"{name}: saves acknowledged", seen["acknowledged"], "saves", "> 0", seen["acknowledged"] > 0),
        Figure.exactly("faults", f"{name}: acknowledged saves lost", seen["lost"], "saves", 0),
        Figure.exactly("faults", f"{name}: saves refused or in false conflict", seen["refused"], "saves", 0),
        Figure("faults", f"{name}: tasks interrupted", found["interrupted"], "tasks", ">= 0", True),
        Figure.exactly("faults", f"{name}: tasks lost or unfinished", found["lost"] + found["unfinished"], "tasks", 0),
        Figure.exactly("faults", f"{name}: tasks done twice", found["twice"], "tasks", 0),
    ]


def one_kill(house: House, autosaver: Autosaver, seen: Counter[str]) -> None:
    """Kill while the writer writes; start again, look, and let the same writer go on with what was not answered."""
    autosaver.begin()
    autosaver.wait_for(random.randint(1, 25))
    time.sleep(random.uniform(0, 0.05))
    house.kill()
    autosaver.stopping.set()
    autosaver.join()
    house.start()
    seen["lost"] += autosaver.missing()
    seen["acknowledged"] += autosaver.acknowledged
    autosaver.save()
    seen["refused"] += len(autosaver.refused)


def settle(house: House, tasks: int) -> dict[str, int]:
    """Wait until every task has ended, then count what they did."""
    end = time.monotonic() + SETTLING
    while True:
        found: dict[str, int] = house.plant("count", tasks)
        if not found["unfinished"] or time.monotonic() > end:
            return found
        time.sleep(3)
