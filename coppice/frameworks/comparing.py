"""What each pathway asks for, side by side, in words for a page."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from coppice.frameworks.framework import Framework
from coppice.frameworks.parts import Instances, Node, Pathway
from coppice.frameworks.rules import Rule, in_words

UNCERTAIN = ("recalled", "unknown")


@dataclass(frozen=True, slots=True)
class Cell:
    """What one pathway has of one section, with a shape that says it at a glance."""

    pathway: Pathway
    words: str
    shape: str


@dataclass(frozen=True, slots=True)
class Row:
    node: Node
    depth: int
    cells: tuple[Cell, ...]

    @property
    def is_group(self) -> bool:
        return self.node.kind == "group"


@dataclass(frozen=True, slots=True)
class Requirement:
    """A rule, and for whom it holds."""

    rule: Rule
    whom: str

    @property
    def is_uncertain(self) -> bool:
        return self.rule.certainty in UNCERTAIN


def rows(framework: Framework) -> tuple[Row, ...]:
    """The tree of sections in the order of reading, with what each pathway asks."""
    return tuple(row for top in framework.sections for row in _rows(framework, top, 0))


def pathways_differ(framework: Framework) -> bool:
    """Whether there is anything to compare: some section that one pathway has otherwise than another."""
    return any(len(set(node.instances.values())) > 1 for node in framework.nodes.values())


def cells(framework: Framework, node: Node) -> tuple[Cell, ...]:
    if node.kind == "group":
        return ()
    return tuple(_cell(framework, node, pathway) for pathway in framework.pathways)


def requirements(framework: Framework) -> tuple[Requirement, ...]:
    """The rules, each with the pathways it holds for; the required ones first."""
    ordered = sorted(framework.rules, key=lambda rule: rule.weight == "advised")
    return tuple(Requirement(rule, _whom(framework, rule)) for rule in ordered)


def _whom(framework: Framework, rule: Rule) -> str:
    titles = [framework.pathway(code).title for code in rule.pathways]
    return _("Every pathway") if len(titles) == len(framework.pathways) else ", ".join(titles)


def _rows(framework: Framework, node: Node, depth: int) -> Iterator[Row]:
    yield Row(node, depth, cells(framework, node))
    for child in node.children:
        yield from _rows(framework, child, depth + 1)


def _cell(framework: Framework, node: Node, pathway: Pathway) -> Cell:
    times = node.instances[pathway.code]
    if not times.is_part:
        return Cell(pathway, _("not part of it"), "none")
    if node.kind == "whole":
        return Cell(pathway, _("over the whole"), "full")
    if times.certainty in UNCERTAIN:
        return Cell(pathway, _("left open"), "started")
    if not times.min and any(_governs(rule, node) for rule in framework.rules_for(pathway.code)):
        return Cell(pathway, _("by a rule"), "half")
    return Cell(pathway, how_often(times), "full" if times.min else "half")


def _governs(rule: Rule, node: Node) -> bool:
    return rule.weight == "required" and not rule.is_per_section and node.code in rule.needs.mentions()


def how_often(times: Instances) -> str:
    """“one”, “one or more”, “two to five”, “if you like”, with the number of examples where there is one."""
    often = _number_of(times)
    if not times.examples:
        return often
    return _("{often}, with {number} examples or more").format(often=often, number=in_words(times.examples))


def _number_of(times: Instances) -> str:
    match times.min, times.max:
        case 0, None:
            return _("as many as you like")
        case 0, 1:
            return _("if you like")
        case 0, most:
            return _("up to {most}").format(most=in_words(most or 0))
        case least, None:
            return _("{least} or more").format(least=in_words(least))
        case least, most if least == most:
            return in_words(least)
        case least, most:
            return _("{least} to {most}").format(least=in_words(least), most=in_words(most or 0))
