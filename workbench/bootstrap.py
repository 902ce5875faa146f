"""Set up Coppice in .venv: find uv, find a Python 3.12 or newer, install exactly what requirements.lock says.

Only the standard library, and only what Python 3.8 knows: this runs before anything is installed.
"""

from __future__ import annotations

import contextlib
import fcntl
import glob
import hashlib
import os
import pwd
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Iterator

from workbench import index

ROOT = index.ROOT
LOCK = ROOT / "requirements.lock"
VENV = ROOT / ".venv"
TOOLS = index.TOOLS
STAMP = VENV / "coppice-lock.sha256"
OLDEST_PYTHON = (3, 12)
UV_VERSION = "0.13.9"
OLDEST_UV = (0, 13)


class CannotSetUp(Exception):
    """Setting up stopped; the message says why and what to do."""


def main(arguments: list[str]) -> int:
    quiet = "--quiet" in arguments
    if is_done() and not words_are_stale():
        if not quiet:
            say("Setup: done, nothing to do.")
        return 0
    try:
        with alone():
            if not is_done():
                set_up()
            if words_are_stale():
                run([str(VENV / "bin" / "python"), str(ROOT / "workbench" / "catalogues.py")])
    except CannotSetUp as reason:
        say("Setup stopped: {}".format(reason), error=True)
        return 1
    return 0


def set_up() -> None:
    started, uv = time.monotonic(), find_uv() or install_uv()
    say("Setup: uv {} ({}).".format(".".join(map(str, uv_version(uv))), uv))
    make_environment(uv)
    say("Setup: installing the locked packages ...")
    python = str(VENV / "bin" / "python")
    run([uv, "pip", "sync", "--python", python, "--require-hashes", "--compile-bytecode", "--quiet", str(LOCK)])
    STAMP.write_text(fingerprint())
    say("Setup: done in {:.0f} s.".format(time.monotonic() - started))


def is_done() -> bool:
    """Whether .venv runs and holds what the lock says."""
    return (
        STAMP.is_file() and STAMP.read_text() == fingerprint() and python_version(VENV / "bin" / "python") is not None
    )


def words_are_stale() -> bool:
    """Whether a catalogue of another language is newer than what was made of it (workbench/catalogues.py makes it)."""
    for path in ROOT.glob("coppice/*/locale/*/LC_MESSAGES/*.po"):
        made = path.with_suffix(".mo")
        if not made.is_file() or made.stat().st_mtime_ns < path.stat().st_mtime_ns:
            return True
    return False


def fingerprint() -> str:
    return hashlib.sha256(LOCK.read_bytes()).hexdigest()


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Hold the setup for this process, so that bin/dev and bin/test may be started at once."""
    TOOLS.mkdir(exist_ok=True)
    with (TOOLS / "setup.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def find_uv() -> str | None:
    candidates = [os.environ.get("UV", ""), str(TOOLS / "bin" / "uv"), shutil.which("uv") or ""]
    candidates += [str(home / ".local/bin/uv") for home in homes()] + [str(home / ".cargo/bin/uv") for home in homes()]
    for candidate in candidates:
        if candidate and uv_version(candidate) >= OLDEST_UV:
            return candidate
    return None


def install_uv() -> str:
    """Install uv into .tools with the first pip that works; needs no virtual environment and no root."""
    say("Setup: getting uv ...")
    for pip in pips():
        command = pip + ["install", "--quiet", "--disable-pip-version-check", "--no-warn-script-location"]
        command += ["--upgrade", "--target", str(TOOLS), "uv=={}".format(UV_VERSION)]
        if succeeds(command) and uv_version(str(TOOLS / "bin" / "uv")) >= OLDEST_UV:
            return str(TOOLS / "bin" / "uv")
    raise CannotSetUp(
        "uv {} could not be installed. Install uv or pip for your python3 (Debian: apt install python3-pip), "
        "see that a package index can be reached, and run bin/setup again.".format(UV_VERSION)
    )


def pips() -> Iterator[list[str]]:
    pythons = [sys.executable] + [str(python) for python in candidate_pythons()]
    for python in dict.fromkeys(pythons):
        if succeeds([python, "-m", "pip", "--version"]):
            yield [python, "-m", "pip"]
    scratch = TOOLS / "pip"
    if succeeds([sys.executable, "-m", "venv", str(scratch)]):
        yield [str(scratch / "bin" / "python"), "-m", "pip"]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say("Setup: this Python has no pip; asking apt for it ...")
        succeeds(["apt-get", "update", "-qq"])
        if succeeds(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "python3-pip"]):
            yield ["/usr/bin/python3", "-m", "pip"]


def uv_version(uv: str) -> tuple[int, ...]:
    """Return the version of this uv, or an empty tuple when it does not run."""
    words = output([uv, "--version"]).split()
    try:
        return tuple(int(number) for number in words[1].split("+")[0].split("."))
    except (IndexError, ValueError):
        return ()


def make_environment(uv: str) -> None:
    found = python_version(VENV / "bin" / "python")
    if found and found >= OLDEST_PYTHON:
        return
    python = find_python()
    if python:
        say("Setup: Python {}.{} ({}).".format(*python_version(python) or (0, 0), python))
        run([uv, "venv", "--quiet", "--clear", "--python", str(python), str(VENV)])
        return
    say("Setup: no Python 3.12 or newer here; asking uv to fetch one ...")
    if not succeeds([uv, "venv", "--quiet", "--clear", "--managed-python", "--python", "3.13", str(VENV)]):
        raise CannotSetUp(
            "Coppice needs Python 3.12 or newer, none runs here and none could be fetched. Install one "
            "and name it with COPPICE_PYTHON=/path/to/python3 if it is in an unusual place."
        )


def find_python() -> Path | None:
    named = os.environ.get("COPPICE_PYTHON")
    if named and (python_version(Path(named)) or (0, 0)) < OLDEST_PYTHON:
        raise CannotSetUp("COPPICE_PYTHON names {}, which does not run or is older than 3.12.".format(named))
    for candidate in candidate_pythons():
        version = python_version(candidate)
        if version and version >= OLDEST_PYTHON:
            return candidate
    return None


def candidate_pythons() -> Iterator[Path]:
    """Yield the places where a Python may be, likeliest first. Being there does not mean that it runs."""
    if os.environ.get("COPPICE_PYTHON"):
        yield Path(os.environ["COPPICE_PYTHON"])
    for name in ("python3.13", "python3.12", "python3.14", "python3"):
        for folder in os.environ.get("PATH", os.defpath).split(os.pathsep):
            if (Path(folder) / name).is_file():
                yield Path(folder) / name
    for folder in ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin", *version_manager_folders()]:
        for found in sorted(glob.glob(folder + "/python3.1[2-9]"), reverse=True):
            yield Path(found)


def version_manager_folders() -> Iterator[str]:
    roots = [os.environ.get("PYENV_ROOT", "")] + [str(home / ".pyenv") for home in homes()]
    roots += [str(Path(folder).parent) for folder in os.environ.get("PATH", "").split(os.pathsep) if "shims" in folder]
    for root in dict.fromkeys(filter(None, roots)):
        yield root + "/versions/3.1[2-9]*/bin"
    for home in homes():
        yield str(home / ".local/share/uv/python/*/bin")
        yield str(home / ".asdf/installs/python/3.1[2-9]*/bin")
    yield "/opt/*/bin"
    yield "/opt/*/*/bin"


def homes() -> list[Path]:
    """Return the home of the environment and that of the account, which differ under some launchers."""
    found = [Path(os.environ["HOME"])] if os.environ.get("HOME") else []
    with contextlib.suppress(KeyError):
        found.append(Path(pwd.getpwuid(os.getuid()).pw_dir))
    return list(dict.fromkeys(found))


def python_version(python: Path) -> tuple[int, int] | None:
    """Return the version that this Python reports when run with a working venv and SSL, or None."""
    words = output([str(python), "-c", "import ssl, sqlite3, sys, venv; print(*sys.version_info[:2])"]).split()
    return (int(words[0]), int(words[1])) if len(words) == 2 else None


def output(command: list[str]) -> str:
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=30, check=True)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode()


def succeeds(command: list[str]) -> bool:
    try:
        return (
            subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode == 0
        )
    except OSError:
        return False


def run(command: list[str]) -> None:
    """Run uv; when that fails, once more with the certificates of the system, which organisations add their own to."""
    for trust in ({}, {"UV_SYSTEM_CERTS": "1", "UV_NATIVE_TLS": "1"}):
        environment = {**index.environment_for_uv(), **trust}
        done = subprocess.run(command, env=environment, stderr=subprocess.PIPE, check=False)
        if not done.returncode:
            return
    said = done.stderr.decode(errors="replace").strip()
    raise CannotSetUp("this command failed with {}: {}\n{}".format(done.returncode, " ".join(command), said))


def say(line: str, error: bool = False) -> None:
    print(line, file=sys.stderr if error else sys.stdout, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
