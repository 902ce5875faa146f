"""Reads a framework file, or refuses it with every reason and its line.

framework = read(path.read_bytes())          # raises WrongFile
framework, document = read_with_document(…)  # the document is what is kept as JSON
framework = from_document(document)          # back again, without lines
framework = from_tree(root)                  # of a tree that is planted already
"""

from django.utils.translation import gettext as _

from coppice.frameworks.framework import Framework
from coppice.frameworks.parts import (
    Assessors,
    Facet,
    Grade,
    Guidance,
    Instances,
    Node,
    Open,
    Outcome,
    Pathway,
    Placement,
    Principle,
    PrincipleGroup,
    Renewal,
    Scales,
    Unmet,
    Words,
)
from coppice.frameworks.reading_parts import Names, read_head, read_pathways, read_principles, read_scheme, read_steps
from coppice.frameworks.reading_rules import read_rules
from coppice.frameworks.reading_sections import read_facets, read_sections
from coppice.frameworks.rules import Both, Each, Either, Enough, Held, Rule, Some
from coppice.frameworks.sheets import Sheet
from coppice.frameworks.tree import Fields, Mistake, Plain, WrongFile, plain, plant, replant

__all__ = [
    "Assessors",
    "Both",
    "Each",
    "Either",
    "Enough",
    "Facet",
    "Framework",
    "Grade",
    "Guidance",
    "Held",
    "Instances",
    "Mistake",
    "Node",
    "Open",
    "Outcome",
    "Pathway",
    "Placement",
    "Principle",
    "PrincipleGroup",
    "Renewal",
    "Rule",
    "Scales",
    "Some",
    "Unmet",
    "Words",
    "WrongFile",
    "from_document",
    "from_tree",
    "read",
    "read_with_document",
]


def read(source: bytes) -> Framework:
    """The framework in this file. Raises WrongFile with all that is wrong."""
    return read_with_document(source)[0]


def read_with_document(source: bytes) -> tuple[Framework, Plain]:
    """The framework, and the document to keep it as."""
    root, mistakes = plant(source)
    return _read(root, mistakes), plain(root)


def from_document(document: Plain) -> Framework:
    """The framework that was kept as this document. Raises WrongFile."""
    return _read(replant(document), [])


def from_tree(root: Fields) -> Framework:
    """The framework that this tree says. Raises WrongFile."""
    return _read(root, [])


def _read(root: Fields, mistakes: list[Mistake]) -> Framework:
    sheet = Sheet(root, _("A framework"), mistakes)
    names = Names(mistakes)
    head = read_head(sheet)
    pathways = read_pathways(sheet, names)
    groups, principles = read_principles(sheet, names)
    facets = read_facets(sheet, names)
    sections = read_sections(sheet, names, pathways, facets)
    rules = read_rules(sheet, names, pathways, groups, principles, sections)
    scales, renewal, assessors, unverified = read_scheme(sheet, names)
    steps = read_steps(sheet, names)
    sheet.done()
    if mistakes:
        raise WrongFile(mistakes)
    return Framework(
        **head,
        pathways=pathways,
        facets=facets,
        principle_groups=groups,
        principles=principles,
        sections=sections,
        rules=rules,
        scales=scales,
        renewal=renewal,
        assessors=assessors,
        unverified=unverified,
        steps=steps,
    )
