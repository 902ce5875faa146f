"""Reads what a framework says about itself: its head, pathways, principles, scales and the scheme around it."""

import re
from typing import Literal, TypedDict

from django.utils.translation import gettext as _

from coppice.frameworks.parts import (
    Assessors,
    Grade,
    Marking,
    Mode,
    Open,
    Outcome,
    Pathway,
    Principle,
    PrincipleGroup,
    Renewal,
    Scales,
    Step,
)
from coppice.frameworks.rules import Certainty
from coppice.frameworks.sheets import Sheet
from coppice.frameworks.tree import Mistake, on_line

CERTAINTIES: tuple[Certainty, ...] = ("verified", "inferred", "recalled", "unknown")
MARKINGS: tuple[Marking, ...] = ("graded", "complete", "none")
MODES: tuple[Mode, ...] = ("assessed", "self-assessment")
NEXTS: tuple[Literal["", "review", "reassess"], ...] = ("", "review", "reassess")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
VERSION = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*")


class Names:
    """Which ids and codes are taken, by whom and where, so that none is used twice."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        self._mistakes = mistakes
        self._taken: dict[tuple[str, str], int] = {}

    def take(self, kind: str, name: str, line: int) -> None:
        if not name:
            return
        if (kind, name) in self._taken:
            first = self._taken[kind, name]
            reason = _("The {kind} “{name}” is used twice; the first is {where}.")
            self._mistakes.append(Mistake(line, reason.format(kind=kind, name=name, where=on_line(first))))
        self._taken.setdefault((kind, name), line)


class Head(TypedDict):
    slug: str
    version: str
    name: str
    full_name: str
    keeper: str
    page: str
    mode: Mode
    language: str
    about: str
    note: str


def read_head(sheet: Sheet) -> Head:
    head = Head(
        slug=sheet.text("slug", longest=40),
        version=sheet.text("version", longest=40),
        name=sheet.text("name", longest=80),
        full_name=sheet.text("full_name", longest=200),
        keeper=sheet.text("keeper", longest=200),
        page=sheet.text("page", longest=500),
        mode=sheet.choice("mode", MODES, "assessed"),
        language=sheet.text("language", "en", longest=20),
        about=sheet.text("about"),
        note=sheet.text("note", ""),
    )
    _in_an_address(sheet, "slug", head["slug"], _SLUG)
    _in_an_address(sheet, "version", head["version"], VERSION)
    if head["page"] and not re.fullmatch(r"https://[^\s<>\"']+", head["page"]):
        sheet.wrong(sheet.line("page"), _("“page” is the address of the scheme's own page, beginning with https://."))
    return head


def _in_an_address(sheet: Sheet, name: str, text: str, pattern: re.Pattern[str]) -> None:
    if text and not pattern.fullmatch(text):
        said = _("“{name}” becomes part of an address: small letters, digits and hyphens only, not “{text}”.")
        sheet.wrong(sheet.line(name), said.format(name=name, text=text))


def read_pathways(sheet: Sheet, names: Names) -> tuple[Pathway, ...]:
    return tuple(_pathway(each, names) for each in sheet.sheets("pathways", _("A pathway"), needed=True))


def _pathway(sheet: Sheet, names: Names) -> Pathway:
    pathway = Pathway(
        code=sheet.code("code"),
        title=sheet.text("title", longest=200),
        level=sheet.number("level", 1, least=1, most=99),
        award=sheet.text("award", "", longest=200),
        about=sheet.text("about"),
        fits=sheet.texts("fits"),
    )
    names.take("pathway", pathway.code, sheet.line("code"))
    sheet.done()
    return pathway


def read_principles(sheet: Sheet, names: Names) -> tuple[tuple[PrincipleGroup, ...], tuple[Principle, ...]]:
    groups: list[PrincipleGroup] = []
    principles: list[Principle] = []
    for each in sheet.sheets("principles", _("A group of principles")):
        group = PrincipleGroup(
            code=each.code("code"),
            title=each.text("title", longest=200),
            about=each.text("about", ""),
            marking=each.choice("marking", MARKINGS, "none"),
        )
        names.take("code", group.code, each.line("code"))
        groups.append(group)
        principles.extend(
            _principle(one, group.code, names) for one in each.sheets("each", _("A principle"), needed=True)
        )
        each.done()
    return tuple(groups), tuple(principles)


def _principle(sheet: Sheet, group: str, names: Names) -> Principle:
    principle = Principle(
        id=sheet.code("id"),
        code=sheet.code("code"),
        title=sheet.text("title", longest=200),
        group=group,
        about=sheet.text("about"),
        questions=sheet.texts("questions"),
    )
    names.take("id", principle.id, sheet.line("id"))
    names.take("code", principle.code, sheet.line("code"))
    sheet.done()
    return principle


type Scheme = tuple[Scales, Renewal | None, Assessors | None, tuple[Open, ...]]


def read_scheme(sheet: Sheet, names: Names) -> Scheme:
    grades = tuple(_grade(each, names) for each in sheet.sheets("grades", _("A grade")))
    outcomes = tuple(_outcome(each, names) for each in sheet.sheets("outcomes", _("An outcome")))
    known = {outcome.code for outcome in outcomes}
    for outcome in outcomes:
        if outcome.only_after and outcome.only_after not in known:
            said = _("There is no outcome “{code}” to come after.").format(code=outcome.only_after)
            sheet.wrong(sheet.line("outcomes"), said)
    unverified = tuple(_open(each) for each in sheet.sheets("unverified", _("An open point")))
    return Scales(grades, outcomes), _renewal(sheet), _assessors(sheet), unverified


def _grade(sheet: Sheet, names: Names) -> Grade:
    grade = Grade(sheet.code("code"), sheet.text("title", longest=200), sheet.text("about", ""))
    names.take("grade", grade.code, sheet.line("code"))
    sheet.done()
    return grade


def _outcome(sheet: Sheet, names: Names) -> Outcome:
    outcome = Outcome(
        code=sheet.code("code"),
        title=sheet.text("title", longest=200),
        about=sheet.text("about", ""),
        passes=sheet.yes("passes", False),
        next=sheet.choice("next", NEXTS, ""),
        only_after=sheet.text("only_after", ""),
    )
    names.take("outcome", outcome.code, sheet.line("code"))
    sheet.done()
    return outcome


def _renewal(sheet: Sheet) -> Renewal | None:
    within = sheet.sheet("renewal", _("The renewal"))
    if within is None:
        return None
    renewal = Renewal(
        valid_years=within.number("valid_years", 0, most=50) or None,
        in_depth=within.number("in_depth", 0, most=50),
        about=within.text("about"),
        states=within.texts("states"),
    )
    within.done()
    return renewal


def _assessors(sheet: Sheet) -> Assessors | None:
    within = sheet.sheet("assessors", "“assessors”")
    if within is None:
        return None
    assessors = Assessors(
        count=within.number("count", 1, least=1, most=20),
        lead_after=within.number("lead_after", 0, most=100),
        level=within.text("level", ""),
        nominee=within.yes("nominee", False),
        third=within.yes("third", False),
        conflicts=within.texts("conflicts"),
        about=within.text("about"),
    )
    within.done()
    return assessors


def _open(sheet: Sheet) -> Open:
    certainty = sheet.choice("certainty", CERTAINTIES, "unknown")
    about = sheet.text("about")
    sheet.done()
    return Open(about, certainty)


def read_steps(sheet: Sheet, names: Names) -> tuple[Step, ...]:
    """How people say where they are; only where nobody else assesses."""
    return tuple(_step(each, names) for each in sheet.sheets("steps", _("A step")))


def _step(sheet: Sheet, names: Names) -> Step:
    step = Step(sheet.code("code"), sheet.text("title", longest=80), sheet.text("about", ""))
    names.take("step", step.code, sheet.line("code"))
    sheet.done()
    return step
