"""Whatever somebody is told is of a kind that they can choose about, and what is said to them alone comes at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from coppice.happenings.models import Happening
from coppice.notices import kinds
from coppice.notices.kinds import When
from tests.cast import Cast

ROOT = Path(__file__).resolve().parents[1] / "coppice"
# Wordings that are no verbs, and verbs of which a mail of its own tells.
NO_KIND = {"digest", "mail", "other", *kinds.MAILED_OTHERWISE}
ABOUT_FRAMEWORKS = {"draft put away", "edition published", "scheme given"}
TO_ONE_PERSON = ["did it work", "mail held", "quotation answered", "quotation asked", "you may know"]


def kind_of(verb: str, cast: Cast) -> kinds.Kind:
    return kinds.of(Happening(verb=verb), cast.owner.pk)


@pytest.mark.django_db
def test_nothing_falls_under_anything_else_but_what_is_said_of_frameworks(cast: Cast) -> None:
    verbs = {path.stem.replace("-", " ") for path in ROOT.glob("*/templates/notices/*.txt")} - NO_KIND
    assert {verb for verb in verbs if kind_of(verb, cast).code == "other"} == ABOUT_FRAMEWORKS


@pytest.mark.django_db
@pytest.mark.parametrize("verb", TO_ONE_PERSON)
def test_what_is_said_to_one_person_comes_at_once(verb: str, cast: Cast) -> None:
    kind = kind_of(verb, cast)
    assert (kind.code, kind.default) == ("answers", When.NOW)


@pytest.mark.django_db
def test_who_stepped_forward_is_told_as_what_one_follows_and_a_lonely_question_to_who_tends(cast: Cast) -> None:
    assert kind_of("stepped forward", cast).code == "followed"
    assert kind_of("still unanswered", cast).code == "reports"
