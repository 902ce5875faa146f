"""A round laid out: what is asked, one's own answers while it is open, and the result beside the last one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from coppice.accounts.models import Person
from coppice.frameworks.parts import Node, Step
from coppice.rounds.models import Answer, Round, Tally


@dataclass(frozen=True)
class Line:
    """One statement: what I say while it is open; once it is closed what the group says, and said the last time."""

    node: Node
    heading: str
    mine: str = ""
    step: Step | None = None
    is_close: bool = False
    before: Step | None = None


def to_answer(one: Round, person: Person) -> list[Line]:
    """With one's own answers (one query)."""
    mine = dict(Answer.objects.filter(round=one, person=person).values_list("code", "step"))
    return [Line(node, heading, mine.get(node.code, "")) for node, heading in one.framework.statements.values()]


def result(one: Round, last: Round | None) -> list[Line]:
    """Two queries."""
    said, before = tallies(one), tallies(last)
    return [line_of(node, heading, one, said, before) for node, heading in one.framework.statements.values()]


def line_of(node: Node, heading: str, one: Round, said: Mapping[str, Tally], before: Mapping[str, Tally]) -> Line:
    found, was = said.get(node.code), before.get(node.code)
    return Line(
        node,
        heading,
        step=one.framework.step(found.step) if found else None,
        is_close=bool(found and found.is_close),
        before=one.framework.step(was.step) if was else None,
    )


def tallies(one: Round | None) -> dict[str, Tally]:
    return {tally.code: tally for tally in Tally.objects.filter(round=one)} if one else {}


def last_before(one: Round) -> Round | None:
    """The round that was closed before this one was opened."""
    earlier = Round.objects.alike(one.group, one.edition.slug).exclude(pk=one.pk).closed()
    return earlier.filter(closed_at__lte=one.opened_at).first()
