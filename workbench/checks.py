"""Every check in a line each: what is right, what is not. Runs them all, fails at the end."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from tempfile import TemporaryDirectory

from workbench import rules, unwrapped
from workbench.extracting import apps
from workbench.rules import ROOT

BIN = ROOT / ".venv" / "bin"


@dataclass(frozen=True)
class Outcome:
    complaint: str
    seconds: float


@dataclass(frozen=True)
class Check:
    name: str
    look: Callable[[], str]
    """Returns what is wrong; an empty string when nothing is."""

    def __call__(self) -> Outcome:
        started = time.monotonic()
        try:
            complaint = self.look()
        except Exception as failure:  # noqa: BLE001 a check that cannot run has failed, and the others go on
            complaint = f"this check could not run: {type(failure).__name__}: {failure}"
        return Outcome(complaint, time.monotonic() - started)


def command(*words: str, **settings: str) -> str:
    """Run a command in the checkout; what it printed, if it failed."""
    with TemporaryDirectory(prefix="coppice-check-") as home:
        own = {name: value for name, value in os.environ.items() if not name.startswith("COPPICE_")}
        done = subprocess.run(
            words,
            cwd=ROOT,
            env={**own, "COPPICE_HOME": home, **settings},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
    return (done.stdout + done.stderr).strip() or "failed without a word" if done.returncode else ""


def python(*words: str, **settings: str) -> str:
    return command(str(BIN / "python"), *words, **settings)


def types() -> str:
    """Checked from nothing each time: with a cache the Django plugin reports managers that are right as wrong."""
    lines = command(str(BIN / "mypy"), f"--cache-dir={os.devnull}").splitlines()
    return "\n".join(line for line in lines if ": note:" not in line)


def templates() -> str:
    names = [str(path) for path in rules.tracked(".html") if "/templates/" in str(path)]
    return command(str(BIN / "djade"), "--check", "--target-version", "6.1", *names) if names else ""


def safe_settings() -> str:
    """Production starts with safe settings, and refuses unsafe ones."""
    safe = {
        "COPPICE_PRODUCTION": "1",
        "COPPICE_SECRET_KEY": "check-" + "0123456789abcdefghijklmnopqrstuvwxyz" * 2,
        "COPPICE_BASE_URL": "https://community.example",
        "COPPICE_ALLOWED_HOSTS": "community.example",
    }
    if complaint := python("manage.py", "check", "--deploy", "--fail-level", "WARNING", **safe):
        return complaint
    unsafe = [
        name for name in ("COPPICE_DEMO", "COPPICE_DEBUG") if not python("manage.py", "check", **safe, **{name: "1"})
    ]
    return "\n".join(f"production starts with {name} on" for name in unsafe)


def words() -> str:
    """Everything said is said in Welsh too."""
    from workbench.words import complaints

    return complaints(apps())


CHECKS = [
    Check("types", types),
    Check("format", lambda: command(str(BIN / "ruff"), "format", "--check", "--output-format", "concise", ".")),
    Check("lint", lambda: command(str(BIN / "ruff"), "check", "--quiet", "--output-format", "concise", ".")),
    Check("templates", templates),
    Check("floors", lambda: command(str(BIN / "lint-imports"), "--no-logo")),
    Check("migrations", lambda: python("manage.py", "makemigrations", "--check", "--dry-run")),
    Check("settings", safe_settings),
    Check("documents", rules.documents),
    Check("addresses", rules.addresses),
    Check("names", rules.names),
    Check("sizes", rules.sizes),
    Check("words", words),
    Check("wrapped", lambda: unwrapped.complaints(apps())),
]


def main(arguments: list[str]) -> int:
    chosen = [check for check in CHECKS if not arguments or check.name in arguments]
    if not chosen:
        print(f"No such check. There are: {', '.join(check.name for check in CHECKS)}.", file=sys.stderr)
        return 2
    failed: list[str] = []
    with ThreadPoolExecutor(2) as pool:
        for check, outcome in zip(chosen, pool.map(lambda check: check(), chosen), strict=True):
            print(f"{check.name:<12}{'failed' if outcome.complaint else 'ok':<8}{outcome.seconds:.1f} s", flush=True)
            if outcome.complaint:
                failed.append(check.name)
                print(outcome.complaint + "\n", flush=True)
    print(f"Checks: failed ({', '.join(failed)})." if failed else "Checks: done, all ok.")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
