"""The kinds of happening that one can be told of, each with its own choice.

An upper app adds its own from `ready()`:

from coppice.notices import kinds
kinds.register("topics", _("New topics in your groups"), ["topic opened"], default=When.DAILY, in_groups=True)
kinds.add("answers", ["offered"])
kinds.for_those_who_tend(["post reported"])
kinds.answers_whom("posted", lambda happening, person: happening.item.author_id == person)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from coppice.happenings.models import Happening


class When(models.TextChoices):
    """When mail comes."""

    NOW = "now", _("At once")
    DAILY = "daily", _("Once a day")
    WEEKLY = "weekly", _("Once a week")
    NEVER = "never", _("Never")


@dataclass(frozen=True)
class Kind:
    """Some verbs of the log that one chooses about together.

    `addressed`: it is said to this person by name, so it does not wait for the others of its quarter of an hour, and
    what was chosen for a whole group does not hold it back. `in_groups`: it can be chosen apart for each group.
    `collected`: it is never told at once, because it is put together when a digest is made.
    """

    code: str
    label: Promise | str
    verbs: set[str] = field(default_factory=set)
    default: str = When.DAILY
    addressed: bool = False
    in_groups: bool = False
    collected: bool = False

    @property
    def offered(self) -> list[str]:
        return [when for when in When.values if not (self.collected and when == When.NOW)]


MAILED_OTHERWISE = {"asked to read", "opened"}
"""Verbs of which a mail of its own tells, at once and whatever is chosen: it is addressed to one person alone."""

FOR_THOSE_WHO_TEND: set[str] = set()
"""Verbs of which only those learn who tend the group at the time, or the stewards where it is of none."""

type Whose = Callable[[Happening, UUID], bool]

_kinds: dict[str, Kind] = {}
_by_verb: dict[str, Kind] = {}
_answers: dict[str, Whose] = {}


def register(
    code: str,
    label: Promise | str,
    verbs: Iterable[str] = (),
    *,
    default: str = When.DAILY,
    addressed: bool = False,
    in_groups: bool = False,
    collected: bool = False,
) -> Kind:
    """Offer a choice about these verbs from now on."""
    kind = Kind(code, label, set(), default, addressed, in_groups, collected)
    _kinds[code] = kind
    add(code, verbs)
    return kind


def add(code: str, verbs: Iterable[str]) -> None:
    """These verbs go with a kind that is there already."""
    kind = _kinds[code]
    for verb in verbs:
        kind.verbs.add(verb)
        _by_verb[verb] = kind


def for_those_who_tend(verbs: Iterable[str]) -> None:
    """Whoever tends the group no more is told of these no more."""
    FOR_THOSE_WHO_TEND.update(verbs)


def answers_whom(verb: str, is_whose: Whose) -> None:
    """This verb answers those of whom `is_whose` says so, whatever kind it is for others."""
    _answers[verb] = is_whose


def every() -> list[Kind]:
    """Each kind, in the order of the page of choices: what nobody registered comes last."""
    return sorted(_kinds.values(), key=lambda kind: (kind.code == "other", kind.collected, not kind.addressed))


def collected() -> list[Kind]:
    return [kind for kind in _kinds.values() if kind.collected]


def named(code: str) -> Kind | None:
    return _kinds.get(code)


def of(happening: Happening, person: UUID) -> Kind:
    """Of which kind it is for this person: what answers them is addressed to them."""
    is_whose = _answers.get(happening.verb)
    if is_whose and is_whose(happening, person):
        return _kinds["answers"]
    return _by_verb.get(happening.verb, _kinds["other"])


# What the floors below and beside this one record; they cannot register it themselves.
register(
    "answers",
    _(
        "Somebody answers you or mentions you, or you are asked something: a comment on what you write, a reply, your "
        "name in a post, whether you may be quoted"
    ),
    [
        "commented", "commented by link", "replied", "replied by link", "suggested", "suggested by link",
        "comments shown", "transfer finished", "mentioned",
    ],
    default=When.NOW,
    addressed=True,
)  # fmt: skip
register(
    "became",
    _("What became of what you said: settled, promised, taken over"),
    ["resolved", "reopened", "promised", "promise kept", "promise taken back", "suggestion accepted",
     "suggestion set aside"],
)  # fmt: skip
register(
    "groups",
    _("What your groups do together"),
    ["round opened", "round closed", "facilitator leaving", "group untended"],
    in_groups=True,
)
register("other", _("Anything else, such as a new edition of your framework"))
