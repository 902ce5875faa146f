"""Reads the rules of coverage, and refuses those that speak of something that is not there."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from coppice.frameworks.parts import Node, Pathway, Principle, PrincipleGroup
from coppice.frameworks.reading_parts import CERTAINTIES, Names
from coppice.frameworks.rules import Both, Each, Either, Enough, Need, Rule, Some, Weight
from coppice.frameworks.sheets import Sheet

WEIGHTS: tuple[Weight, ...] = ("required", "advised")
FORMS = ("all_of", "at_least", "section", "every", "either")
type Lines = tuple[tuple[str, int], ...]


def read_rules(
    sheet: Sheet,
    names: Names,
    pathways: tuple[Pathway, ...],
    groups: tuple[PrincipleGroup, ...],
    principles: tuple[Principle, ...],
    sections: tuple[Node, ...],
) -> tuple[Rule, ...]:
    nodes = [node for top in sections for node in top.walk()]
    reader = _Rules(
        pathways=tuple(pathway.code for pathway in pathways),
        members={group.code: tuple(one.code for one in principles if one.group == group.code) for group in groups},
        written={node.code for node in nodes if node.is_written},
    )
    return tuple(reader.rule(each, names) for each in sheet.sheets("rules", _("A rule")))


class _Rules:
    def __init__(self, pathways: tuple[str, ...], members: Mapping[str, tuple[str, ...]], written: set[str]) -> None:
        self.pathways = pathways
        self.members = members
        self.written = written
        self.shown = {code for codes in members.values() for code in codes}

    def rule(self, sheet: Sheet, names: Names) -> Rule:
        rule = Rule(
            id=sheet.code("id"),
            pathways=self.of_pathways(sheet),
            needs=self.needs(sheet, "needs"),
            says=sheet.text("says", longest=500),
            in_each=self.in_each(sheet),
            weight=sheet.choice("weight", WEIGHTS, "required"),
            certainty=sheet.choice("certainty", CERTAINTIES, "verified"),
        )
        names.take("rule", rule.id, sheet.line("id"))
        if rule.in_each and rule.needs.mentions() & self.written:
            sheet.wrong(sheet.line("needs"), _("A rule about each section by itself can speak of principles only."))
        sheet.done()
        return rule

    def of_pathways(self, sheet: Sheet) -> tuple[str, ...]:
        named = sheet.codes("pathways")
        for code, line in named:
            if code and code not in self.pathways:
                sheet.wrong(line, _("There is no pathway “{code}”.").format(code=code))
        return tuple(code for code, _line in named) or self.pathways

    def in_each(self, sheet: Sheet) -> tuple[str, ...]:
        named = sheet.codes("in_each")
        if [code for code, _line in named] == ["section"]:
            return tuple(sorted(self.written))
        for code, line in named:
            if code and code not in self.written:
                sheet.wrong(line, _("There is no section “{code}” that is written.").format(code=code))
        return tuple(code for code, _line in named)

    def needs(self, sheet: Sheet, name: str) -> Need:
        within = sheet.sheet(name, _("A requirement"))
        if within is None:
            if not sheet.has(name):
                sheet.needs(name, sheet.fields.line)
            return Each(())
        return self.need(within)

    def need(self, sheet: Sheet) -> Need:
        forms = [form for form in FORMS if sheet.has(form)]
        if "section" in forms and "at_least" in forms:
            forms.remove("at_least")
        if len(forms) != 1:
            said = _("A requirement has exactly one of: {forms}.").format(forms=", ".join(FORMS))
            sheet.wrong(sheet.fields.line, said)
            return Each(())
        need = self.read(sheet, forms[0])
        sheet.done()
        return need

    def read(self, sheet: Sheet, form: str) -> Need:
        match form:
            case "all_of":
                return Each(self.known(sheet, "all_of"))
            case "at_least":
                return self.some(sheet)
            case "section":
                return Enough(self.section(sheet), sheet.number("at_least", 1, least=1, most=999))
            case "every":
                return Both(self.each(sheet, "every"))
            case _:
                return Either(self.each(sheet, "either"))

    def some(self, sheet: Sheet) -> Some:
        least = sheet.number("at_least", least=1, most=999)
        codes = self.known(sheet, "of")
        including = self.known(sheet, "including", needed=False)
        for code in including:
            if code not in codes:
                said = _("“{code}” is to be included but is not one of “of”.").format(code=code)
                sheet.wrong(sheet.line("including"), said)
        if codes and least > len(set(codes)):
            said = _("At least {least} are wanted, but there are only {most}.").format(
                least=least, most=len(set(codes))
            )
            sheet.wrong(sheet.line("at_least"), said)
        return Some(least, codes, including)

    def section(self, sheet: Sheet) -> str:
        code = sheet.code("section")
        if code and code not in self.written:
            sheet.wrong(sheet.line("section"), _("There is no section “{code}” that is written.").format(code=code))
        return code

    def each(self, sheet: Sheet, name: str) -> tuple[Need, ...]:
        needs = tuple(self.need(one) for one in sheet.sheets(name, _("A requirement")))
        if not needs:
            sheet.wrong(sheet.line(name), _("“{name}” needs at least one requirement.").format(name=name))
        return needs

    def known(self, sheet: Sheet, name: str, needed: bool = True) -> tuple[str, ...]:
        """Codes of principles and sections; the code of a group of principles stands for all of them."""
        named: Lines = sheet.codes(name)
        if needed and not named:
            sheet.wrong(sheet.line(name), _("“{name}” names no code.").format(name=name))
        for code, line in named:
            if code and code not in self.members and code not in self.shown and code not in self.written:
                sheet.wrong(line, _("There is no principle or section “{code}”.").format(code=code))
        return tuple(dict.fromkeys(one for code, _line in named for one in self.members.get(code, (code,))))
