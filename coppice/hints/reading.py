"""What somebody wrote, read over for them: the hints by passage, as plain values for the template."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.utils.translation import gettext as _

from coppice.accounts.agreements import LOOKING_UP, Agreement
from coppice.accounts.models import Consent, Person
from coppice.hints import looking_up
from coppice.hints.language import language_of
from coppice.hints.models import Look, PutAside, SwitchedOff
from coppice.hints.rules import BY_CODE, RULES, Rule, read_over
from coppice.hints.writing import BESIDE, LINKS, Hint, Passage, Writing, shortened
from coppice.revisions.models.written import text_labels

EXCERPT, MOST_PLACES = 160, 60


@dataclass(frozen=True)
class Line:
    """One hint with its rule, and the words it is about where nothing else on the page says them."""

    hint: Hint
    quote: str

    @property
    def rule(self) -> Rule:
        return BY_CODE[self.hint.rule]

    @classmethod
    def of(cls, hint: Hint, excerpt: str) -> Line:
        quote = hint.found.quote
        is_most_of_it = excerpt.startswith(quote.rstrip("…")) and 2 * len(quote) > len(excerpt)
        is_said = quote in hint.found.why or is_most_of_it
        return cls(hint, "" if is_said else quote)


@dataclass(frozen=True)
class Place:
    """A passage with what is said about it, and the way to it."""

    label: str
    url: str
    block: str
    excerpt: str
    lines: Sequence[Line]

    @classmethod
    def of(cls, passage: Passage, hints: Iterable[Hint], *, label: str, url: str) -> Place:
        excerpt = shortened(passage.text, EXCERPT) or (_("A link") if passage.code == LINKS else _("A picture"))
        way = f"{url}?{urlencode({'passage': passage.block.id})}#{passage.code}"
        return cls(label, way, passage.block.id, excerpt, [Line.of(hint, excerpt) for hint in hints])


@dataclass(frozen=True)
class ReadOver:
    """Everything that the page shows: the first passages, what else there is, and each rule with its switch."""

    places: Sequence[Place]
    has_more: bool
    has_aside: bool
    rules: Sequence[tuple[Rule, bool]]
    offer: Agreement | None


def writing_of(written: Any) -> Writing:
    """An item with texts, as the rules read it."""
    codes = written.text_codes
    return Writing.of(
        {code: written.text(code) for code in codes},
        reflecting=[code for code in written.reflecting if code in codes],
        pictures=written.pictures_beside,
        links=written.links_beside,
        people_are_noted=written.people_are_noted,
    )


def looked_up(writing: Writing, *, by: Person) -> Writing:
    """With what was found at its addresses, as far as the person allows that to be known."""
    addresses = set(looking_up.addresses(writing))
    return replace(writing, looked_up=Look.objects.found(by, addresses)) if addresses else writing


def all_hints(written: Any, *, by: Person) -> list[Hint]:
    writing = looked_up(writing_of(written), by=by)
    return read_over(writing, language_of(writing.said))


def of(written: Any, *, by: Person) -> ReadOver:
    """For its author (seven queries at most)."""
    off, aside = SwitchedOff.of(by), PutAside.marks(written)
    writing = looked_up(writing_of(written), by=by)
    found = read_over(writing, language_of(writing.said), without=off)
    shown = [hint for hint in found if hint.mark not in aside]
    rules = [(rule, rule.code not in off) for rule in RULES]
    at = places(written, shown)
    offer = LOOKING_UP if "lookup" not in off and may_be_offered(writing, by=by) else None
    return ReadOver(at[:MOST_PLACES], len(at) > MOST_PLACES, len(shown) < len(found), rules, offer)


def may_be_offered(writing: Writing, *, by: Person) -> bool:
    """Where there is a link, and the person has never said yes or no to these words."""
    if not settings.LOOK_UP_LINKS or not any(looking_up.addresses(writing)):
        return False
    newest = Consent.newest(LOOKING_UP, of=by)
    return newest is None or (newest.given and newest.version != LOOKING_UP.version)


def places(written: Any, hints: Sequence[Hint]) -> list[Place]:
    labels = {BESIDE: _("Pictures"), LINKS: _("Links"), **text_labels(written)}
    url = written.writing_url
    return [
        Place.of(passage, together, label=labels[passage.code], url=url)
        for passage, together in groupby(hints, key=lambda hint: hint.found.passage)
    ]
