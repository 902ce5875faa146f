"""A YAML text as a tree in which every part knows its line, or a list of reasons why it can't be one.

Nothing here builds objects from tags, follows an alias or recurses: a hostile file costs no more than reading it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import count

import yaml
from django.utils.translation import gettext as _

from coppice.frameworks.breaking_off import plainly

MOST_BYTES = 1_000_000
MOST_PARTS = 50_000
DEEPEST = 24

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """One thing that is wrong with a file: where, and why, in a sentence."""

    line: int
    reason: str

    def __str__(self) -> str:
        said = _("Line {number}: {reason}") if self.line else "{reason}"
        return said.format(number=self.line, reason=self.reason)


def on_line(number: int | str) -> str:
    """As it stands within a reason."""
    return _("on line {number}").format(number=number)


class WrongFile(Exception):
    """The file can't be read as a framework. `mistakes` holds every reason that was found."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(sorted(set(mistakes)))
        super().__init__("\n".join(map(str, self.mistakes)))


@dataclass(slots=True)
class Word:
    """A single value, always kept as the text that was written."""

    text: str | None
    line: int = 0


@dataclass(slots=True)
class Series:
    """An ordered list of parts."""

    items: list["Part"] = field(default_factory=list)
    line: int = 0


@dataclass(slots=True)
class Fields:
    """Named parts, each with the line of its name."""

    items: dict[str, "Part"] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    line: int = 0


type Part = Word | Series | Fields
type Plain = None | str | list[Plain] | dict[str, Plain]


def plant(source: bytes) -> tuple[Fields, list[Mistake]]:
    """The tree of a file, with the mistakes that don't keep it from being read further."""
    growth = _Growth()
    events = yaml.parse(_text(source), Loader=_Loader)
    try:
        for event, number in zip(events, count(1), strict=False):
            if number > MOST_PARTS:
                said = _("The file has more than {most} parts.").format(most=f"{MOST_PARTS:,}")
                raise WrongFile([Mistake(_line(event), said)])
            growth.take(event)
    except yaml.MarkedYAMLError as error:
        raise WrongFile([*growth.mistakes, _unreadable(error)]) from None
    except yaml.YAMLError:
        raise WrongFile([Mistake(0, _("This is not a YAML file that can be read."))]) from None
    return growth.root(), growth.mistakes


def replant(document: Plain) -> Fields:
    """The tree of a document that was kept as JSON. It has no lines."""
    part = _replanted(document)
    return part if isinstance(part, Fields) else Fields()


def plain(part: Part) -> Plain:
    """The tree as dictionaries, lists and text, to be kept as JSON."""
    match part:
        case Word(text=text):
            return text
        case Series(items=items):
            return [plain(item) for item in items]
        case Fields(items=named):
            return {name: plain(item) for name, item in named.items()}


def _replanted(value: Plain) -> Part:
    if isinstance(value, dict):
        return Fields({name: _replanted(item) for name, item in value.items()}, dict.fromkeys(value, 0))
    if isinstance(value, list):
        return Series([_replanted(item) for item in value])
    return Word(value)


def _text(source: bytes) -> str:
    if len(source) > MOST_BYTES:
        said = _("The file is larger than {most} bytes, which no framework needs.").format(most=f"{MOST_BYTES:,}")
        raise WrongFile([Mistake(0, said)])
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        said = _("This is not text in UTF-8. Save the file as UTF-8 and try again.")
        raise WrongFile([Mistake(line, said)]) from None
    strange = [number for number, line in enumerate(text.split("\n"), 1) if not speakable(line)]
    if strange:
        said = _("There is a control character here (such as NUL), which no text needs.")
        raise WrongFile(Mistake(number, said) for number in strange[:20])
    return text


def speakable(line: str) -> bool:
    """Whether there is no control character in it."""
    return all(
        character in "\t\r" or (ord(character) >= 32 and not 127 <= ord(character) < 160 and ord(character) != 0xFFFE)
        for character in line
    )


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0


def _unreadable(error: yaml.MarkedYAMLError) -> Mistake:
    mark = error.problem_mark or error.context_mark
    return Mistake(mark.line + 1 if mark else 0, plainly(error.problem))


class _Growth:
    """Puts a stream of YAML events together into a tree."""

    def __init__(self) -> None:
        self.mistakes: list[Mistake] = []
        self._open: list[Series | Fields] = []
        self._names: list[str | None] = []
        self._roots: list[Part] = []
        self._unread: int = 0

    def take(self, event: yaml.Event) -> None:
        match event:
            case yaml.AliasEvent():
                raise self._linked(event)
            case yaml.ScalarEvent():
                self._word(event)
            case yaml.SequenceStartEvent():
                self._begin(Series(line=_line(event)), event)
            case yaml.MappingStartEvent():
                self._begin(Fields(line=_line(event)), event)
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self._open.pop()
                self._names.pop()

    def root(self) -> Fields:
        if not self._roots:
            raise WrongFile([Mistake(1, _("The file is empty."))])
        if len(self._roots) > 1:
            line = self._roots[1].line
            raise WrongFile(
                [*self.mistakes, Mistake(line, _("A second document begins here. One file holds one framework."))]
            )
        root = self._roots[0]
        if not isinstance(root, Fields):
            raise WrongFile(
                [*self.mistakes, Mistake(root.line, _("A framework begins with named fields, such as “slug: …”."))]
            )
        return root

    def _linked(self, event: yaml.Event) -> WrongFile:
        said = _("Anchors and aliases (& and *) are not allowed; write the value out in full.")
        return WrongFile([*self.mistakes, Mistake(_line(event), said)])

    def _begin(self, part: Series | Fields, event: yaml.CollectionStartEvent) -> None:
        if len(self._open) >= DEEPEST:
            said = _("This is nested more than {most} levels deep.").format(most=DEEPEST)
            raise WrongFile([*self.mistakes, Mistake(_line(event), said)])
        self._check(event)
        self._place(part)
        self._open.append(part)
        self._names.append(None)

    def _word(self, event: yaml.ScalarEvent) -> None:
        self._check(event)
        written = None if not event.style and event.value in ("", "~", "null") else event.value
        if self._waits_for_a_name():
            self._name(event, event.value)
        else:
            self._place(Word(written, _line(event)))

    def _waits_for_a_name(self) -> bool:
        return bool(self._open) and isinstance(self._open[-1], Fields) and self._names[-1] is None

    def _name(self, event: yaml.Event, name: str) -> None:
        within = self._open[-1]
        assert isinstance(within, Fields)
        if name in within.items:
            said = _("“{name}” is given twice; the first is {where}.")
            self.mistakes.append(Mistake(_line(event), said.format(name=name, where=on_line(within.lines[name]))))
            self._unread += 1
            name = f"{name}\0{self._unread}"
        within.lines[name] = _line(event)
        self._names[-1] = name

    def _place(self, part: Part) -> None:
        if not self._open:
            self._roots.append(part)
            return
        within = self._open[-1]
        if isinstance(within, Series):
            within.items.append(part)
            return
        name, self._names[-1] = self._names[-1], None
        if name is None:
            raise WrongFile(
                [*self.mistakes, Mistake(part.line, _("The name of a field must be a single word or phrase."))]
            )
        if "\0" not in name:
            within.items[name] = part

    def _check(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor:
            raise self._linked(event)
        if event.tag and event.tag != "!":
            said = _("The tag “{tag}” is not allowed; write plain values.").format(tag=event.tag)
            self.mistakes.append(Mistake(_line(event), said))
