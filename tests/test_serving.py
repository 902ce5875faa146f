"""Parts that are kept running side by side: started again, given up, ended together however the end comes."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coppice.config.serving import NotServing, Part, Supervisor

ROOT = Path(__file__).resolve().parents[1]
STAYS = "import os, sys, time; open(sys.argv[1], 'a').write(f'{os.getpid()}\\n'); time.sleep(60)"
SUPERVISE = f"""
import sys
from coppice.config.serving import Part, Supervisor
Supervisor([Part("one", ["-c", {STAYS!r}, sys.argv[1]]), Part("two", ["-c", {STAYS!r}, sys.argv[2]])]).run()
"""


@pytest.fixture
def supervised(tmp_path: Path) -> Iterator[tuple["subprocess.Popen[bytes]", list[Path]]]:
    notes = [tmp_path / "one", tmp_path / "two"]
    process = subprocess.Popen([sys.executable, "-c", SUPERVISE, *map(str, notes)], cwd=ROOT)
    wait_until(lambda: all(pids(note) for note in notes))
    yield process, notes
    process.kill()
    process.wait()


def pids(note: Path) -> list[int]:
    return [int(line) for line in note.read_text().split()] if note.exists() else []


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 90
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can end a process with its parent")
def test_both_parts_end_when_the_supervisor_is_killed(
    supervised: tuple["subprocess.Popen[bytes]", list[Path]],
) -> None:
    process, notes = supervised
    process.kill()
    wait_until(lambda: not any(is_alive(pid) for note in notes for pid in pids(note)))


def test_both_parts_end_when_the_supervisor_is_asked_to_stop(
    supervised: tuple["subprocess.Popen[bytes]", list[Path]],
) -> None:
    process, notes = supervised
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == 0
    assert not any(is_alive(pid) for note in notes for pid in pids(note))


def test_a_part_that_is_killed_is_started_again(supervised: tuple["subprocess.Popen[bytes]", list[Path]]) -> None:
    _, notes = supervised
    os.kill(pids(notes[0])[0], signal.SIGKILL)
    wait_until(lambda: len(pids(notes[0])) == 2)
    assert len(pids(notes[1])) == 1


def test_a_part_that_ends_again_and_again_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    with pytest.raises(NotServing, match="ends again and again"):
        Supervisor([Part("broken part", ["-c", "raise SystemExit(1)"])]).run()
