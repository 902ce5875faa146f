"""The way of one person’s document: in, out in every format, and in again by somebody else."""

from __future__ import annotations

import html
import json
import re
import resource
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import django
from django.utils import timezone

from bench.formats import own_peak

ENDINGS = (".xml", ".xhtml", ".html", ".json", ".md")
PACKED_AS = {"docx": ".docx", "odt": ".odt", "epub": ".epub"}
COME_IN_AGAIN = ("docx", "odt", "archive", "leap2a")


def trail(folder: Path, name: str, words: int, pictures: int) -> dict[str, Any]:
    """What became of one paper, in a process of its own, in the house of all."""
    from bench.papers_made import Paper
    from coppice.accounts.models import Person

    paper = Paper(name, (words, pictures))
    path = paper.written(folder / name)
    person = Person.objects.create_user(f"{name}@papers.example", name=f"Rhian {name.title()}")
    begun = time.monotonic()
    summary = brought_in(path, person)
    seconds = round(time.monotonic() - begun, 2)
    said, there = "\n".join(summary["not_understood"]), everything_of(person)
    missing = {word: row for word, row in paper.marks.items() if word not in there}
    told = {word for word, (_, account) in missing.items() if account and re.search(account, said)}
    kept = {word: where for word, (where, _) in paper.marks.items() if word not in missing}
    return {
        "paper": name, "planted": len(paper.marks), "told": len(told), "seconds": seconds,
        "lost": sorted(f"{where} ({word})" for word, (where, _) in missing.items() if word not in told),
        "pictures": summary["files"], "shown": paper.pictures,
        **taken_out(folder, name, person, summary["portfolio"], kept), "megabytes": round(peak_megabytes()),
    }  # fmt: skip


def brought_in(path: Path, person: Any) -> dict[str, Any]:
    from coppice.portfolios.management.commands.import_portfolio import Command

    made = Command().bring(path, person.email, "cmalt", "")
    if made.state != "done":
        raise RuntimeError(f"{path}: {made.sentence}")
    return {**made.summary, "portfolio": made.portfolio}


def everything_of(person: Any) -> str:
    """All that the person's things say, wherever it is kept; not the way it took, nor earlier versions."""
    from coppice.files.models import File
    from coppice.journal.models import Entry, EntryLink, Origin, Tool
    from coppice.portfolios.models import Portfolio, Section

    rows = [
        *Section.objects.filter(author=person).values_list("title", "texts"),
        *Portfolio.objects.filter(author=person).values_list("title"),
        *Entry.objects.filter(author=person).values_list("title", "texts", "with_whom"),
        *EntryLink.objects.filter(entry__author=person).values_list("url", "label"),
        *Origin.objects.filter(keeper=person).values_list("name", "told"),
        *Tool.objects.filter(person=person).values_list("name"),
        *File.objects.filter(owner=person).values_list("name", "alt"),
    ]
    return html.unescape(str(rows))


def taken_out(folder: Path, name: str, person: Any, portfolio: Any, kept: dict[str, str]) -> dict[str, Any]:
    """What the person has, and is in a file of each kind no more; and what somebody else has not who brings it in."""
    from coppice.accounts.models import Person
    from coppice.portfolios import moving
    from coppice.portfolios.gathering import dossier_of
    from coppice.privacy import everything

    target = folder / f"{name}-everything.zip"
    everything.write(person, target, now=timezone.now())
    out, again = {"archive of everything": missing_in(text_of(target), kept)}, {}
    written = " ".join(str(section.texts) for section in portfolio.here()) if portfolio else ""
    in_sections = {word: where for word, where in kept.items() if word in written}
    for kind in ("docx", "odt", "epub", "site", "archive", "leap2a") if portfolio else ():
        target = folder / f"{name}-{kind}{PACKED_AS.get(kind, '.zip')}"
        moving.write(dossier_of(portfolio), kind, target)
        out[kind] = missing_in(text_of(target), in_sections)
        if kind in COME_IN_AGAIN:
            other = Person.objects.create_user(f"{name}-{kind}@papers.example", name="Lowri Again")
            brought_in(target, other)
            again[kind] = missing_in(everything_of(other), in_sections)
    return {"out": out, "again": again}


def text_of(path: Path) -> str:
    with zipfile.ZipFile(path) as packed:
        names = [name for name in packed.namelist() if name.endswith(ENDINGS)]
        return html.unescape("".join(packed.read(name).decode("utf-8", "replace") for name in names))


def missing_in(text: str, marks: dict[str, str]) -> list[str]:
    return [f"{where} ({word})" for word, where in marks.items() if word not in text]


def peak_megabytes() -> float:
    """This process's and its largest child's: more than was ever in use."""
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return own_peak(unit) + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / unit


if __name__ == "__main__":
    django.setup()
    print(json.dumps(trail(Path(sys.argv[1]), sys.argv[2], *map(int, sys.argv[3:]))))
