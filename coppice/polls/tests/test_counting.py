"""What many ballots come to."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from coppice.polls.counting import outcome, points, runoff, votes

BALLOTS = st.lists(
    st.permutations(range(5)).flatmap(lambda whole: st.integers(1, 5).map(lambda n: tuple(whole[:n]))), max_size=30
)


def test_a_run_off_goes_round_by_round() -> None:
    found = runoff({(0, 1): 4, (1, 0): 3, (2, 1): 2}, 3)
    assert [(one.standing, one.out) for one in found.rounds] == [({0: 4, 1: 3, 2: 2}, (2,)), ({0: 4, 1: 5}, ())]
    assert found.first == (1,)
    assert found.has == {0: 4, 1: 5, 2: 2}


def test_all_that_are_left_with_as_many_are_equal() -> None:
    assert runoff({(0,): 2, (1,): 2}, 3).first == (0, 1)
    assert runoff({}, 3).first == ()


def test_points_go_down_from_the_number_of_choices() -> None:
    found = points({(2, 0): 1, (0,): 1}, 3)
    assert found.has == {0: 5, 1: 0, 2: 3}
    assert found.first == (0,)
    assert found.share(0) == 83


@settings(max_examples=60, deadline=None)
@given(BALLOTS)
def test_whatever_is_voted_adds_up(cast_ballots: list[tuple[int, ...]]) -> None:
    ballots = Counter(cast_ballots)
    for way in ("multiple", "points", "runoff"):
        found = outcome(way, ballots, 5)
        assert found == outcome(way, Counter(reversed(cast_ballots)), 5), "the order of ballots makes no difference"
        assert all(0 <= found.share(n) <= 100 for n in range(5))
        assert bool(found.first) == bool(ballots)
    found = runoff(ballots, 5)
    for one, after in zip(found.rounds, found.rounds[1:], strict=False):
        assert one.counted >= after.counted
        assert set(one.standing) - set(one.out) == set(after.standing) != set()
    last = found.rounds[-1].standing
    if len(found.first) == 1:
        assert 2 * last[found.first[0]] > sum(last.values()) or len(last) == 1
    majority = [n for n in range(5) if 2 * sum(many for b, many in ballots.items() if b[0] == n) > len(cast_ballots)]
    assert not majority or found.first == tuple(majority)
    assert sum(votes(ballots, 5).has.values()) == sum(map(len, cast_ballots))
