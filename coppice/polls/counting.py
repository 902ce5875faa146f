"""What many ballots come to: pure functions.

A ballot is the numbers of the choices, in the order in which they are ranked where that counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

type Ballot = tuple[int, ...]
type Ballots = Mapping[Ballot, int]


@dataclass(frozen=True)
class Round:
    """One look at the first of everybody's remaining choices: what each has, and which drop out after it."""

    number: int
    standing: Mapping[int, int]
    out: tuple[int, ...]

    @property
    def counted(self) -> int:
        return sum(self.standing.values())


@dataclass(frozen=True)
class Outcome:
    """What each choice has, out of how much it could have; who is ahead; and the rounds, where there were some."""

    has: Mapping[int, int]
    most: int
    first: tuple[int, ...]
    rounds: tuple[Round, ...] = field(default=())

    def share(self, choice: int) -> int:
        """In a hundred, rounded."""
        return round(100 * self.has[choice] / self.most) if self.most else 0


def votes(ballots: Ballots, choices: int) -> Outcome:
    """How many chose each; out of all who voted."""
    has: Counter[int] = Counter()
    for ballot, many in ballots.items():
        for choice in set(ballot):
            has[choice] += many
    return Outcome(full(has, choices), most=sum(ballots.values()), first=ahead(has))


def points(ballots: Ballots, choices: int) -> Outcome:
    """Borda: of five choices the first gets five points, the next four; what is not ranked gets none."""
    has: Counter[int] = Counter()
    for ballot, many in ballots.items():
        for place, choice in enumerate(ballot):
            has[choice] += many * (choices - place)
    return Outcome(full(has, choices), most=choices * sum(ballots.values()), first=ahead(has))


def runoff(ballots: Ballots, choices: int) -> Outcome:
    """Whichever has the fewest first places drops out, with all that have as few, and its ballots count for the next.

    It ends with one that has more than half of what still counts. If all that are left have as many, they are equal.
    """
    left, rounds, has = set(range(choices)), list[Round](), dict[int, int]()
    while True:
        standing = firsts(ballots, left)
        has.update(standing)
        high, low = max(standing.values()), min(standing.values())
        first = tuple(sorted(choice for choice in left if standing[choice] == high))
        if 2 * high > sum(standing.values()) or high == low:
            rounds.append(Round(len(rounds) + 1, standing, ()))
            most = sum(ballots.values())
            return Outcome(has, most=most, first=first if high else (), rounds=tuple(rounds))
        out = tuple(sorted(choice for choice in left if standing[choice] == low))
        rounds.append(Round(len(rounds) + 1, standing, out))
        left -= set(out)


def firsts(ballots: Ballots, left: set[int]) -> dict[int, int]:
    standing = dict.fromkeys(sorted(left), 0)
    for ballot, many in ballots.items():
        choice = next((one for one in ballot if one in left), None)
        if choice is not None:
            standing[choice] += many
    return standing


def full(has: Mapping[int, int], choices: int) -> dict[int, int]:
    return {choice: has.get(choice, 0) for choice in range(choices)}


def ahead(has: Mapping[int, int]) -> tuple[int, ...]:
    """Those with the most; none where nobody has any."""
    high = max(has.values(), default=0)
    return tuple(sorted(choice for choice, many in has.items() if many == high and high))


WAYS = {"single": votes, "multiple": votes, "runoff": runoff, "points": points}


def outcome(way: str, ballots: Ballots, choices: int) -> Outcome:
    return WAYS[way](ballots, choices)
