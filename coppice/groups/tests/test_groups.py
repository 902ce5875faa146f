"""Groups through the front door."""

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html as markup

from coppice.accounts.models import Person
from coppice.groups.models import Group, Invitation, Membership, Term
from coppice.kernel.refusals import Refusal
from tests.cast import NOON, Cast, signed_in

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


def hush(cast: Cast) -> Group:
    """An unlisted group of the owner's and the fellow's."""
    group = Group.found(name="Hush", purpose="Unheard of.", by=cast.owner, is_listed=False, door="invitation")
    group.join(person=cast.fellow)
    return group


def test_a_group_is_founded_and_described(cast: Cast) -> None:
    client = signed_in(cast.elsewhere)
    sent = {"name": "New", "purpose": "To begin.", "kind": "support", "door": "request", "is_listed": "on"}
    page = client.post("/groups/", sent)
    assert page.status_code == 303
    group = Group.objects.get(name="New")
    assert page.headers["Location"] == group.get_absolute_url() != "/groups/new/"
    membership = group.memberships.get()
    assert membership.term
    assert membership.term.until.year == membership.term.since.year + 3
    assert client.post("/groups/", {"name": ""}).status_code == 422
    assert client.post("/groups/", {**sent, "kind": "site"}).status_code == 422
    change = {**sent, "_method": "PUT", "name": "Newer", "is_listed": ""}
    assert signed_in(cast.fellow).post(group.get_absolute_url() + "settings/", change).status_code == 403
    assert client.post(group.get_absolute_url() + "settings/", change).status_code == 303
    group.refresh_from_db()
    assert (group.name, group.door, group.is_listed) == ("Newer", "invitation", False)


def named(person: Person, address: str = PAGE) -> list[str]:
    """Those whom the page names as people of the group, in its order."""
    page = markup.fromstring(signed_in(person).get(address).content)
    tending = str(page.xpath("string(//*[@id='people']/ul/li/*[@class='row-title'])"))
    others = str(page.xpath("string(//*[@id='people']/p)"))
    return ([tending] if tending else []) + (others.split(", ") if others else [])


def test_a_group_names_who_tends_it_first_and_then_the_others(cast: Cast) -> None:
    assert named(cast.fellow) == ["Olwen Prys", "Bram de Wit", "Femi Bello"]


def test_who_does_not_belong_to_a_group_sees_who_tends_it_and_how_many_there_are(cast: Cast) -> None:
    for outsider in (cast.elsewhere, cast.steward, cast.administrator):
        page = signed_in(outsider).get(PAGE).content.decode()
        assert named(outsider) == ["Olwen Prys"]
        assert "Femi Bello" not in page
        assert "3 members" in page
        assert "Its members see who else is in it." in page
        assert signed_in(outsider).get(PAGE + "people/").status_code == 404
    assert "Its members see who else is in it." not in signed_in(cast.fellow).get(PAGE).content.decode()


def test_two_with_a_block_between_them_do_not_read_each_others_names(cast: Cast) -> None:
    assert named(cast.owner) == ["Olwen Prys", "Femi Bello"]
    page = signed_in(cast.owner).get(PAGE + "people/").content.decode()
    assert "Bram de Wit" not in page
    assert "Femi Bello" in page
    assert "3 members" in page
    Membership.objects.filter(group=cast.group, person=cast.owner).update(
        is_facilitator=False, tends_since=None, tends_until=None
    )
    assert named(cast.blocked) == ["Bram de Wit", "Femi Bello"]
    assert "Olwen Prys" not in signed_in(cast.blocked).get(PAGE + "people/").content.decode()


def test_who_tends_a_group_is_told_to_everybody_who_sees_it(cast: Cast) -> None:
    assert named(cast.blocked) == ["Olwen Prys", "Bram de Wit", "Femi Bello"]
    cast.group.leave(person=cast.blocked)
    assert named(cast.blocked) == ["Olwen Prys"]


def test_an_unlisted_group_is_not_there_for_others(cast: Cast) -> None:
    main = lambda page: page.content.decode().split("<main")[1].split("<footer")[0]  # noqa: E731
    before = main(signed_in(cast.elsewhere).get("/groups/"))
    group = hush(cast)
    assert main(signed_in(cast.elsewhere).get("/groups/")) == before
    assert "Hush" in signed_in(cast.fellow).get("/groups/").content.decode()
    assert "Hush" not in signed_in(cast.elsewhere).get("/groups/?q=unheard").content.decode()
    for person in (cast.elsewhere, cast.steward, cast.administrator, cast.colleague):
        assert signed_in(person).get(group.get_absolute_url()).status_code == 404
    other = Group.found(name="Hush", purpose="Loud.", by=cast.elsewhere)
    assert other.slug == "hush"
    Invitation.invite(group=group, person=cast.elsewhere, words="", by=cast.owner, now=NOON)
    assert signed_in(cast.elsewhere).get(group.get_absolute_url()).status_code == 200
    with pytest.raises(Refusal):
        group.enter(person=cast.elsewhere)


def test_terms_end_after_six_years() -> None:
    term = Term.beginning(date(2024, 2, 29))
    assert term.until == date(2027, 3, 1)
    again = term.renewed()
    assert again.until == date(2030, 3, 1) == again.latest
    with pytest.raises(Refusal):
        again.renewed()


def test_what_nobody_tends_is_picked_up_once(cast: Cast) -> None:
    Membership.objects.filter(group=cast.group, person=cast.owner).delete()
    page = signed_in(cast.fellow).get(PAGE).content.decode()
    assert "Nobody tends this group" in page
    assert signed_in(cast.fellow).post(PAGE + "care/").status_code == 303
    assert cast.group.is_tended_by(cast.fellow)
    signed_in(cast.blocked).post(PAGE + "care/")
    assert not cast.group.is_tended_by(cast.blocked)
    assert signed_in(cast.elsewhere).post(PAGE + "care/").status_code == 403


def test_the_list_is_paged_and_costs_the_same_however_many_there_are(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    client = signed_in(cast.fellow)
    with CaptureQueriesContext(connection) as few:
        client.get("/groups/")
    groups = [Group(name=f"Group {number:03}", slug=f"g-{number}", purpose="One of many.") for number in range(90)]
    Group.objects.bulk_create(groups)
    with django_assert_num_queries(len(few)):
        page = client.get("/groups/").content.decode()
    assert page.index("Evaluation SIG") < page.index("Group 000")
    seen, address = set(), "/groups/?q=many"
    for _ in range(5):
        page = client.get(address).content.decode()
        seen |= set(re.findall(r"Group \d{3}", page))
        found = re.search(r'href="(\?[^"]*after=[^"]*)"', page)
        if not found:
            break
        address = "/groups/" + found[1].replace("&amp;", "&")
    assert len(seen) == 90
    assert client.get("/groups/?after=nonsense").status_code == 200


def test_a_large_group_shows_some_and_pages_the_rest(cast: Cast) -> None:
    people = Person.objects.bulk_create(
        Person(name=f"Member {number:03}", slug=f"m-{number}", email=f"m{number}@many.example") for number in range(70)
    )
    Membership.objects.bulk_create(Membership(group=cast.group, person=person) for person in people)
    page = signed_in(cast.fellow).get(PAGE).content.decode()
    assert "73 members" in page
    assert "Everybody in it" in page
    first = signed_in(cast.fellow).get(PAGE + "people/").content.decode()
    assert first.index("Olwen Prys") < first.index("Member 000")
    found = re.search(r'href="(\?after=[^"]*)"', first)
    assert found
    assert "Member 069" in signed_in(cast.fellow).get(PAGE + "people/" + found[1]).content.decode()


def test_a_list_for_many_never_names_an_unlisted_group(cast: Cast) -> None:
    assert (hush(cast).name_for_all, cast.group.name_for_all) == ("A group", "Evaluation SIG")
