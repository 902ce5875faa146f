"""The dry run: what was found in a document, where it would go, and every place it could go instead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from coppice.kernel.richtext import plain
from coppice.portfolios.documents.mapping import Passage, Target
from coppice.portfolios.models.transfer import Transfer
from coppice.portfolios.placing import as_rows, from_rows, targets_of

GLIMPSE = 180
NOWHERE = ""


@dataclass(frozen=True)
class Line:
    """One passage as a row of the sheet."""

    passage: Passage
    choose: SafeString

    @property
    def name(self) -> str:
        return f"place-{self.passage.position}"

    @property
    def heading(self) -> str:
        return self.passage.heading or _("Without a heading")

    @property
    def glimpse(self) -> str:
        text = " ".join(plain(self.passage.html).split())
        return text if len(text) <= GLIMPSE else text[:GLIMPSE].rsplit(" ", 1)[0] + " …"

    @property
    def is_unsure(self) -> bool:
        return self.passage.is_placed and self.passage.confidence < 0.75


@dataclass(frozen=True)
class Group:
    """What goes to one section. `reason` says why its heading was taken for it."""

    title: str
    words: int
    reason: str
    lines: list[Line]


@dataclass
class Sheet:
    """The whole dry run. The list of places is made once for each place that is chosen somewhere."""

    transfer: Transfer
    passages: list[Passage]
    targets: list[Target]
    labels: Mapping[str, str]
    _lists: dict[str, SafeString] = field(default_factory=dict)

    @classmethod
    def of(cls, transfer: Transfer) -> Sheet:
        assert transfer.edition is not None
        targets = targets_of(transfer.edition, transfer.pathway_code)
        labels = {facet.code: facet.title for facet in transfer.edition.framework.facets}
        return cls(transfer, from_rows(transfer.proposal["passages"]), targets, labels)

    @property
    def title(self) -> str:
        return str(self.transfer.proposal["title"])

    def placed(self) -> list[Group]:
        """What has a place, under the sections, in the pathway's order. A section's bare heading is not a line."""
        groups: dict[tuple[str, int], list[Passage]] = {}
        for passage in self.passages:
            if passage.is_placed:
                groups.setdefault((passage.code, passage.number), []).append(passage)
        order = {target.code: position for position, target in enumerate(self.targets)}
        placed = sorted(groups.items(), key=lambda group: (order.get(group[0][0], 0), group[0][1]))
        return [self._group(code, number, passages) for (code, number), passages in placed]

    def _group(self, code: str, number: int, passages: list[Passage]) -> Group:
        target = next(each for each in self.targets if each.code == code)
        own = next((passage.own_title for passage in passages if passage.own_title), "")
        title = f"{code} {target.title}" + (f": {own}" if own else f" ({number})" if number > 1 else "")
        lines = [self._line(passage) for passage in passages if passage.html or passage.keeps_heading]
        reason = passages[0].reason if not passages[0].html else ""
        return Group(title, sum(passage.words for passage in passages), reason, lines)

    def unplaced(self) -> list[Line]:
        """What has words but no place."""
        return [self._line(passage) for passage in self.passages if not passage.is_placed and passage.html]

    def empty_headings(self) -> list[str]:
        """Headings that only held others together."""
        return [p.heading for p in self.passages if not p.is_placed and not p.html and p.heading]

    def _line(self, passage: Passage) -> Line:
        value = value_of(passage)
        if value not in self._lists:
            self._lists[value] = SafeString("".join(self._written(value)))
        return Line(passage, self._lists[value])

    def _written(self, value: str) -> Iterator[str]:
        yield format_html('<option value=""{}>{}</option>', _mark(value == NOWHERE), _("Not placed yet"))
        for label, options in self.places():
            yield format_html('<optgroup label="{}">', label)
            for each, words in options:
                yield format_html('<option value="{}"{}>{}</option>', each, _mark(each == value), words)
            yield "</optgroup>"

    def places(self) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """Every section of the pathway, each with its texts."""
        for target in self.targets:
            used = max((p.number for p in self.passages if p.code == target.code), default=0)
            for number in range(1, min(target.most, max(used + 1, 1)) + 1):
                name = f"{target.code} {target.title}"
                if target.most > 1:
                    name = _("{section}, number {number}").format(section=name, number=number)
                short = f"{target.code}.{number}" if target.most > 1 else target.code
                options = [(f"{target.code}:{number}:{facet}", f"{short} {self.labels.get(facet, facet)}")
                           for facet in target.facets]  # fmt: skip
                yield name, options

    def corrected(self, typed: Mapping[str, Any]) -> dict[str, Any]:
        """The proposal with the places as they were chosen; what was not on the sheet stays."""
        allowed = {value for _, options in self.places() for value, _ in options} | {NOWHERE}
        moved = []
        for passage in self.passages:
            value = typed.get(f"place-{passage.position}")
            moved.append(_moved(passage, value) if value in allowed else passage)
        title = " ".join(str(typed.get("title", "")).split())[:200] or self.title
        return {**self.transfer.proposal, "title": title, "passages": as_rows(moved)}


def value_of(passage: Passage) -> str:
    return f"{passage.code}:{passage.number}:{passage.facet}" if passage.is_placed else NOWHERE


def _moved(passage: Passage, value: Any) -> Passage:
    """The passage in its other place. Moved by hand, it takes its heading along."""
    if value == value_of(passage):
        return passage
    if value == NOWHERE:
        return replace(passage, code="", facet="", number=1, keeps_heading=True, own_title="")
    code, number, facet = str(value).split(":")
    keeps = bool(passage.heading)
    return replace(
        passage, code=code, number=int(number), facet=facet, keeps_heading=keeps, own_title="", confidence=1.0
    )


def _mark(chosen: bool) -> SafeString:
    return SafeString(" selected") if chosen else SafeString("")
