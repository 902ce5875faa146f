"""What a pathway still asks for, in sentences."""

from collections.abc import Iterable, Iterator, Mapping, Set

from django.utils.translation import gettext as _

from coppice.frameworks.parts import Placement, Unmet
from coppice.frameworks.rules import Certainty, Held, Rule, in_words

type BySection = Mapping[tuple[str, int], Set[str]]
type Labels = Mapping[str, str]


def unmet_sections(placements: Iterable[Placement], counts: Mapping[str, int]) -> Iterator[Unmet]:
    """The sections of which there are too few, or too many."""
    for placed in placements:
        have = counts.get(placed.node.code, 0)
        if have < placed.min:
            said = _("{section}: {number} more to write.") if have else _("{section}: {number} to write.")
            yield _of(placed, said.format(section=placed.node.label, number=in_words(placed.min - have)))
        if placed.max is not None and have > placed.max:
            said = _("{section}: there are {have}, and this pathway takes {most}.")
            yield _of(placed, said.format(section=placed.node.label, have=in_words(have), most=in_words(placed.max)))


def unmet_rules(rules: Iterable[Rule], held: Held, by_section: BySection, labels: Labels) -> Iterator[Unmet]:
    """The rules that are not met, each with what is missing."""
    for rule in rules:
        yield from _in_each(rule, by_section, labels) if rule.is_per_section else _overall(rule, held, labels)


def _of(placed: Placement, sentence: str) -> Unmet:
    return Unmet(sentence + _doubt(placed.certainty), (placed.node.code,), certainty=placed.certainty)


def _overall(rule: Rule, held: Held, labels: Labels) -> Iterator[Unmet]:
    if missing := rule.missing(held, labels):
        yield _about(rule, _("{rule} Still missing: {missing}.").format(rule=rule.says, missing=missing))


def _in_each(rule: Rule, by_section: BySection, labels: Labels) -> Iterator[Unmet]:
    for (code, number), covered in by_section.items():
        if code in rule.in_each and (missing := rule.missing(Held({}, covered), labels)):
            where = labels[code] + (f" ({number})" if number > 1 else "")
            yield _about(
                rule, _("{section} does not show {missing} yet.").format(section=where, missing=missing), (code, number)
            )


def _about(rule: Rule, sentence: str, section: tuple[str, int] | None = None) -> Unmet:
    codes = tuple(sorted(rule.needs.mentions()))
    return Unmet(sentence + _doubt(rule.certainty), codes, rule.weight, rule.certainty, rule.id, section)


def _doubt(certainty: Certainty) -> str:
    doubt = _("(We could not verify this; please check with the scheme.)")
    return "" if certainty in ("verified", "inferred") else f" {doubt}"
