"""What somebody gets to see of a poll now: decided here alone, for pages, files and whatever else reads a result."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coppice.accounts.models import Person
from coppice.audience.models import unblocked
from coppice.kernel.alphabet import in_order
from coppice.kernel.listed import listed
from coppice.polls import counting
from coppice.polls.counting import Ballots, Outcome
from coppice.polls.models import Box, Counting, Poll, Secrecy, Vote, Voter
from coppice.polls.models.poll import FEWEST

MOST_NAMES = 300


@dataclass(frozen=True)
class Line:
    """One choice in the result. `out` is the round after which it dropped out."""

    words: str
    has: str
    share: int
    is_first: bool
    names: Sequence[str] = ()
    out: int = 0


@dataclass(frozen=True)
class Step:
    """One round of a run-off, in words."""

    number: int
    standing: str
    out: str


@dataclass(frozen=True)
class Standing:
    """The result or why there is none to see; what the person chose, where that is known."""

    turnout: str
    hidden_because: str = ""
    lines: Sequence[Line] = ()
    steps: Sequence[Step] = ()
    verdict: str = ""
    voters: Sequence[str] = ()
    voters_hidden_because: str = ""
    have_voted: bool = False
    mine: Sequence[int] = field(default=())


def of(poll: Poll, person: Person, *, now: datetime) -> Standing:
    """At most three queries, whatever was voted. No names of people between whom and the person there is a block."""
    if poll.is_anonymous:
        return without_names(poll, person, now=now)
    cast = Vote.objects.filter(poll=poll).select_related("person").annotate(is_named=unblocked(person))
    votes = list(cast.order_by("person__name", "pk"))
    mine: list[int] = next((vote.chosen for vote in votes if vote.person_id == person.pk), [])
    told = {"turnout": turnout(len(votes)), "have_voted": bool(mine), "mine": mine}
    if poll.secrecy == Secrecy.HIDDEN and poll.is_open_at(now):
        told["turnout"] = turnout_or_few(len(votes))
        return Standing(**told, hidden_because=_("Nothing is shown until the poll is closed."))  # type: ignore[arg-type]
    ballots = Counter(tuple(vote.chosen) for vote in votes)
    return Standing(**told, **result(poll, ballots, names_of(poll, votes)))  # type: ignore[arg-type]


def without_names(poll: Poll, person: Person, *, now: datetime) -> Standing:
    """Nothing while it is open: two looks, before and after a vote, would tell it."""
    box = Box.objects.filter(poll=poll).first()
    total = box.total if box else 0
    voted = Voter.objects.filter(poll=poll, person=person).exists()
    if poll.is_open_at(now):
        because = _("Nothing is shown until the poll is closed.")
        return Standing(turnout_or_few(total), because, have_voted=voted)
    if box is None or total < FEWEST:
        because = _(
            "Fewer than five voted. So that nobody can be found in it, nothing is shown, and the ballots are gone."
        )
        return Standing(turnout_or_few(total), because, have_voted=voted)
    told = result(poll, box.ballots, {})
    if len(box.ballots) == 1:
        told["voters_hidden_because"] = _("All voted the same, so it is not shown who did.")
    else:
        names = Voter.objects.filter(unblocked(person), poll=poll).values_list("person__name", flat=True)
        told["voters"] = in_order(names, str)[:MOST_NAMES]
    return Standing(turnout(total), have_voted=voted, **told)  # type: ignore[arg-type]


def turnout(many: int) -> str:
    return ngettext("{many} vote", "{many} votes", many).format(many=many) if many else _("No vote")


def turnout_or_few(many: int) -> str:
    return turnout(many) if many >= FEWEST else _("Fewer than five votes")


def names_of(poll: Poll, votes: Sequence[Vote]) -> dict[int, list[str]]:
    """Who chose what; of a ranked ballot, what they put first. Only as many as one can read."""
    names: dict[int, list[str]] = defaultdict(list)
    if len(votes) <= MOST_NAMES:
        for vote in (vote for vote in votes if vars(vote)["is_named"]):
            for choice in vote.chosen[:1] if poll.is_ranked else vote.chosen:
                names[choice].append(vote.person.name if vote.person else _("Somebody who left"))
    return names


def result(poll: Poll, ballots: Ballots, names: dict[int, list[str]]) -> dict[str, object]:
    found = counting.outcome(poll.counting, ballots, len(poll.choices))
    out = {choice: one.number for one in found.rounds for choice in one.out}
    lines = [
        Line(words, in_words(poll, found.has[n]), found.share(n), n in found.first, names.get(n, []), out.get(n, 0))
        for n, words in enumerate(poll.choices)
    ]
    order = sorted(range(len(lines)), key=lambda n: (-(out.get(n) or len(found.rounds) + 1), -found.has[n], n))
    return {"lines": [lines[n] for n in order], "steps": steps(poll, found), "verdict": verdict(poll, found)}


def in_words(poll: Poll, many: int) -> str:
    if poll.counting == Counting.POINTS:
        return ngettext("{many} point", "{many} points", many).format(many=many)
    return ngettext("{many} vote", "{many} votes", many).format(many=many)


def steps(poll: Poll, found: Outcome) -> list[Step]:
    def words(choices: Sequence[int]) -> str:
        return listed([f"“{poll.choices[n]}”" for n in choices])

    return [
        Step(
            one.number,
            ", ".join(
                f"{poll.choices[n]}: {many}"
                for n, many in sorted(one.standing.items(), key=lambda pair: (-pair[1], pair[0]))
            ),
            words(one.out),
        )
        for one in found.rounds
    ]


def verdict(poll: Poll, found: Outcome) -> str:
    """Who is ahead, in a sentence; nothing where nobody voted."""
    first = [f"“{poll.choices[n]}”" for n in found.first]
    if not first:
        return ""
    if len(first) > 1:
        return _("{choices} are equal.").format(choices=listed(first))
    if poll.counting == Counting.RUNOFF:
        number = len(found.rounds)
        return _("{choice} has more than half of the votes that count in round {number}.").format(
            choice=first[0], number=number
        )
    return _("{choice} is ahead.").format(choice=first[0])
