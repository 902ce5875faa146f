"""The parts that a framework is made of: pathways, sections, principles and scales, all of them unchangeable."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from coppice.frameworks.rules import Certainty, Weight

type Mode = Literal["assessed", "self-assessment"]
type NodeKind = Literal["group", "writing", "declaration", "whole"]
type Marking = Literal["graded", "complete", "none"]


@dataclass(frozen=True, slots=True)
class Pathway:
    """An award one can go for. `fits`: what those whom it suits say of themselves."""

    code: str
    title: str
    level: int
    award: str
    about: str
    fits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Instances:
    """How often a section is written on one pathway. `max` None: as often as you like; 0: not part of it."""

    min: int
    max: int | None
    examples: int = 0
    certainty: Certainty = "verified"

    @property
    def is_part(self) -> bool:
        return self.max != 0


@dataclass(frozen=True, slots=True)
class Facet:
    """One of the texts that a section is written in, with what to write there. `reflects`: it is where one reflects."""

    code: str
    title: str
    prompt: str
    reflects: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """Advice on length, never a stop. `by_scheme` False: our advice, not the scheme's."""

    least: int
    most: int
    by_scheme: bool


@dataclass(frozen=True, slots=True)
class Guidance:
    text: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    pitfalls: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text or self.questions or self.pitfalls or self.hints)


@dataclass(frozen=True, slots=True)
class Node:
    """A section, or a group of sections. `declares`: the sentences that its author signs."""

    id: str
    code: str
    title: str
    kind: NodeKind
    asks: str
    marking: Marking
    facets: tuple[Facet, ...]
    guidance: Guidance
    words: Words | None
    instances: Mapping[str, Instances]
    children: "tuple[Node, ...]"
    declares: tuple[str, ...] = ()

    @property
    def is_written(self) -> bool:
        return self.kind in ("writing", "declaration")

    @property
    def is_graded(self) -> bool:
        return self.marking == "graded"

    @property
    def label(self) -> str:
        return f"{self.code} {self.title}"

    def walk(self) -> "Iterator[Node]":
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Principle:
    """A principle or dimension that the whole portfolio is to show."""

    id: str
    code: str
    title: str
    group: str
    about: str
    questions: tuple[str, ...]

    @property
    def label(self) -> str:
        return f"{self.code} {self.title}"


@dataclass(frozen=True, slots=True)
class PrincipleGroup:
    code: str
    title: str
    about: str
    marking: Marking


@dataclass(frozen=True, slots=True)
class Step:
    """One of the words in which people say where they are in a self-assessment, the least first."""

    code: str
    title: str
    about: str


@dataclass(frozen=True, slots=True)
class Grade:
    code: str
    title: str
    about: str


@dataclass(frozen=True, slots=True)
class Outcome:
    code: str
    title: str
    about: str
    passes: bool
    next: str
    only_after: str


@dataclass(frozen=True, slots=True)
class Scales:
    grades: tuple[Grade, ...]
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Renewal:
    """How long an award lasts. `valid_years` None: it does not end."""

    valid_years: int | None
    in_depth: int
    about: str
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Assessors:
    count: int
    lead_after: int
    level: str
    nominee: bool
    third: bool
    conflicts: tuple[str, ...]
    about: str


@dataclass(frozen=True, slots=True)
class Open:
    """Something about the scheme that we could not verify: shown as such, and for the scheme lead to set."""

    about: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Placement:
    """A section as a pathway has it."""

    node: Node
    min: int
    max: int | None
    position: int
    examples: int
    certainty: Certainty

    @property
    def is_required(self) -> bool:
        return self.min > 0

    @property
    def may_repeat(self) -> bool:
        return self.max is None or self.max > 1


@dataclass(frozen=True, slots=True)
class Code:
    """Something that an entry may speak to: `value` is `slug:code`, kept with the entry."""

    value: str
    label: str
    kind: Literal["principle", "section"]
    group: str


@dataclass(frozen=True, slots=True)
class Unmet:
    """Something that a pathway asks for and that is not there yet."""

    sentence: str
    codes: tuple[str, ...]
    weight: Weight = "required"
    certainty: Certainty = "verified"
    rule: str = ""
    section: tuple[str, int] | None = None
