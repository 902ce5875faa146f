"""What mail is for, told by whoever takes it: `keep`, `reply` and `group`.

from coppice.inbound import targets
targets.register("keep", keep)   # keep(mail) -> Outcome; raises a Refusal that says why not
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from coppice.accounts.models import Person
from coppice.inbound.reading import Reading
from coppice.kernel.refusals import Refusal


class LeavesNoTrace(Refusal):
    """Said in the answer, and then the message is forgotten: what was kept of it would tell who somebody is."""


@dataclass(frozen=True)
class Mail:
    """A message whose sender is known, ready to be taken. `key` is what its address names; `once` is its own id."""

    reading: Reading
    by: Person
    key: str
    once: UUID
    now: datetime


@dataclass(frozen=True)
class Outcome:
    """What it became: a sentence, where it is, and a sentence for each thing that could not be kept or done."""

    said: str
    path: str
    missing: list[str] = field(default_factory=list)


type Target = Callable[[Mail], Outcome]

_targets: dict[str, Target] = {}


def register(kind: str, target: Target) -> None:
    """Hand mail of this kind to this target from now on."""
    _targets[kind] = target


def of(kind: str) -> Target | None:
    return _targets.get(kind)
