"""Bring the catalogues up to date with what Coppice says, and say which messages still lack words: bin/words."""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message

from workbench import catalogues
from workbench.catalogues import ROOT, messages, read, save
from workbench.extracting import DOMAINS, apps, catalogue_of, home_of

LANGUAGE = "cy"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
TAG = re.compile(r"</?\w+[^>]*>")
type Key = tuple[str, str]


def update(app: str, domain: str) -> None:
    """Add what is new to a catalogue, and take out what is no longer said."""
    found, path = catalogue_of(app, domain), home_of(app, LANGUAGE, domain)
    had = {key(message): message for message in messages(read(path))} if path.exists() else {}
    fresh = Catalog(locale=LANGUAGE, domain=domain)
    for message in messages(found):
        known = had.get(key(message))
        string = known.string if known and is_plural(known) == is_plural(message) else ""
        flags = known.flags - {"python-format", "python-brace-format"} if known else ()
        comments = known.user_comments if known else ()
        fresh.add(message.id, string, message.locations, flags, user_comments=comments, context=message.context)
    if len(fresh):
        save(path, fresh)
    else:
        path.unlink(missing_ok=True)


def key(message: Message) -> Key:
    return (message.id if isinstance(message.id, str) else message.id[0]), str(message.context or "")


def is_plural(message: Message) -> bool:
    return not isinstance(message.id, str)


def complaints(asked: Iterable[str]) -> str:
    """What is wrong with the words of these apps, a line each."""
    lines: list[str] = []
    welsh: dict[Key, dict[str, str]] = defaultdict(dict)
    for app in asked:
        for domain in DOMAINS:
            path = home_of(app, LANGUAGE, domain)
            said = {key(message): message for message in messages(catalogue_of(app, domain))}
            known = read(path) if path.exists() else Catalog()
            lines += [f"{path.relative_to(ROOT)}: {line}" for line in compared(said, known)]
            for message in messages(known):
                welsh[key(message)][app] = str(message.string)
    return "\n".join([*lines, *contradictions(welsh)])


def compared(said: dict[Key, Message], known: Catalog) -> Iterator[str]:
    """What a catalogue lacks, has too much, or has wrong."""
    translated = {key(message): message for message in messages(known)}
    for found in said.keys() - translated.keys():
        yield f"“{found[0]}” is missing; bin/words adds it"
    for words in [*(words for words, _ in translated.keys() - said.keys()), *map(str, known.obsolete)]:
        yield f"“{words}” is no longer said; bin/words takes it out"
    for found in said.keys() & translated.keys():
        if wrong := fault(translated[found], said[found]):
            yield f"“{found[0]}” {wrong}"


def fault(message: Message, said: Message) -> str:
    strings = [message.string] if isinstance(message.string, str) else list(message.string or ())
    if is_plural(message) != is_plural(said) or not all(strings) or (is_plural(said) and len(strings) != 6):
        return "has no Welsh yet"
    if message.fuzzy:
        return "is marked as fuzzy"
    ids = [said.id] if isinstance(said.id, str) else list(said.id)
    if any(marks(string) not in {marks(each) for each in ids} | {marks(ids[-1])} for string in strings):
        return "has other placeholders or tags in Welsh"
    return ""


def marks(words: str) -> frozenset[tuple[str, int]]:
    """The placeholders and tags of a text, each with how often it stands there."""
    return frozenset(Counter(PLACEHOLDER.findall(words) + TAG.findall(words)).items())


def contradictions(welsh: dict[Key, dict[str, str]]) -> Iterator[str]:
    for (words, _), by_app in sorted(welsh.items(), key=str):
        if len(set(by_app.values())) > 1:
            yield f"“{words}” is said in two ways, without a context: {', '.join(sorted(by_app))}"


def main(arguments: list[str]) -> int:
    for app in arguments or apps():
        for domain in DOMAINS:
            update(Path(app).name, domain)
    catalogues.make()
    wrong = complaints(apps())
    print(wrong or "Words: done, all ok.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
