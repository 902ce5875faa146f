"""Where each passage of a document seems to belong in a framework: a proposal with reasons, for a person to correct.

Every passage of the source becomes exactly one passage of the proposal. What has no place is "not placed yet".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from coppice.portfolios.documents.codes import instance, readings
from coppice.portfolios.documents.labels import ALSO_CALLED, facet_of, is_beside
from coppice.portfolios.documents.likeness import likeness
from coppice.portfolios.documents.source import Found, Source

MARK = re.compile(r"\s*:\s+|\s+[–—-]\s+")
SURE, LIKELY, ENOUGH = 0.97, 0.75, 0.58


@dataclass(frozen=True, slots=True)
class Target:
    """A section of the pathway: how it is called, how often it may be written, and in which texts (facets)."""

    code: str
    title: str
    synonyms: tuple[str, ...] = ()
    most: int = 1
    facets: tuple[str, ...] = ("description",)
    group: str = ""
    facet_titles: tuple[str, ...] = ()

    def facet_named(self, heading: str) -> str | None:
        """The facet a heading names, in the framework's words or in those that candidates use."""
        said = heading.strip().rstrip(":").lower()
        own = (code for code, title in zip(self.facets, self.facet_titles, strict=False) if title.lower() == said)
        facet = next(own, None) or facet_of(heading)
        return facet if facet in self.facets else None


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage and its proposed place; no `code`: not placed yet. `keeps_heading`: its heading belongs to the text."""

    position: int
    heading: str
    level: int
    words: int
    html: str
    code: str = ""
    number: int = 1
    facet: str = ""
    confidence: float = 0.0
    reason: str = ""
    keeps_heading: bool = True
    own_title: str = ""

    @property
    def is_placed(self) -> bool:
        return bool(self.code)


@dataclass(frozen=True, slots=True)
class Match:
    """What a heading is taken to mean."""

    target: Target | None
    confidence: float
    reason: str
    rest: str = ""
    group: str = ""


@dataclass
class Mapper:
    """Goes through the passages in order and remembers under which section, and which part of it, one stands."""

    targets: Sequence[Target]
    here: Match | None = None
    number: int = 1
    level: int = 0
    facet: str = ""
    facet_level: int = 0
    group: str = ""
    used: dict[str, int] = field(default_factory=dict)

    def passage(self, position: int, found: Found) -> Passage:
        if is_beside(found.heading):
            return self._unplaced(position, found, _("it says what stands beside the texts, and your journal has that"))
        target = self.here.target if self.here else None
        if facet := target.facet_named(found.heading) if target else None:
            return self._labelled(position, found, facet)
        match = self._match(found) if found.heading else None
        if match:
            return self._section(position, found, match)
        return self._below(position, found)

    def _labelled(self, position: int, found: Found, facet: str) -> Passage:
        self.facet, self.facet_level = facet, found.level
        reason = _("“{heading}” names this part of the section").format(heading=found.heading)
        return self._at(position, found, reason, 0.95, keeps_heading=False)

    def _section(self, position: int, found: Found, match: Match) -> Passage:
        self.group, self.level, self.facet_level = match.group, found.level, 99
        if match.target is None:
            self.here = None
            without = _("{reason}; it has no text of its own").format(reason=match.reason)
            reason = match.reason if found.words else without
            return self._unplaced(position, found, reason)
        self.here, self.facet = match, match.target.facets[0]
        self.number = self._number(found, match.target)
        title = match.rest if match.target.most > 1 or not self._says_the_title(match) else ""
        return self._at(position, found, match.reason, match.confidence, keeps_heading=False, own_title=title)

    def _below(self, position: int, found: Found) -> Passage:
        """A heading that means nothing by itself belongs to the section above when it is deeper."""
        if not found.heading and not self.level:
            return self._unplaced(position, found, _("it stands before the first heading"))
        if self.here is None or self.here.target is None or (found.heading and found.level <= self.level):
            self.here = None if found.heading and found.level <= self.level else self.here
            return self._unplaced(position, found, _("its heading is not like any section of this pathway"))
        if found.heading and found.level < self.facet_level < 99:
            self.facet, self.facet_level = self.here.target.facets[0], 99
        return self._at(position, found, _("it stands below this section's heading"), 0.8)

    def _at(
        self,
        position: int,
        found: Found,
        reason: str,
        confidence: float,
        *,
        keeps_heading: bool = True,
        own_title: str = "",
    ) -> Passage:
        assert self.here is not None
        assert self.here.target is not None
        return Passage(
            position, found.heading, found.level, found.words, found.html, self.here.target.code, self.number,
            self.facet, round(confidence, 2), reason, keeps_heading and bool(found.heading), own_title,
        )  # fmt: skip

    def _unplaced(self, position: int, found: Found, reason: str) -> Passage:
        return Passage(position, found.heading, found.level, found.words, found.html, reason=reason)

    def _number(self, found: Found, target: Target) -> int:
        """Which of several sections of one code: as the heading says, else the next one. At the limit, the last."""
        count = self.used.get(target.code, 0)
        number = instance(found.heading) or count + 1
        number = max(1, min(number, target.most))
        self.used[target.code] = max(count, number)
        return number

    def _says_the_title(self, match: Match) -> bool:
        assert match.target is not None
        return not match.rest or any(likeness(match.rest, name) >= ENOUGH for name in _names(match.target))

    def _match(self, found: Found) -> Match | None:
        by_code = [
            match
            for read in readings(found.heading)
            if (match := self._by_code(read.code, read.rest, read.letter_only))
        ]
        candidates = [*by_code, self._by_title(found.heading)]
        best = max((match for match in candidates if match), key=lambda match: match.confidence, default=None)
        if best is None or best.confidence < ENOUGH:
            return None
        deeper = self.here is not None and found.level > self.level
        if deeper and best.confidence < LIKELY:
            return None
        return best

    def _by_code(self, code: str, rest: str, letter_only: bool) -> Match | None:
        whole = self.group + code if letter_only else code
        if letter_only and not self.group:
            return None
        if not letter_only and code.isalpha() and len(code) < 2:
            return None
        target = next((each for each in self.targets if each.code.lower() == whole.lower()), None)
        if target is None:
            return self._by_group(whole, rest)
        alike = max((likeness(rest, name) for name in _names(target)), default=0.0) if rest else 1.0
        confidence = SURE if alike >= ENOUGH or letter_only else 0.8 if alike >= 0.25 else 0.66
        reason = _("it starts with the code {code}")
        if rest and alike >= ENOUGH:
            reason = _("it starts with the code {code} and has its title")
        reason = reason.format(code=target.code)
        return Match(target, confidence, reason, _own_words(rest, target), _group_of(target))

    def _by_group(self, code: str, rest: str) -> Match | None:
        """ "Core area 1" is no section itself; the sections below it start with its number."""
        inside = [each for each in self.targets if _group_of(each) == code and each.code != code]
        if not inside:
            return None
        reason = _("it is the heading above {code} and the others").format(code=inside[0].code)
        return Match(None, 0.9, reason, rest, code)

    def _by_title(self, heading: str) -> Match | None:
        ways = {_before_mark(heading): 0.97} | {heading: 1.0}
        scored = [(likeness(way, name) * weight, target) for target in self.targets for name in _names(target)
                  for way, weight in ways.items()]  # fmt: skip
        groups = {target.group: _group_of(target) for target in self.targets if target.group}
        best, target = max(scored, key=lambda pair: pair[0], default=(0.0, None))
        group, its_code = max(((likeness(heading, title), code) for title, code in groups.items()), default=(0.0, ""))
        if group > best and group >= LIKELY:
            return Match(None, min(group, 0.9), _("it is the heading above several sections"), "", its_code)
        if target is None:
            return None
        reason = _("its heading is like the title of {section}")
        if best > 0.97:
            reason = _("its heading is the title of {section}")
        reason = reason.format(section=f"{target.code} {target.title}")
        rest = _after_title(heading) if target.most > 1 else ""
        return Match(target, best * 0.96, reason, rest, _group_of(target))


def proposal(source: Source, targets: Iterable[Target]) -> list[Passage]:
    """A place for each passage, or none, in the source's order."""
    mapper = Mapper(list(targets))
    return [mapper.passage(position, found) for position, found in enumerate(source.passages)]


def _names(target: Target) -> tuple[str, ...]:
    return (target.title, *target.synonyms, *ALSO_CALLED.get(target.title.lower(), ()))


def _group_of(target: Target) -> str:
    digits = "".join(letter for letter in target.code if letter.isdigit())
    return digits if target.code[:1].isdigit() and digits != target.code else ""


def _after_title(heading: str) -> str:
    """The author's own words after a colon or a dash: "Specialist area: captions" is about captions."""
    match = MARK.search(heading)
    return heading[match.end() :].strip() if match else ""


def _own_words(rest: str, target: Target) -> str:
    """What follows the framework's title where a heading repeats it: "Specialist area: captions" is about captions."""
    repeats = any(likeness(_before_mark(rest), name) >= ENOUGH for name in _names(target))
    return _after_title(rest) if repeats else rest


def _before_mark(heading: str) -> str:
    """The words before a colon or a dash, without a number at their end."""
    match = MARK.search(heading)
    return re.sub(r"[\s\d]+$", "", heading[: match.start()] if match else heading)
