"""What a pathway asks to be covered, as small rules that can be asked: is it met, and if not, what is missing?

A rule is a requirement (`Need`) with a name and a sentence. Needs are put together from five kinds:

- `Each`: every one of these codes;
- `Some`: at least n of these codes, with some of them always among them;
- `Enough`: at least n instances of one section;
- `Both`: all of these needs;
- `Either`: any one of these needs.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from coppice.kernel.listed import listed, one_of

MOST_NAMES = 4
NUMBERS = (
    pgettext_lazy("number", "none"),
    pgettext_lazy("number", "one"),
    pgettext_lazy("number", "two"),
    pgettext_lazy("number", "three"),
    pgettext_lazy("number", "four"),
    pgettext_lazy("number", "five"),
    pgettext_lazy("number", "six"),
    pgettext_lazy("number", "seven"),
    pgettext_lazy("number", "eight"),
    pgettext_lazy("number", "nine"),
    pgettext_lazy("number", "ten"),
)

type Certainty = Literal["verified", "inferred", "recalled", "unknown"]
type Weight = Literal["required", "advised"]


@dataclass(frozen=True, slots=True)
class Held:
    """What a portfolio, or one section of it, has so far."""

    counts: Mapping[str, int]
    covered: Set[str]

    def amount(self, code: str) -> int:
        return max(self.counts.get(code, 0), 1 if code in self.covered else 0)


@dataclass(frozen=True, slots=True)
class Each:
    codes: tuple[str, ...]

    def missing(self, held: Held, names: Mapping[str, str]) -> str:
        return listed(_called([code for code in self.codes if not held.amount(code)], names))

    def mentions(self) -> frozenset[str]:
        return frozenset(self.codes)


@dataclass(frozen=True, slots=True)
class Some:
    at_least: int
    codes: tuple[str, ...]
    including: tuple[str, ...] = ()

    def missing(self, held: Held, names: Mapping[str, str]) -> str:
        have = [code for code in self.codes if held.amount(code)]
        always = [code for code in self.including if not held.amount(code)]
        more = max(self.at_least - len(have) - len(always), 0)
        rest = _called([code for code in self.codes if code not in have and code not in always], names)
        parts = [listed(_called(always, names))] if always else []
        if more:
            said = _("{number} more of {names}") if have or always else _("{number} of {names}")
            parts.append(said.format(number=in_words(more), names=one_of(rest)))
        return listed(parts)

    def mentions(self) -> frozenset[str]:
        return frozenset(self.codes) | frozenset(self.including)


@dataclass(frozen=True, slots=True)
class Enough:
    code: str
    at_least: int

    def missing(self, held: Held, names: Mapping[str, str]) -> str:
        have = held.amount(self.code)
        if have >= self.at_least:
            return ""
        said = _("{number} more under {name}") if have else _("{number} under {name}")
        return said.format(number=in_words(self.at_least - have), name=names[self.code])

    def mentions(self) -> frozenset[str]:
        return frozenset((self.code,))


@dataclass(frozen=True, slots=True)
class Both:
    needs: "tuple[Need, ...]"

    def missing(self, held: Held, names: Mapping[str, str]) -> str:
        said = [need.missing(held, names) for need in self.needs]
        return joined(_("{some}; and {last}"), dict.fromkeys(filter(None, said)))

    def mentions(self) -> frozenset[str]:
        return frozenset().union(*(need.mentions() for need in self.needs))


@dataclass(frozen=True, slots=True)
class Either:
    needs: "tuple[Need, ...]"

    def missing(self, held: Held, names: Mapping[str, str]) -> str:
        said = [need.missing(held, names) for need in self.needs]
        ways = joined(_("{some}, or {last}"), dict.fromkeys(said))
        return _("either {ways}").format(ways=ways) if all(said) else ""

    def mentions(self) -> frozenset[str]:
        return frozenset().union(*(need.mentions() for need in self.needs))


type Need = Each | Some | Enough | Both | Either


@dataclass(frozen=True, slots=True)
class Rule:
    """One requirement of some pathways, over the whole portfolio or over each of some sections by itself."""

    id: str
    pathways: tuple[str, ...]
    needs: Need
    says: str
    in_each: tuple[str, ...] = ()
    weight: Weight = "required"
    certainty: Certainty = "verified"

    @property
    def is_per_section(self) -> bool:
        return bool(self.in_each)

    def is_met(self, held: Held) -> bool:
        return not self.needs.missing(held, _Codes())

    def missing(self, held: Held, names: Mapping[str, str]) -> str:
        """What is missing, as a phrase; empty when nothing is."""
        return self.needs.missing(held, names)


class _Codes(dict[str, str]):
    def __missing__(self, code: str) -> str:
        return code


def _called(codes: list[str], names: Mapping[str, str]) -> list[str]:
    """By name while there are few; by code alone when names would make the sentence too long."""
    return codes if len(codes) > MOST_NAMES else [names[code] for code in codes]


def in_words(number: int) -> str:
    return str(NUMBERS[number]) if number < len(NUMBERS) else str(number)


def joined(pattern: str, parts: Iterable[str]) -> str:
    """All of them, each joined to those before it by the pattern."""
    first, *others = [*parts, ""]
    for part in filter(None, others):
        first = pattern.format(some=first, last=part)
    return first
