"""The rows of people in the privacy matrix."""

from __future__ import annotations

from typing import Any

from coppice.people.models import Presence
from tests.cast import NOON, Cast
from tests.world import MEMBERS, a_skill

ALL_MEMBERS, IN_GROUP = MEMBERS | {"blocked"}, {"owner", "fellow", "blocked"}
BY_ROLE: dict[str, tuple[set[str], str]] = {
    "people:profile": (MEMBERS, "members but those between whom there is a block; others where they see a line of it"),
    "people:letter": (MEMBERS, "members, to somebody who lets them and between whom there is no block"),
    "people:block": (
        MEMBERS,
        "whoever sees the profile of somebody else; ended by who made it, and seen by nobody else",
    ),
    "people:group": (IN_GROUP, "the members of the group alone, and only what at least five of them share"),
    "people:skill": (ALL_MEMBERS, "members, whose vocabulary it is"),
    "people:merging": (ALL_MEMBERS, "members, whose vocabulary it is"),
}
LISTS = [f"people:{name}" for name in ("index", "edit", "expertise", "offers", "aims", "skills", "picture")]
OTHERS = {
    "people:portrait": "one’s own picture, which is a line like others: coppice/people/tests/test_profiles.py",
    "people:aim": "one’s own list alone: coppice/people/tests/test_expertise.py",
    "people:starter": "members, and only while there is no skill: coppice/people/tests/test_vocabulary.py",
    "people:undoing": "members, whose vocabulary it is: coppice/people/tests/test_vocabulary.py",
    "people:welcome": "one’s own first visit: coppice/people/tests/test_welcome.py",
    "people:welcome_step": "one’s own first visit: coppice/people/tests/test_welcome.py",
}


def opened(cast: Cast) -> dict[str, dict[str, Any]]:
    """What stands in each address that a role opens, of an owner who is listed and may be written to."""
    Presence.choose(listed=True, contactable=True, askable=True, by=cast.owner, now=NOON)
    of_skill = {"pk": a_skill(cast).pk}
    return {
        "people:group": {"slug": cast.group.slug},
        "people:profile": {"slug": cast.owner.slug},
        "people:letter": {"slug": cast.owner.slug},
        "people:block": {"slug": cast.owner.slug},
        "people:skill": of_skill,
        "people:merging": of_skill,
    }
