"""Section codes as people write them: "1a", "1 (a)", "Core area 1: a)", "Section 5", "Specialist area 2"."""

from __future__ import annotations

import re
from dataclasses import dataclass

AREA = r"(?:core\s+area|section|area|part|chapter|element|criterion)"
NUMBERED = re.compile(
    rf"^\W*(?:{AREA}s?\s*)?(?P<number>\d{{1,2}})\s*[.:)\-–]?\s*\(?(?P<letter>[a-z])?(?:(?<=\w)\b|\))\)?[\s.:)\-–—]*",
    re.IGNORECASE,
)
LETTERED = re.compile(r"^\W*(?P<letter>[a-z])\s*[).:]\s*|^\(\s*(?P<inner>[a-z])\s*\)\s*", re.IGNORECASE)
ABBREVIATED = re.compile(r"^\W*(?P<code>[A-Z]{1,4}\d{0,2})\b[\s.:)\-–—]*")
INSTANCE = re.compile(r"\b(?:specialist|advanced)\s+(?:area|option)s?\s*(?P<number>\d{1,2})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Read:
    """A code read at the start of a heading, and what the heading says after it. `letter_only`: "b)" within a group."""

    code: str
    rest: str
    letter_only: bool = False


def readings(heading: str) -> list[Read]:
    """Every way in which the start of a heading can be read as a code, the most telling first."""
    found: list[Read] = []
    if match := NUMBERED.match(heading):
        letter = _letter(match, heading)
        rest = heading[match.end() :] if letter or not match["letter"] else heading[match.start("letter") :]
        found.append(Read(match["number"] + letter, rest.strip()))
        if letter:
            found.append(Read(match["number"], heading[match.start("letter") :].strip(" (")))
    if match := LETTERED.match(heading):
        found.append(
            Read((match["letter"] or match["inner"]).lower(), heading[match.end() :].strip(), letter_only=True)
        )
    if match := ABBREVIATED.match(heading):
        found.append(Read(match["code"], heading[match.end() :].strip()))
    return found


def _letter(match: re.Match[str], heading: str) -> str:
    """The letter, unless it is the first of a word: "1 a) …" has one, "1 A report" has none."""
    letter = match["letter"]
    if not letter:
        return ""
    between = heading[match.end("number") : match.start("letter")]
    joined = between in {"", ".", "-"} or "(" in between
    after = heading[match.end("letter") : match.end("letter") + 1]
    return letter.lower() if joined or after in {")", ".", ":"} or heading.lower().endswith(letter.lower()) else ""


def instance(heading: str) -> int | None:
    """Which of several a heading means: "Specialist area 2" is the second."""
    match = INSTANCE.search(heading)
    return int(match["number"]) if match else None
