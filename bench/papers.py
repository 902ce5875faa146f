"""Ten people's documents come in and go out: no word that was planted in them is lost without being told.

Each is brought in by the command that the pages use, and then every planted word is looked for in what its owner has:
sections, entries, files, and what is kept beside an entry in words. What is not there must be accounted for by a
sentence of the report. Then each portfolio leaves in every format, and what is in it is looked for in there.
"""

from __future__ import annotations

import html
import json
import re
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django

from bench.figures import Figure
from bench.house import House

LONG, SHORT = (12_000, 100), (1_500, 12)


def main(quick: bool) -> Iterator[Figure]:
    """Figures for each document; with `quick` the long one has an eighth of its words and pictures."""
    with tempfile.TemporaryDirectory(prefix="coppice-papers-") as name:
        house = House(Path(name) / "house")
        house.folder.mkdir()
        house.ask("manage.py", "migrate", "--verbosity", "0")
        told = house.ask("-m", "bench.papers", name, *map(str, SHORT if quick else LONG))
    lost = planted = 0
    for one in map(json.loads, told.splitlines()):
        paper, planted, lost = one["paper"], planted + one["planted"], lost + len(one["lost"])
        yield Figure("papers", f"{paper}: words planted", one["planted"], "words", "> 0", one["planted"] > 0)
        yield Figure("papers", f"{paper}: told of instead", one["told"], "words", ">= 0", True)
        yield Figure.exactly(
            "papers", f"{paper}: lost in silence {one['lost'] or ''}".strip(), len(one["lost"]), "words", 0
        )
        yield Figure.exactly("papers", f"{paper}: pictures brought in", one["pictures"], "pictures", one["shown"])
        for kind, missing in one["out"].items():
            yield Figure.exactly(
                "papers", f"{paper}: not in the {kind} {missing or ''}".strip(), len(missing), "words", 0
            )
    yield Figure("papers", "words planted in all", planted, "words", "> 100", planted > 100)
    yield Figure.exactly("papers", "words lost in silence in all", lost, "words", 0)


def trail(folder: Path, words: int, pictures: int) -> None:
    """In a process of its own, in its own house."""
    django.setup()
    from bench.papers_made import papers
    from coppice.accounts.models import Person

    for paper in papers(folder, words=words, pictures=pictures):
        person = Person.objects.create_user(f"{paper.name}@papers.example", name=f"Rhian {paper.name.title()}")
        summary = brought_in(paper.path, person)
        said, there = "\n".join(summary["not_understood"]), everything_of(person)
        missing = {word: row for word, row in paper.marks.items() if word not in there}
        told = {word for word, (_, account) in missing.items() if account and re.search(account, said)}
        lost = sorted(f"{where} ({word})" for word, (where, _) in missing.items() if word not in told)
        out = taken_out(folder, paper, summary.get("portfolio"))
        shown = {"pictures": summary["files"], "shown": paper.pictures, "out": out}
        print(json.dumps({"paper": paper.name, "planted": len(paper.marks), "told": len(told), "lost": lost, **shown}))


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


def taken_out(folder: Path, paper: Any, portfolio: Any) -> dict[str, list[str]]:
    """What stands in the sections, and is in a file of each kind no more."""
    from coppice.portfolios import moving
    from coppice.portfolios.gathering import dossier_of

    if portfolio is None:
        return {}
    written = " ".join(str(section.texts) for section in portfolio.here())
    expected = [word for word in paper.marks if word in written]
    found = {}
    for kind in ("docx", "odt", "epub", "site", "archive", "leap2a"):
        target = folder / f"{paper.name}.{kind}"
        moving.write(dossier_of(portfolio), kind, target)
        with zipfile.ZipFile(target) as packed:
            texts = [
                packed.read(name).decode("utf-8", "replace") for name in packed.namelist() if name.endswith(ENDINGS)
            ]
        text = html.unescape("".join(texts))
        found[kind] = [f"{paper.marks[word][0]} ({word})" for word in expected if word not in text]
    return found


ENDINGS = (".xml", ".xhtml", ".html", ".json", ".md")

if __name__ == "__main__":
    trail(Path(sys.argv[1]), *map(int, sys.argv[2:]))
