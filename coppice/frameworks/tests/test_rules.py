"""Rules hold what they say, whatever is held: each kind against the plain meaning of its words."""

from hypothesis import given
from hypothesis import strategies as st

from coppice.frameworks.rules import Both, Each, Either, Enough, Held, Rule, Some

CODES = tuple("ABCDEF")
NAMES = {code: f"{code} name" for code in CODES}
some_codes = st.lists(st.sampled_from(CODES), min_size=1, unique=True).map(tuple)
held = st.builds(
    Held,
    counts=st.dictionaries(st.sampled_from(CODES), st.integers(0, 4)),
    covered=st.frozensets(st.sampled_from(CODES)),
)


@st.composite
def some(draw):
    codes = draw(some_codes)
    including = draw(st.lists(st.sampled_from(codes), unique=True))
    return Some(draw(st.integers(1, len(codes))), codes, tuple(including))


needs = st.recursive(
    st.builds(Each, some_codes) | some() | st.builds(Enough, st.sampled_from(CODES), st.integers(1, 4)),
    lambda inner: (
        st.builds(Both, st.lists(inner, min_size=1, max_size=3).map(tuple))
        | st.builds(Either, st.lists(inner, min_size=1, max_size=3).map(tuple))
    ),
    max_leaves=8,
)


def meant(need, have):
    """The plain meaning of a need, written another way."""
    match need:
        case Each(codes):
            return all(have.amount(code) for code in codes)
        case Some(least, codes, including):
            return sum(bool(have.amount(code)) for code in codes) >= least and all(map(have.amount, including))
        case Enough(code, least):
            return have.amount(code) >= least
        case Both(parts):
            return all(meant(part, have) for part in parts)
        case Either(parts):
            return any(meant(part, have) for part in parts)


@given(needs, held)
def test_a_rule_is_met_when_its_words_are(need, have):
    assert Rule("r", ("one",), need, "Says.").is_met(have) is meant(need, have)


@given(needs, held)
def test_something_is_said_exactly_when_something_is_missing(need, have):
    said = need.missing(have, NAMES)
    assert bool(said) is not meant(need, have)
    assert "  " not in said
    assert said == said.strip()


@given(needs, held, st.sampled_from(CODES))
def test_more_never_breaks_a_rule(need, have, code):
    more = Held({**have.counts, code: have.counts.get(code, 0) + 1}, have.covered | {code})
    if meant(need, have):
        assert Rule("r", ("one",), need, "Says.").is_met(more)


@given(needs)
def test_a_need_mentions_what_it_asks_for_and_all_of_it_is_enough(need):
    everything = Held(dict.fromkeys(need.mentions(), 9), need.mentions())
    assert need.missing(everything, NAMES) == ""


@given(some(), held)
def test_giving_what_is_said_to_be_missing_is_enough(need, have):
    missing = [code for code in need.codes if not have.amount(code)]
    if need.missing(have, NAMES):
        least = max(need.at_least - (len(need.codes) - len(missing)), 0)
        always = [code for code in need.including if code in missing]
        rest = [code for code in missing if code not in always]
        given_now = always + rest[: max(least - len(always), 0)]
        assert need.missing(Held(have.counts, have.covered | set(given_now)), NAMES) == ""


def test_sentences_of_each_kind():
    have = Held({"A": 1}, frozenset({"B"}))
    assert Each(("B", "C", "D")).missing(have, NAMES) == "C name and D name"
    assert Each(CODES).missing(Held({}, frozenset()), NAMES) == "A, B, C, D, E and F"
    assert Some(3, ("A", "B", "C", "D")).missing(have, NAMES) == "one more of C name or D name"
    assert Some(2, ("C", "D"), ("D",)).missing(have, NAMES) == "D name and one more of C name"
    assert Some(2, ("C", "D", "E")).missing(have, NAMES) == "two of C name, D name or E name"
    assert Enough("A", 3).missing(have, NAMES) == "two more under A name"
    assert Both((Enough("C", 1), Each(("D",)))).missing(have, NAMES) == "one under C name; and D name"
    assert Either((Enough("A", 2), Enough("C", 1))).missing(have, NAMES) == (
        "either one more under A name, or one under C name"
    )
