"""The hand-marked passages, and how well each rule does on them.

A file for each rule, in two halves: the rule was made while looking at `develop`; `held_out` was put away until it was done.
`says` are words of the passage that a careful reader would point at (or of the reason); near misses look like it and are none.
Of links that are looked up, `answer` is what came back from the address in the passage: a status, where it ended, a trouble,
headers, and on how many days it was asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from coppice.hints.judging import Looked, Verdict, judge
from coppice.hints.language import language
from coppice.hints.rules import BY_CODE
from coppice.hints.rules.links import BARE, bare
from coppice.hints.writing import Found, Writing
from coppice.kernel import richtext
from coppice.outside.visiting import Answer, Trouble

FOLDER = Path(__file__).parent / "marked"
HALVES = ("develop", "held_out")
PICTURE = "(/files/01999999-0000-7000-8000-000000000000/)"


@dataclass
class Score:
    """How often a rule spoke rightly, wrongly, and kept silent where it should have spoken."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)


@dataclass(frozen=True)
class Judged:
    """One passage, what should be found there, and what was."""

    text: str
    says: str
    found: list[Found]

    @property
    def score(self) -> Score:
        right = any(bool(self.says) and self.says in f"{one.quote} {one.why}" for one in self.found)
        return Score(int(right), len(self.found) - right, int(bool(self.says) and not right))


def marked(rule: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((FOLDER / f"{rule}.yaml").read_text(encoding="utf-8"))
    return found


def passages(rule: str, half: str) -> list[dict[str, Any]]:
    """The passages of one half; those in which nothing should be found say nothing."""
    kept = marked(rule)[half]
    near_misses = [one if isinstance(one, dict) else {"text": one} for one in kept["near_misses"]]
    return [
        {"says": "", **one, "text": one["text"].replace("(picture)", PICTURE)}
        for one in [*kept["to_find"], *near_misses]
    ]


def judged(rule: str, half: str) -> Iterator[Judged]:
    """Each passage of one half, read by the rule as if it were all that somebody had written."""
    for one in passages(rule, half):
        yield Judged(one["text"], one["says"], list(BY_CODE[rule].find(writing_of(one), language("en"))))


def writing_of(one: dict[str, Any]) -> Writing:
    texts, answer = {"text": richtext.from_markdown(one["text"])}, one.get("answer")
    found = {bare(url): looked(bare(url), **answer) for url in BARE.findall(one["text"])} if answer else {}
    return replace(Writing.of(texts, reflecting={"text"}), looked_up=found)


def looked(url: str, *, status: int = 0, at: str = "", trouble: str = "", headers: Any = None, days: int = 1) -> Looked:
    """What would be kept of this answer."""
    answer = Answer(at or url, status, headers or {}, Trouble(trouble) if trouble else None)
    verdict, cause = judge(url, answer)
    is_sure = verdict == Verdict.IN_DOUBT and days > 1
    return Looked(Verdict.GONE if is_sure else verdict, cause, date(2026, 11, 2))


def score(rule: str, *halves: str) -> Score:
    return sum((one.score for half in halves or HALVES for one in judged(rule, half)), Score())
