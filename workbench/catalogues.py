"""Catalogues: the .po files that people translate, and the .mo files made of them, with a pseudo-language besides.

What is made is not kept in git: `bin/setup` makes it whenever a catalogue is newer. This module needs Babel alone.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PSEUDO, ENGLISH = "ar_XB", "en_GB"
# A number, and what it does to the word after it, in the order of the Unicode CLDR: dim, un, dau, tri, chwech, others.
WELSH_PLURALS = "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5);"
HEAD = """\
# Messages are found by bin/words; docs/welsh.md says what each thing is called.
msgid ""
msgstr ""
"Language: {}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: {}\\n"

"""
KEPT_AS_IT_IS = re.compile(r"%%|%\(\w+\)[sd]|%[sd]|\{\w*\}|<[^>]*>|&\w+;|https?:\S+")
DRESSED = str.maketrans("AaBbCcDdEeGgHhIiJjKkLlNnOoRrSsTtUuWwYyZz", "ÅåßƀÇçÐđËéĢğĤħÎïĴĵĶķĻļÑñÖøŘŕŠšŢŧÛüŴŵÝÿŽž")


def written() -> list[Path]:
    return sorted(ROOT.glob("coppice/*/locale/*/LC_MESSAGES/*.po"))


def made_of(path: Path) -> list[Path]:
    """What is made of a catalogue: the same for programs, its pseudo-language, and its English, found at once."""
    others = [path.parents[2] / language / "LC_MESSAGES" / f"{path.stem}.mo" for language in (PSEUDO, ENGLISH)]
    return [path.with_suffix(".mo"), *others]


def stale() -> list[Path]:
    return [path for path in written() if any(is_older(made, path) for made in made_of(path))]


def is_older(made: Path, path: Path) -> bool:
    return not made.is_file() or made.stat().st_mtime_ns < path.stat().st_mtime_ns


def make() -> int:
    """Make what is missing or older than its catalogue; how many."""
    asked = stale()
    for path in asked:
        catalogue, (real, pseudo, english) = read(path), made_of(path)
        put(real, catalogue)
        put(pseudo, said(catalogue, dress))
        put(english, said(catalogue, str))
    return len(asked)


def read(path: Path) -> Catalog:
    language = path.parts[-3]
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=path.stem, abort_invalid=True)


def put(path: Path, catalogue: Catalog) -> None:
    """Written beside and moved, since a server may be reading it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    with beside.open("wb") as file:
        write_mo(file, catalogue)
    beside.replace(path)


def save(path: Path, catalogue: Catalog) -> None:
    """With a head of the few lines that say something, so that only words make a difference."""
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.mime_headers = [("Plural-Forms", WELSH_PLURALS)]  # Babel itself knows five forms
    file = BytesIO()
    write_po(file, catalogue, width=120, sort_by_file=True, include_lineno=False, omit_header=True)
    path.write_text(HEAD.format(path.parts[-3], WELSH_PLURALS) + file.getvalue().decode(), encoding="utf-8")


def said(catalogue: Catalog, how: Callable[[str], str]) -> Catalog:
    """The same messages in English, said in some way. To search for what is nowhere would cost more than to find it."""
    english = Catalog(locale="en", charset="utf-8")
    for message in messages(catalogue):
        ids = message.id if isinstance(message.id, (list, tuple)) else (message.id,)
        words = tuple(how(words) for words in ids)
        english.add(message.id, words if len(words) > 1 else words[0], context=message.context)
    return english


def dress(words: str) -> str:
    """English with its letters dressed up and a third longer, in brackets that show where it was cut."""
    plain = KEPT_AS_IT_IS.split(words)
    kept = [*KEPT_AS_IT_IS.findall(words), ""]
    said = "".join(each.translate(DRESSED) + mark for each, mark in zip(plain, kept, strict=True))
    return f"⟦{said}{'·' * (len(words) // 3)}⟧"


def messages(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


if __name__ == "__main__":
    if made := make():
        print(f"Setup: {made} catalogues of words made anew.")
    sys.exit(0)
