"""What upper floors say on a group's page."""

from collections.abc import Iterator

import pytest

from coppice.accounts.models import Person
from coppice.groups import further
from coppice.groups.models import Group
from tests.cast import Cast, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def sources() -> Iterator[None]:
    before = dict(further._sources)
    yield
    further._sources.clear()
    further._sources.update(before)


def hall(group: Group, viewer: Person) -> further.Way | None:
    return further.Way("The hall", "/hall/", "for all", [further.Line("A door", "/door/", f"seen by {viewer.name}")])


def cellar(group: Group, viewer: Person) -> further.Way | None:
    return further.Way("The cellar", "/cellar/", "for members")


@pytest.mark.usefixtures("sources")
def test_ways_are_told_to_whom_they_are_for(cast: Cast) -> None:
    further.register(cellar)
    further.register(hall, to_everybody=True)
    further.register(lambda group, viewer: None, to_everybody=True)
    inside = signed_in(cast.fellow).get("/groups/evaluation/").content.decode()
    outside = signed_in(cast.elsewhere).get("/groups/evaluation/").content.decode()
    assert f"seen by {cast.fellow.name}" in inside
    assert f"seen by {cast.elsewhere.name}" in outside
    assert "The cellar" in inside
    assert "The cellar" not in outside
