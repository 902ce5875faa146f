"""The dry run of a Leap2A export: every item with what would become of it, for a decision each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from coppice.frameworks.models import Edition
from coppice.portfolios.leap2a.wording import MANY
from coppice.portfolios.models.transfer import Transfer

FIRST = ("collection", "page", "entry")


@dataclass(frozen=True)
class Group:
    """The items of one kind."""

    kind: str
    rows: list[dict[str, Any]]

    @property
    def title(self) -> str:
        return _(MANY[self.kind]) if self.kind in MANY else self.kind.replace("_", " ").capitalize()

    @property
    def are_all_here(self) -> bool:
        return all(row["here"] for row in self.rows)


@dataclass(frozen=True)
class LeapSheet:
    """What was found, and how it was decided so far."""

    transfer: Transfer
    editions: list[Edition]

    @property
    def proposal(self) -> dict[str, Any]:
        found: dict[str, Any] = self.transfer.proposal
        return found

    @property
    def here(self) -> int:
        return sum(bool(row["here"]) for row in self.proposal["items"])

    @property
    def chosen(self) -> str:
        """The pathway that drafts are written for, as the list of pathways says it."""
        return f"{self.transfer.edition_id}:{self.transfer.pathway_code}"

    def groups(self) -> list[Group]:
        """Collections and pages first, then entries, then by their number."""
        kinds: dict[str, list[dict[str, Any]]] = {}
        drafts = set(self.proposal["drafts"])
        for row in self.proposal["items"]:
            day = date.fromisoformat(row["day"]) if row["day"] else None
            kinds.setdefault(row["kind"], []).append(row | {"draft": row["n"] in drafts, "on": day})
        order = {kind: place for place, kind in enumerate(FIRST)}
        return [Group(*pair) for pair in sorted(kinds.items(), key=lambda p: (order.get(p[0], 9), -len(p[1]), p[0]))]

    def pathways(self) -> list[tuple[str, str, bool]]:
        """Every pathway on offer: its value, its words, whether it is chosen."""
        offered = [
            (f"{edition.pk}:{pathway.code}", f"{edition.framework.name}: {pathway.title}")
            for edition in self.editions
            for pathway in edition.framework.pathways
        ]
        return [(value, words, value == self.chosen) for value, words in offered]

    def corrected(self, typed: Any) -> dict[str, Any]:
        """The proposal as it was decided. What the form did not name stays as it was proposed."""
        rows = self.proposal["items"]
        leave, newer, drafts = (_numbers(typed, name) for name in ("leave", "newer", "draft"))
        kinds = set(typed.getlist("leave-kind"))
        may, here = {row["n"] for row in rows if row["may_draft"]}, {row["n"] for row in rows if row["changed"]}
        drafts &= may
        left = {row["n"] for row in rows if row["n"] in leave or row["kind"] in kinds}
        return {
            **self.proposal,
            "leave": sorted(left - drafts),
            "newer": sorted(newer & here),
            "drafts": sorted(drafts),
        }

    def pathway(self, typed: Mapping[str, Any]) -> tuple[Edition | None, str]:
        """What drafts are to be written for, if it is one on offer."""
        value = typed.get("pathway")
        if value not in {each for each, _, _ in self.pathways()}:
            return self.transfer.edition, self.transfer.pathway_code
        edition, _, pathway = str(value).partition(":")
        return next(each for each in self.editions if str(each.pk) == edition), pathway


def _numbers(typed: Any, name: str) -> set[int]:
    return {int(value) for value in typed.getlist(name) if value.isdecimal() and len(value) < 7}
