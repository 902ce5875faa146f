"""What somebody wrote in a plain text, apart from what they answer and what their client added.

Each line gets a label, or none if it is their own words. So nothing is lost by making: what is not kept is in what was
removed. When in doubt a line stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from coppice.inbound.reading import attributions, signatures
from coppice.inbound.reading.attributions import Heading

QUOTATION, SIGNATURE, HEADING = "quotation", "signature", "heading"
FEW_QUOTED = 12
MOST_LINES = 20_000
POINTS_BELOW = re.compile(
    r"\b(?:in-?line|(?:answers?|comments?|replies|responses?|notes?|see|please see)"
    r" (?:\w+ )?(?:below|in (?:red|blue|green))"
    r"|in (?:red|blue|green) below|(?:sylwadau|atebion|gweler|gwelwch) (?:\w+ )?isod|mewn coch"
    r"|(?:siehe|antworten|kommentare) (?:\w+ )?unten|in rot"
    r"|(?:voir|réponses?|commentaires?) (?:\w+ )?ci-dessous|en rouge)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Removed:
    """Words that were left out, and what they were taken for."""

    kind: str
    text: str


@dataclass(frozen=True)
class Stripped:
    """What is kept, and what is not."""

    kept: str
    removed: list[Removed]


class Labels:
    """The lines, each with what it was taken for."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.seen = [line.replace("\xa0", " ").replace("\u202f", " ").rstrip("\u200b\ufeff") for line in self.lines]
        self.of = [""] * len(self.lines)

    def put(self, kind: str, start: int, end: int) -> None:
        for number in range(start, end):
            self.of[number] = self.of[number] or kind

    def is_own(self, number: int) -> bool:
        """Somebody's own words: not quoted, not empty, not labelled."""
        line = self.seen[number]
        return bool(line.strip()) and not is_quoted(line) and not self.of[number]

    def own(self, start: int, end: int) -> list[int]:
        return [number for number in range(start, end) if self.is_own(number)]

    def stripped(self) -> Stripped:
        kept = [line for line, kind in zip(self.lines, self.of, strict=True) if not kind]
        groups = groupby(zip(self.of, self.lines, strict=True), key=lambda pair: pair[0])
        removed = [Removed(kind, "\n".join(line for _, line in some)) for kind, some in groups if kind]
        return Stripped("\n".join(kept).strip("\n"), [one for one in removed if one.text.strip()])


def is_quoted(line: str) -> bool:
    return line.lstrip().startswith((">", "|>"))


def strip(text: str, *, keep_history: bool = False, signature: str = "") -> Stripped:
    """The text without quotations and signatures; `signature` is what the HTML of the same mail marks as one."""
    labels = Labels(text)
    end = len(labels.lines)
    if end > MOST_LINES:
        return labels.stripped()
    heading = None if keep_history else attributions.first_heading(labels.seen)
    above = heading.start if heading else end
    sign_off(labels, 0, end, signature="")
    sign_off(labels, 0, above, signature=signature)
    if heading and not heading.is_forward:
        remove_history(labels, heading)
    elif not heading and not keep_history:
        remove_quoted_end(labels, 0)
    left = [number for number, kind in enumerate(labels.of) if not kind]
    sign_off(labels, 0, left[-1] + 1 if left else 0, signature=signature)
    return labels.stripped()


def sign_off(labels: Labels, start: int, end: int, *, signature: str) -> None:
    """Label the signatures at the end of these lines, but never all that was said."""
    for _ in range(3):
        end = last_said(labels.seen, start, end)
        found = min(
            signatures.start_of_marked(labels.seen, start, end),
            signatures.start_of_device(labels.seen, start, end),
            signatures.start_of_known(labels.seen, start, end, signature),
        )
        if found == end or any(labels.of[found:end]) or not labels.own(0, found):
            return
        labels.put(SIGNATURE, found, end)
        end = found


def last_said(lines: Sequence[str], start: int, end: int) -> int:
    while end > start and not lines[end - 1].strip():
        end -= 1
    return end


def remove_history(labels: Labels, heading: Heading) -> None:
    """What stands below “… wrote:”, unless somebody answered in the midst of it."""
    end = len(labels.lines)
    if is_quoted_below(labels, heading.end):
        remove_quoted(labels, heading)
    elif heading.is_sure and not is_answered_within(labels, heading):
        labels.put(QUOTATION, heading.start, end)


def is_quoted_below(labels: Labels, start: int) -> bool:
    said = [line for line in labels.seen[start:] if line.strip()][:3]
    return any(is_quoted(line) for line in said)


def is_answered_within(labels: Labels, heading: Heading) -> bool:
    """Nothing stands above, or what stands there says to look below: then answers may stand among the quoted lines."""
    own = labels.own(0, heading.start)
    return not own or bool(POINTS_BELOW.search(" ".join(labels.seen[number] for number in own)))


def remove_quoted(labels: Labels, heading: Heading) -> None:
    """Lines with “>”: all of them where nothing stands between; else those after the last of one's own words."""
    start, end = heading.end, len(labels.lines)
    own = without_broken(labels, start)
    if not own:
        labels.put(QUOTATION, heading.start, end)
        return
    labels.put(HEADING, heading.start, heading.end)
    if not labels.own(0, heading.start) and is_one_long_quotation(labels, start, own[0]):
        labels.put(QUOTATION, start, own[0])
    remove_quoted_end(labels, own[-1] + 1)


def without_broken(labels: Labels, start: int) -> list[int]:
    """One's own lines from here on. A short line right between two quoted ones is the end of one that was cut."""
    own = labels.own(start, len(labels.lines))
    return [number for number in own if not is_cut_off(labels, number)]


def is_cut_off(labels: Labels, number: int) -> bool:
    before, after = labels.seen[number - 1 : number], labels.seen[number + 1 : number + 2]
    is_between = bool(before and after and is_quoted(before[0]) and is_quoted(after[0]))
    return is_between and len(before[0]) > 60 and len(labels.seen[number]) < 25 and labels.seen[number][:1].islower()


def is_one_long_quotation(labels: Labels, start: int, first_own: int) -> bool:
    """The whole mail quoted, and the answer below it."""
    quoted = sum(is_quoted(line) for line in labels.seen[start:first_own])
    later = any(is_quoted(line) for line in labels.seen[first_own:])
    return quoted > FEW_QUOTED and not later


def remove_quoted_end(labels: Labels, start: int) -> None:
    """Quoted lines at the very end, below something of one's own."""
    first = len(labels.lines)
    while first > start and not labels.is_own(first - 1):
        first -= 1
    while first < len(labels.lines) and not is_quoted(labels.seen[first]):
        first += 1
    if labels.own(0, first):
        labels.put(QUOTATION, first, len(labels.lines))
