"""Groups through the front door."""

import pytest

from coppice.groups.models import Membership
from tests.cast import Cast, signed_in

pytestmark = pytest.mark.django_db
PAGE = "/groups/evaluation/"


def test_a_member_joins_and_leaves(cast: Cast) -> None:
    member = signed_in(cast.elsewhere)
    assert "Join Evaluation SIG" in member.get(PAGE).content.decode()
    assert member.post(PAGE + "membership/").status_code == 303
    assert member.post(PAGE + "membership/").status_code == 303
    assert "You belong to this group" in member.get(PAGE).content.decode()
    assert member.post(PAGE + "membership/", {"_method": "DELETE"}).status_code == 303
    assert not Membership.objects.filter(group=cast.group, person=cast.elsewhere).exists()


def test_the_only_facilitator_hands_over_before_leaving(cast: Cast) -> None:
    page = signed_in(cast.owner).post(PAGE + "membership/", {"_method": "DELETE"})
    assert page.status_code == 422
    assert "Ask another member to take over" in page.content.decode()
    assert Membership.objects.filter(group=cast.group, person=cast.owner).exists()


def test_what_is_shared_with_a_group_is_gone_for_who_leaves(cast: Cast) -> None:
    fellow = signed_in(cast.fellow)
    fellow.post(PAGE + "membership/", {"_method": "DELETE"})
    assert "Join Evaluation SIG" in fellow.get(PAGE).content.decode()


@pytest.mark.parametrize("path", ["/groups/", PAGE])
def test_groups_are_for_members(cast: Cast, path: str) -> None:
    assert signed_in(cast.elsewhere).get(path).status_code == 200
    assert signed_in(cast.colleague).get(path).status_code == 404
    assert signed_in(None).get(path).status_code == 302
    assert signed_in(cast.colleague).post(PAGE + "membership/").status_code == 404


def test_only_the_verbs_that_are_meant(cast: Cast) -> None:
    page = signed_in(cast.owner).put(PAGE)
    assert page.status_code == 405
    assert page.headers["Allow"] == "GET, HEAD"
