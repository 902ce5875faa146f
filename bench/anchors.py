"""What becomes of comments while the text under them is edited at random: placed right or said to be changed."""

from collections.abc import Iterator

from bench.figures import Figure
from coppice.discussion.tests.edited_texts import simulate


def main(quick: bool = False) -> Iterator[Figure]:
    edits = 300 if quick else 1000
    outcomes = simulate(edits=edits, seed=2026)
    judged = sum(outcomes.values())
    placed = 100 * outcomes["placed"] / judged
    yield Figure.exactly("anchors", "wrong", outcomes["wrong"], "comments", 0)
    yield Figure.exactly("anchors", "lost", outcomes["lost"], "comments", 0)
    yield Figure("anchors", "placed right", round(placed, 1), "%", ">= 80", placed >= 80)
    yield Figure("anchors", "said changed", outcomes["changed"], f"of {judged} after {edits} edits", "any", True)
