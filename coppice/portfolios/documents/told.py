"""What an archive tells of people: who could see a part, what readers recognised, how a comment was worded before.

It is told and never done: nobody is let in by it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from coppice.portfolios.documents.days import day_in_words

REACHES = {
    "only_me": gettext_noop("Only its author"),
    "members": gettext_noop("All members"),
    "public": gettext_noop("Anyone on the web"),
}


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who could see it by name: why, from when, until when (empty: without an end)."""

    name: str
    reason: str
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class BroughtOver:
    """Where a text came from within the same person's portfolios: which text of which section, in which version.

    `key` is the id that the other section had, `print` the fingerprint of what it said.
    """

    code: str
    key: str
    text: str
    version: int
    print: str
    section: str
    portfolio: str
    at: str


@dataclass(frozen=True, slots=True)
class Stood:
    """Where the author said they were with one statement."""

    section: str
    step: str
    at: str


@dataclass(frozen=True, slots=True)
class Looked:
    """One time of looking at all statements of a self-assessment; `kept_as` names the versions of its end."""

    number: int
    begun: str
    kept_as: str
    standings: tuple[Stood, ...] = ()


@dataclass(frozen=True, slots=True)
class Lent:
    """A link, without its address."""

    since: str
    until: str


@dataclass(frozen=True, slots=True)
class Change:
    """One step in the history of who could see it, in words."""

    at: str
    by: str
    words: str


@dataclass(frozen=True, slots=True)
class Audience:
    """Who could see one part in one community; `part` is a section, or empty for the whole."""

    part: str
    reach: str
    group: str = ""
    readers: tuple[Named, ...] = ()
    links: tuple[Lent, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def says_something(self) -> bool:
        return self.reach != "only_me" or bool(self.readers or self.links or self.changes)

    def in_words(self) -> Iterator[str]:
        """A line for the reach, for each reader, each link and each change."""
        known = REACHES.get(self.reach)
        yield _(known) if known else _("The group {name}").format(name=self.group).strip()
        for reader in self.readers:
            reason = _(reader.reason) if reader.reason else ""
            yield f"{reader.name}: {reason} ({_span(reader.since, reader.until)})"
        for link in self.links:
            yield _("Whoever had the link ({span})").format(span=_span(link.since, link.until))
        for change in self.changes:
            said = _("{day}: {words}, by {name}")
            yield said.format(day=day_in_words(change.at), words=change.words, name=change.by)


@dataclass(frozen=True, slots=True)
class Recognised:
    """A reader said that they could see a principle in a section."""

    section: str
    code: str
    title: str
    by: str
    at: str

    def in_words(self) -> str:
        principle = f"{self.code} {self.title}".strip()
        said = _("{name} could see {principle} ({day})")
        return said.format(name=self.by, principle=principle, day=day_in_words(self.at))


@dataclass(frozen=True, slots=True)
class Wording:
    """What a comment said until a moment."""

    html: str
    until: str


def _span(since: str, until: str) -> str:
    said = _("{since} to {until}") if until else _("since {since}")
    return said.format(since=day_in_words(since), until=day_in_words(until))
