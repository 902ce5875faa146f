"""The whole suite at once: what touches the database on SQLite and on PostgreSQL; in Chromium, and all else."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from workbench.chromium import find_chromium, install_chromium
from workbench.postgres import NoPostgres, postgres

ROOT = Path(__file__).resolve().parent.parent
NOTHING_COLLECTED = 5


@dataclass
class Run:
    """One pytest process of the three, and what it reported."""

    name: str
    folder: Path
    arguments: list[str]
    url: str = ""
    yields: int = 0
    process: "subprocess.Popen[bytes] | None" = None
    started: float = 0
    seconds: float = 0
    counts: Counter[str] = field(default_factory=Counter)
    not_run: Counter[str] = field(default_factory=Counter)

    @property
    def report(self) -> Path:
        return self.folder / f"{self.name.partition(',')[0]}.json"

    @property
    def log(self) -> Path:
        return self.folder / f"{self.name.partition(',')[0]}.log"

    def start(self, to_file: bool) -> None:
        environment = {**os.environ, "COPPICE_TEST_REPORT": str(self.report)}
        environment["COPPICE_DATABASE_URL"] = self.url
        environment["COPPICE_TEST_MIGRATED"] = str(self.folder / "migrated.sqlite3")
        self.started = time.monotonic()
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "pytest", "--rootdir", str(ROOT), "-c", str(ROOT / "pyproject.toml")]
                + ["-p", "no:cacheprovider", *self.arguments],
                env=environment,
                stdout=log if to_file else None,
                stderr=subprocess.STDOUT if to_file else None,
                stdin=subprocess.DEVNULL,
            )
        os.setpriority(os.PRIO_PROCESS, self.process.pid, self.yields)

    def is_over(self) -> bool:
        """Whether it has ended; how long it took is written down when this is first seen."""
        assert self.process
        if self.process.poll() is None:
            return False
        self.seconds = self.seconds or time.monotonic() - self.started
        return True

    def finish(self) -> int:
        assert self.process
        code = self.process.wait()
        if self.report.exists():
            found = json.loads(self.report.read_text())
            self.counts, self.not_run = Counter(found["counts"]), Counter(found["not_run"])
        else:
            self.counts = Counter(failed=1)
        return 0 if code == NOTHING_COLLECTED else code


def main(arguments: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # dozens of processes would each compile all of Django anew
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    arguments = [in_checkout(word) for word in arguments]
    named = any(Path(word.partition("::")[0]).exists() for word in arguments)
    where = [] if named else [str(ROOT / "coppice"), str(ROOT / "tests")]
    not_run: list[str] = []
    prepare_chromium(not_run)
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="coppice-suite-"))
        url = server(not_run, stack)
        return carry_out(planned(Path(folder), [*where, *arguments], url), not_run)


def planned(folder: Path, arguments: list[str], url: str) -> list[Run]:
    """Three processes for two cores: the one that waits for a browser goes first when it does not, and is not last."""
    quiet = ["--quiet", *arguments]
    half = ["--database-only", *(["--shared"] if url else [])]
    runs = [
        Run("SQLite", folder, [*half, *arguments], yields=3),
        Run("Chromium, and without a database", folder, ["--all-else", *quiet]),
    ]
    if url:
        runs.append(Run("PostgreSQL", folder, [*half, *quiet], url, yields=3))
    return runs


def in_checkout(word: str) -> str:
    """A path is looked for here first, then in the checkout; anything else is pytest's to understand."""
    path = word.partition("::")[0]
    return str(ROOT / word) if path and not Path(path).exists() and (ROOT / path).exists() else word


def prepare_chromium(not_run: list[str]) -> None:
    """Find Chromium, or install it; without one the browser tests cannot run, and the reason is kept."""
    path = find_chromium()
    if path is None:
        say("Tests: no Chromium yet; installing it ...")
        reason = install_chromium()
        path = find_chromium()
        if path is None:
            not_run.append(f"browser tests: {reason or 'Chromium was installed but does not run'}")
            return
    os.environ["COPPICE_CHROMIUM"] = path
    say(f"Tests: Chromium is {path}.")


def server(not_run: list[str], stack: ExitStack) -> str:
    """The address of the PostgreSQL that was given, or of one of our own; empty when there is none."""
    if given := os.environ.get("COPPICE_TEST_DATABASE_URL", ""):
        say("Tests: PostgreSQL is the one that COPPICE_TEST_DATABASE_URL names.")
        return given
    try:
        url = stack.enter_context(postgres())
    except NoPostgres as reason:
        not_run.append(f"tests on PostgreSQL: {reason}")
        return ""
    say("Tests: PostgreSQL is started for this run.")
    return url


def carry_out(runs: list[Run], not_run: list[str]) -> int:
    try:
        for run in runs:
            say(f"Tests: running on {run.name} ...")
            run.start(to_file=run is not runs[0])
        while sum(not run.is_over() for run in runs):
            time.sleep(0.2)
        codes = [run.finish() for run in runs]
    finally:
        for run in runs:
            if run.process and run.process.poll() is None:
                run.process.terminate()
                run.process.wait()
    for run, code in zip(runs[1:], codes[1:], strict=True):
        if code:
            say(f"\n---- {run.name} ----\n{run.log.read_text(errors='replace')}")
    return summarise(runs, codes, not_run)


def summarise(runs: list[Run], codes: list[int], not_run: list[str]) -> int:
    say("")
    for run in runs:
        parts = [f"{run.counts['passed']} passed", f"{run.counts['failed']} failed"]
        parts += [f"{run.counts['skipped']} not run"] if run.counts["skipped"] else []
        say(f"{run.name:<36}{', '.join(parts):<34}{run.seconds:.0f} s")
    reasons = not_run + [f"{count} x {why}" for run in runs for why, count in run.not_run.items()]
    say("Not run: " + ("; ".join(reasons) if reasons else "nothing"))
    total = sum((run.counts for run in runs), Counter[str]())
    failed = total["failed"] or any(codes) or not total["passed"]
    say("Tests: " + ("failed." if failed else "done, all passed."))
    say(f"{total['passed']} passed, {max(total['failed'], int(bool(failed)))} failed")
    return int(bool(failed))


def say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
