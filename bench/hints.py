"""How often reading over is right on the hand-marked passages, rule by rule, and how long it takes."""

from collections.abc import Iterator
from itertools import chain, cycle
from time import process_time

import django

from bench.figures import Figure
from coppice.hints.language import language
from coppice.hints.rules import BY_CODE, RULES, read_over
from coppice.hints.tests.marking import HALVES, Score, passages, score
from coppice.hints.writing import Writing
from coppice.kernel import richtext

LEAST, WORDS, MOST_MILLISECONDS = 0.8, 15_000, 200


def main(quick: bool = False) -> Iterator[Figure]:
    django.setup()
    for rule in BY_CODE:
        yield from shares(rule, "both halves", score(rule))
        yield from shares(rule, "held out", score(rule, "held_out"))
    html = long_text()
    yield Figure.at_most(
        "hints", f"{WORDS} words, processor time", fastest(html, 3 if quick else 10), "ms", MOST_MILLISECONDS
    )


def shares(rule: str, which: str, of: Score) -> Iterator[Figure]:
    judged = f"of {of.right + of.wrong} hints, {which}"
    precision, recall = round(of.precision, 3), round(of.recall, 3)
    yield Figure("hints", f"{rule}: precision", precision, judged, f">= {LEAST:g}", precision >= LEAST)
    yield Figure("hints", f"{rule}: recall", recall, f"of {of.right + of.missed} to find, {which}", "any", True)


def long_text() -> str:
    """The marked passages one after the other, until there are words enough: more to find than in any real text."""
    texts, words = list[str](), 0
    everything = chain.from_iterable(passages(rule, half) for rule in BY_CODE for half in HALVES)
    for one in cycle([passage["text"] for passage in everything]):
        texts.append(one)
        words += len(one.split())
        if words >= WORDS:
            return richtext.from_markdown("\n\n".join(texts))
    raise AssertionError("no passages are marked")


def fastest(html: str, times: int) -> float:
    """From saved text to hints, in milliseconds of the processor, so that others at work on it do not count."""
    taken = []
    for _ in range(times):
        start = process_time()
        hints = read_over(Writing.of({"reflection": html}, reflecting=["reflection"]), language("en"))
        taken.append(1000 * (process_time() - start))
        assert len({hint.rule for hint in hints}) >= len(RULES) - 2  # much is reflected on, and nothing looked up
    return min(taken)
