"""Reads the tree of sections, with the texts each is written in and how often each pathway has it."""

import re
from collections.abc import Mapping
from dataclasses import replace

from django.utils.translation import gettext as _

from coppice.frameworks.parts import Facet, Guidance, Instances, Node, NodeKind, Pathway, Words
from coppice.frameworks.reading_parts import CERTAINTIES, MARKINGS, Names
from coppice.frameworks.sheets import Sheet
from coppice.frameworks.tree import Fields, Part, Series, Word

KINDS: tuple[NodeKind, ...] = ("group", "writing", "declaration", "whole")
_TIMES = re.compile(r"(?P<least>\d{1,3})(?:(?P<open>\+)|-(?P<most>\d{1,3}))?")


def read_facets(sheet: Sheet, names: Names) -> tuple[Facet, ...]:
    return tuple(_facet(each, names) for each in sheet.sheets("facets", _("A facet"), needed=True))


def _facet(sheet: Sheet, names: Names) -> Facet:
    facet = Facet(
        code=sheet.code("code"),
        title=sheet.text("title", longest=80),
        prompt=sheet.text("prompt"),
        reflects=sheet.yes("reflects", False),
    )
    names.take("facet", facet.code, sheet.line("code"))
    sheet.done()
    return facet


def read_sections(
    sheet: Sheet, names: Names, pathways: tuple[Pathway, ...], facets: tuple[Facet, ...]
) -> tuple[Node, ...]:
    reader = _Sections(names, [pathway.code for pathway in pathways], {facet.code: facet for facet in facets})
    return reader.read(sheet, needed=True)


class _Sections:
    def __init__(self, names: Names, pathways: list[str], facets: Mapping[str, Facet]) -> None:
        self.names = names
        self.pathways = pathways
        self.facets = facets

    def read(self, sheet: Sheet, needed: bool) -> tuple[Node, ...]:
        return tuple(self.node(each) for each in sheet.sheets("sections", _("A section"), needed))

    def node(self, sheet: Sheet) -> Node:
        children = self.read(sheet, needed=False)
        kind = sheet.choice("kind", KINDS, "group" if children else "writing")
        if children and kind != "group":
            said = _("A section of kind “{kind}” can't hold further sections; a group can.").format(kind=kind)
            sheet.wrong(sheet.line("kind"), said)
        if kind == "group" and not children:
            sheet.wrong(sheet.line("kind"), _("A group needs at least one section under “sections”."))
        node = Node(
            id=sheet.code("id"),
            code=sheet.code("code"),
            title=sheet.text("title", longest=200),
            kind=kind,
            asks=sheet.text("asks"),
            marking=sheet.choice("marking", MARKINGS, "none" if kind == "group" else "graded"),
            facets=self.written_in(sheet, kind),
            guidance=_guidance(sheet),
            words=_words(sheet),
            instances=self.instances(sheet, kind),
            children=children,
            declares=sheet.texts("declares"),
        )
        if node.declares and kind != "declaration":
            sheet.wrong(sheet.line("declares"), _("Only a section of kind “declaration” has sentences to sign."))
        self.names.take("id", node.id, sheet.line("id"))
        self.names.take("code", node.code, sheet.line("code"))
        sheet.done()
        return node

    def written_in(self, sheet: Sheet, kind: NodeKind) -> tuple[Facet, ...]:
        part = sheet.part("facets")
        if part is None:
            if kind == "writing":
                sheet.wrong(sheet.fields.line, _("A section to write needs “facets”: the texts it is written in."))
            return ()
        if kind not in ("writing", "declaration"):
            said = _("A section of kind “{kind}” is not written, so it has no facets.").format(kind=kind)
            sheet.wrong(part.line, said)
        prompts = self.in_order(part, _prompts(sheet, part))
        return tuple(facet for code, prompt, line in prompts if (facet := self.facet(sheet, code, prompt, line)))

    def in_order(self, part: Part, prompts: list[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
        """Named fields have no order in a database, so they have the order of the facets."""
        codes = list(self.facets)
        named = isinstance(part, Fields)
        return sorted(prompts, key=lambda one: codes.index(one[0]) if one[0] in codes else -1) if named else prompts

    def facet(self, sheet: Sheet, code: str, prompt: str, line: int) -> Facet | None:
        known = self.facets.get(code)
        if known is None:
            sheet.wrong(line, _("There is no facet “{code}”.").format(code=code))
            return None
        return replace(known, prompt=prompt or known.prompt)

    def instances(self, sheet: Sheet, kind: NodeKind) -> Mapping[str, Instances]:
        part = sheet.part("instances")
        if part is None:
            if kind != "group":
                sheet.wrong(sheet.fields.line, _("A section needs “instances”: how often each pathway has it."))
            return dict.fromkeys(self.pathways, Instances(0, 0))
        if isinstance(part, Word):
            return dict.fromkeys(self.pathways, _times(sheet, part))
        if isinstance(part, Series):
            sheet.wrong(part.line, _("“instances” names each pathway, such as “instances: {one: 1, other: 0}”."))
            return {}
        return self.by_pathway(sheet, part)

    def by_pathway(self, sheet: Sheet, part: Fields) -> Mapping[str, Instances]:
        for code, line in part.lines.items():
            if code not in self.pathways and "\0" not in code:
                sheet.wrong(line, _("There is no pathway “{code}”.").format(code=code))
        for code in self.pathways:
            if code not in part.items:
                sheet.wrong(part.line, _("“instances” says nothing about the pathway “{code}”.").format(code=code))
        return {code: _instances(sheet, one) for code, one in part.items.items()}


def _prompts(sheet: Sheet, part: Part) -> list[tuple[str, str, int]]:
    if isinstance(part, Fields):
        return [
            (code, "" if isinstance(one, Word) and one.text is None else sheet.as_text(one, code), part.lines[code])
            for code, one in part.items.items()
        ]
    return [(code, "", line) for code, line in sheet.codes("facets")]


def _instances(sheet: Sheet, part: Part) -> Instances:
    if not isinstance(part, Fields):
        return _times(sheet, part)
    within = Sheet(part, "“instances”", sheet.mistakes)
    times = within.part("times")
    if times is None:
        within.wrong(part.line, _("“instances” needs “times”."))
    base = _times(sheet, times) if times else Instances(0, None)
    examples = within.number("examples", 0, most=50)
    certainty = within.choice("certainty", CERTAINTIES, "verified")
    within.done()
    return Instances(base.min, base.max, examples, certainty)


def _times(sheet: Sheet, part: Part) -> Instances:
    found = _TIMES.fullmatch(part.text or "") if isinstance(part, Word) else None
    if not found:
        sheet.wrong(
            part.line, _("Say how often: 1 (once), 0 (not on this pathway), 2+ (twice or more), 0-3 (up to three).")
        )
        return Instances(0, None)
    least = int(found["least"])
    most = None if found["open"] else int(found["most"] or least)
    if most is not None and least > most:
        said = _("The least ({least}) is more than the most ({most}).").format(least=least, most=most)
        sheet.wrong(part.line, said)
    return Instances(least, most)


def _words(sheet: Sheet) -> Words | None:
    within = sheet.sheet("words", "“words”")
    if within is None:
        return None
    words = Words(within.number("least", 0), within.number("most"), within.yes("by_scheme", False))
    if words.least > words.most:
        said = _("The least number of words ({least}) is more than the most ({most}).")
        within.wrong(within.line("least"), said.format(least=words.least, most=words.most))
    within.done()
    return words


def _guidance(sheet: Sheet) -> Guidance:
    within = sheet.sheet("guidance", _("The guidance"))
    if within is None:
        return Guidance()
    guidance = Guidance(
        within.texts("text"), within.texts("questions"), within.texts("pitfalls"), within.texts("hints")
    )
    within.done()
    return guidance
