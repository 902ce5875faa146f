"""A topic is no wider than the place in which it is begun, unless somebody chooses so."""

from __future__ import annotations

import pytest

from coppice.conversations.models import Topic
from coppice.groups.models import Group
from tests.cast import Cast, signed_in
from tests.visitor import Visitor

pytestmark = pytest.mark.django_db

WORDS = {"What it is about": "Captions", "What you want to say": "Who does it?"}


def begin(who: Visitor, *, where: str = "", seen_by: str = "", expecting: int = 200) -> Visitor:
    """From the list of all topics."""
    who.open("/talk/").follow("Begin a topic")
    for label, words in WORDS.items():
        who.fill(label, words)
    if where:
        who.choose("Where", where)
    if seen_by:
        who.choose("Who can see it", seen_by)
    return who.press("Begin it", expecting=expecting)


def test_a_group_means_the_group(cast: Cast) -> None:
    begin(Visitor(cast.owner), where="Evaluation SIG").sees("Who can see it: Evaluation SIG (3 members).")
    url = Topic.objects.get().get_absolute_url()
    assert signed_in(cast.fellow).get(url).status_code == 200
    assert signed_in(cast.elsewhere).get(url).status_code == 404


def test_the_whole_community_means_all_members(cast: Cast) -> None:
    begin(Visitor(cast.owner)).sees("Who can see it: All 7 members.")
    assert signed_in(cast.elsewhere).get(Topic.objects.get().get_absolute_url()).status_code == 200


def test_how_many_people_it_reaches_is_told_before_it_is_sent(cast: Cast) -> None:
    olwen = Visitor(cast.owner).open("/talk/").follow("Begin a topic")
    olwen.sees("Goes to the 3 members of Evaluation SIG.", "A topic for all members can be read by 7 people.")
    begin(olwen)
    femi = Visitor(cast.fellow).open(Topic.objects.get().get_absolute_url())
    femi.sees("All 7 members of the community can read it. Whoever follows it is told.")


def test_more_people_see_it_when_somebody_chooses_so(cast: Cast) -> None:
    begin(Visitor(cast.owner), where="Evaluation SIG", seen_by="All members of the community").sees("All 7 members")
    assert signed_in(cast.elsewhere).get(Topic.objects.get().get_absolute_url()).status_code == 200


def test_of_an_unlisted_group_nobody_learns_by_its_topics(cast: Cast) -> None:
    Group.objects.filter(pk=cast.group.pk).update(is_listed=False, door="invitation")
    olwen = Visitor(cast.owner)
    begin(olwen, where="Evaluation SIG", seen_by="Anyone on the web", expecting=422)
    olwen.sees("Only its members know of this group.", "Who does it?")
    olwen.choose("Who can see it", "The members of the group").press("Begin it").sees("Evaluation SIG (3 members)")
