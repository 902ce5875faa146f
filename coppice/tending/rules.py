"""Which rule holds for something that was written in a group: never a laxer one than when it was written.

    rule = rules.of(group).since(topic.created_at)
    rule.may_be_quoted, rule.must_ask, rule.may_name, rule.sentence

A rule is the strictest of all that was agreed from then until now. Two rules need not be one above the other: “quote
with permission” lets names be told, and “Chatham House” asks nobody. The stricter of those two asks *and* names nobody.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from functools import reduce
from uuid import UUID

from django.utils.translation import gettext as _

from coppice.groups.agreed import Agreed
from coppice.groups.models import Group
from coppice.tending.models import Agreement, Confidentiality, Uses


class Leaves(IntEnum):
    """How what was said may leave the group."""

    FREELY = 0
    IF_ASKED = 1
    NEVER = 2


class Use(IntEnum):
    """What the group may make of it."""

    FREELY = 0
    NAMED = 1
    IF_ASKED = 2


@dataclass(frozen=True)
class Rule:
    """What may be done with one thing."""

    leaves: Leaves = Leaves.IF_ASKED
    is_nameless: bool = False
    use: Use = Use.IF_ASKED

    def stricter(self, other: Rule) -> Rule:
        """The mildest rule that keeps what both ask."""
        return Rule(max(self.leaves, other.leaves), self.is_nameless or other.is_nameless, max(self.use, other.use))

    @property
    def may_be_quoted(self) -> bool:
        """Outside the group, perhaps after asking."""
        return self.leaves != Leaves.NEVER

    @property
    def must_ask(self) -> bool:
        return self.leaves == Leaves.IF_ASKED

    @property
    def may_name(self) -> bool:
        return self.may_be_quoted and not self.is_nameless

    @property
    def sentence(self) -> str:
        """What it asks of whoever would tell it elsewhere."""
        if not self.may_be_quoted:
            return _("It stays in the group.")
        if self.must_ask and self.is_nameless:
            return _("It may be quoted elsewhere if whoever said it agrees, and without their name.")
        if self.must_ask:
            return _("It may be quoted elsewhere if whoever said it agrees.")
        if self.is_nameless:
            return _("It may be told elsewhere, but not who said it.")
        return _("It may be told elsewhere.")


# Where nothing was agreed, people are asked.
UNSAID = Rule()
TOLD = {
    Confidentiality.OPEN: (Leaves.FREELY, False),
    Confidentiality.QUOTE: (Leaves.IF_ASKED, False),
    Confidentiality.CHATHAM: (Leaves.FREELY, True),
    Confidentiality.STAYS: (Leaves.NEVER, True),
}
USED = {Uses.FREE: Use.FREELY, Uses.NAMED: Use.NAMED, Uses.ASK: Use.IF_ASKED}


def said_by(confidentiality: str, uses: str) -> Rule:
    leaves, is_nameless = TOLD[Confidentiality(confidentiality)]
    return Rule(leaves, is_nameless, USED[Uses(uses)])


def of_agreement(agreement: Agreement | None) -> Rule:
    return said_by(agreement.confidentiality, agreement.uses) if agreement else UNSAID


@dataclass(frozen=True)
class Rules:
    """All that a group ever agreed, oldest first, for many things at once."""

    made: tuple[tuple[datetime, Rule], ...] = ()

    def at(self, moment: datetime) -> Rule:
        """What was agreed at a moment."""
        return next((rule for made_at, rule in reversed(self.made) if made_at <= moment), UNSAID)

    @property
    def now(self) -> Rule:
        return self.made[-1][1] if self.made else UNSAID

    def since(self, moment: datetime) -> Rule:
        """For what was begun at a moment: no part of it, whenever it was written, gets a laxer rule."""
        later = (rule for made_at, rule in self.made if made_at > moment)
        return reduce(Rule.stricter, later, self.at(moment))


def of(group: Group | UUID) -> Rules:
    """One query."""
    pk = group.pk if isinstance(group, Group) else group
    return of_groups([pk])[pk]


def of_groups(groups: Iterable[UUID]) -> dict[UUID, Rules]:
    """By the group's id; one query, however many they are."""
    made: dict[UUID, list[tuple[datetime, str, str]]] = {pk: [] for pk in groups}
    rows = Agreement.objects.filter(group__in=made).order_by("number")
    for pk, made_at, told, uses in rows.values_list("group_id", "made_at", "confidentiality", "uses"):
        made[pk].append((made_at, told, uses))
    return {pk: read(found) for pk, found in made.items()}


def read(rows: Iterable[tuple[datetime, str, str]]) -> Rules:
    return Rules(tuple((made_at, said_by(told, uses)) for made_at, told, uses in rows))


def told(group: Group | UUID, since: datetime) -> Agreed:
    """For lower floors, as `coppice.groups.agreed` asks."""
    rule = of(group).since(since)
    return Agreed(stays=not rule.may_be_quoted, sentence=rule.sentence)
