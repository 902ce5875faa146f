"""Whoever looks after a house in the bench of backups: lets it grow, and backs it up while people write."""

import gzip
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.autosaving import Autosaver, Session
from bench.house import ROOT, House

WRITERS = 2
SENTENCE = re.compile(r"s(\d+)s\.")

type Told = dict[str, Any]


@dataclass
class Writing:
    """What people wrote during a backup, and how many saves each had been promised before it began."""

    writers: list[Autosaver]
    promised: list[int]

    @property
    def saves(self) -> int:
        return sum(writer.acknowledged for writer in self.writers) - sum(self.promised)

    @property
    def refused(self) -> int:
        return sum(len(writer.refused) for writer in self.writers)

    def torn_in(self, backup: Path) -> int:
        """Texts that are not one whole save, or not as new as what was promised before the backup."""
        kept = texts_in(backup)
        numbers = [[int(number) for number in SENTENCE.findall(kept[writer.entry])] for writer in self.writers]
        told = zip(numbers, self.promised, strict=True)
        return sum(each != list(range(1, len(each) + 1)) or len(each) < promised for each, promised in told)


@dataclass
class Keeper:
    name: str
    house: House
    copy: House
    person: str = ""
    entries: list[str] = field(default_factory=list)

    @property
    def shelf(self) -> Path:
        return self.house.folder.parent / f"{self.name}-shelf"

    def move_in(self, demo: bool) -> None:
        self.house.folder.mkdir()
        self.house.ask("manage.py", "migrate", "--verbosity", "0")
        if demo:
            self.house.ask("manage.py", "seed_demo")
        if self.copy.database_url:
            self.make_database()
        planted = self.house.plant("plant", WRITERS, 0)
        self.person, self.entries = planted["person"], planted["entries"]

    def make_database(self) -> None:
        import psycopg

        with psycopg.connect(self.house.database_url, autocommit=True) as connection:
            connection.execute("CREATE DATABASE copy")

    def grow(self, *numbers: int) -> None:
        self.house.ask("-m", "bench.crowd", *map(str, numbers))

    def back_up_while_people_write(self) -> tuple[Told, Writing]:
        self.house.start(worker_lease=30)
        try:
            session = Session(self.house.port)
            session.sign_in(self.person)
            writers = [Autosaver(session, entry) for entry in self.entries]
            for writer in writers:
                writer.begin()
                writer.wait_for(2)
            writing = Writing(writers, [writer.acknowledged for writer in writers])
            told = self.must(self.house, "backup", self.shelf)
            for writer in writers:
                writer.stopping.set()
                writer.join()
        finally:
            self.house.kill()
        return told, writing

    def command(self, house: House, *words: object) -> tuple[int, Told, str]:
        """How `manage.py WORDS` ended, the summary it printed last, and what it complained of."""
        done = subprocess.run(
            [sys.executable, "manage.py", *map(str, words)],
            env=house.environment, cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        last = (done.stdout.splitlines() or [""])[-1]
        return done.returncode, json.loads(last) if last.startswith("{") else {}, done.stderr[-800:]

    def must(self, house: House, *words: object) -> Told:
        code, told, complaint = self.command(house, *words)
        if code:
            raise RuntimeError(f"{words}: {complaint}")
        return told


def texts_in(backup: Path) -> dict[str, str]:
    """What happened, by entry."""
    with gzip.open(backup / "database" / "journal_entry.jsonl.gz", "rt", encoding="utf-8") as lines:
        columns = json.loads(next(lines))
        rows = (dict(zip(columns, json.loads(line), strict=True)) for line in lines)
        return {row["item_ptr_id"]: row["texts"].get("happened", "") for row in rows}


def parts(backup: Path) -> dict[str, str]:
    """Name and SHA-256 of each part."""
    lines = (backup / "SHA256SUMS").read_text().splitlines()
    return {name: digest for digest, name in (line.split("  ", 1) for line in lines)}


def only_here(backup: Path) -> int:
    """Bytes of a backup that it does not share with another."""
    sizes = [path.stat() for path in backup.rglob("*") if path.is_file()]
    return sum(found.st_size for found in sizes if found.st_nlink == 1)


@contextmanager
def flipped(path: Path) -> Iterator[None]:
    """One bit in the middle of the file is another, for as long as the block lasts."""
    turn_bit(path)
    try:
        yield
    finally:
        turn_bit(path)


def turn_bit(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(middle := path.stat().st_size // 2)
        [byte] = file.read(1)
        file.seek(middle)
        file.write(bytes([byte ^ 4]))
