"""The rule in its three directions: what a viewer sees, whether one thing is seen, and who sees it."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coppice.audience.models import Block, Grant, Item, Link, Reach
from coppice.audience.viewing import Viewer
from coppice.journal.models import Entry
from tests.cast import NOON, Cast, a_person, signed_in

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=7)


def an_entry(author: Any, reach: str = Reach.ONLY_ME, group: Any = None, title: str = "What I saw") -> Entry:
    entry: Entry = Entry.objects.create(
        author=author, keeper=author, title=title, reach=reach, group=group, happened_on=NOON.date()
    )
    return entry


def seers(item: Item, cast: Cast) -> set[str]:
    """Who of the cast sees the item, asked in all three directions, which must agree."""
    viewers = set(item.viewers(now=NOON))
    seen = set()
    for name, person in cast.people.items():
        listed = Item.objects.visible_to(person, now=NOON).filter(pk=item.pk).exists()
        assert listed == item.is_visible_to(person, now=NOON), name
        assert listed == type(item).objects.visible_to(person, now=NOON).filter(pk=item.pk).exists(), name
        if person is not None:
            assert listed == (person in viewers), name
        if listed:
            seen.add(name)
    return seen


EVERYBODY = {"owner", "fellow", "elsewhere", "reader", "steward", "administrator", "colleague", "nobody"}
BY_REACH = {
    Reach.ONLY_ME: {"owner"},
    Reach.GROUP: {"owner", "fellow"},
    Reach.MEMBERS: EVERYBODY - {"colleague", "nobody"},
    Reach.PUBLIC: EVERYBODY,
}


@pytest.mark.parametrize("reach", list(Reach))
def test_reach_decides_who_sees_and_a_block_hides(cast: Cast, reach: Reach) -> None:
    item = an_entry(cast.owner, reach, cast.group if reach == Reach.GROUP else None)
    assert seers(item, cast) == BY_REACH[reach]


def test_a_grant_shows_until_it_ends(cast: Cast) -> None:
    item = an_entry(cast.owner)
    item.grant(person=cast.reader, reason="to read", by=cast.owner, now=NOON, ends_at=LATER)
    assert seers(item, cast) == {"owner", "reader"}
    assert not item.is_visible_to(cast.reader, now=LATER)
    assert cast.reader not in item.viewers(now=LATER)


def test_a_grant_to_an_address_shows_to_its_proven_owner_only(cast: Cast) -> None:
    from allauth.account.models import EmailAddress

    item = an_entry(cast.owner)
    item.grant(address="Home@Example.org", reason="to read", by=cast.owner, now=NOON, ends_at=LATER)
    address = EmailAddress.objects.create(user=cast.elsewhere, email="home@example.org", verified=False)
    assert seers(item, cast) == {"owner"}
    address.verified = True
    address.save()
    assert seers(item, cast) == {"owner", "elsewhere"}


def test_what_is_lent_is_seen_by_whoever_sees_what_it_is_lent_through_two_steps_far(cast: Cast) -> None:
    portfolio, section, entry = (an_entry(cast.owner, title=title) for title in ("whole", "part", "evidence"))
    section.grant(through=portfolio, reason="part", by=cast.owner, now=NOON)
    lent = entry.grant(through=section, reason="evidence", by=cast.owner, now=NOON)
    assert seers(entry, cast) == {"owner"}
    portfolio.grant(person=cast.reader, reason="to read", by=cast.owner, now=NOON, ends_at=LATER)
    assert seers(entry, cast) == seers(section, cast) == {"owner", "reader"}
    portfolio.share(reach=Reach.GROUP, group=cast.group, by=cast.owner, now=NOON)
    assert seers(entry, cast) == {"owner", "reader", "fellow"}
    lent.end(by=cast.owner, now=NOON)
    assert seers(entry, cast) == {"owner"}
    assert seers(section, cast) == {"owner", "reader", "fellow"}
    portfolio.remove(by=cast.owner, now=NOON)
    assert seers(section, cast) == {"owner"}


def test_a_link_shows_to_its_holder_until_it_is_ended(cast: Cast) -> None:
    item, other = an_entry(cast.owner), an_entry(cast.owner)
    link = item.make_link(by=cast.owner, now=NOON, ends_at=LATER)
    holder = Viewer(links=frozenset({link.pk}))
    assert item.is_visible_to(holder, now=NOON)
    assert not other.is_visible_to(holder, now=NOON)
    assert not item.is_visible_to(holder, now=LATER)
    link.end(by=cast.owner, now=NOON)
    assert not item.is_visible_to(holder, now=NOON)


def test_a_link_opens_without_an_account_and_is_gone_at_the_next_request_after_its_end(cast: Cast) -> None:
    item = an_entry(cast.owner)
    from django.utils import timezone

    now = timezone.now()
    link = item.make_link(by=cast.owner, now=now, ends_at=now + timedelta(days=3))
    guest = signed_in(None)
    assert guest.get(f"/items/{item.pk}/").status_code == 404
    assert guest.get(link.get_absolute_url()).status_code == 303
    assert guest.get(f"/items/{item.pk}/").status_code == 303
    owner = signed_in(cast.owner)
    owner.post(f"/links/{link.pk}/", {"_method": "DELETE"})
    assert guest.get(f"/items/{item.pk}/").status_code == 404
    assert guest.get(link.get_absolute_url()).status_code == 404


def test_named_for_leaves_out_what_only_reach_or_a_link_shows(cast: Cast) -> None:
    public, granted, mine = an_entry(cast.owner, Reach.PUBLIC), an_entry(cast.owner), an_entry(cast.reader)
    granted.grant(person=cast.reader, reason="to read", by=cast.owner, now=NOON, ends_at=LATER)
    named = set(Item.objects.named_for(cast.reader, now=NOON).values_list("pk", flat=True))
    assert named == {granted.pk, mine.pk}
    assert public.is_visible_to(cast.reader, now=NOON)


def test_what_is_removed_is_there_for_nobody_until_it_is_taken_back(cast: Cast) -> None:
    item = an_entry(cast.owner, Reach.PUBLIC)
    item.remove(by=cast.owner, now=NOON)
    assert seers(item, cast) == set()
    assert list(Item.everything.in_bin_of(cast.owner)) == [Item.everything.get(pk=item.pk)]
    item.take_back(by=cast.owner, now=NOON)
    assert seers(item, cast) == EVERYBODY


def test_nobody_makes_an_item_that_is_no_kind(cast: Cast) -> None:
    with pytest.raises(TypeError):
        Item.objects.create(author=cast.owner, title="bare")


def test_sharing_with_a_group_one_does_not_belong_to_is_refused(cast: Cast) -> None:
    item = an_entry(cast.owner)
    page = signed_in(cast.owner).post(
        f"/items/{item.pk}/audience/", {"reach": "group", "group": str(cast.other_group.pk)}
    )
    assert page.status_code == 422
    assert seers(item, cast) == {"owner"}


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["reach", "grant", "lend", "end", "remove", "take back", "block", "unblock"]),
        st.integers(0, 2),
        st.integers(0, 6),
    ),
    max_size=8,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_the_three_directions_agree_after_any_changes(cast: Cast, steps: list[tuple[str, int, int]]) -> None:
    items = [an_entry(author) for author in (cast.owner, cast.owner, cast.fellow)]
    people = [person for person in cast.people.values() if person]
    for what, which, who in steps:
        change(what, items, which, people[who % len(people)], list(Reach)[who % 4], cast)
    for item in items:
        seers(Item.everything.get(pk=item.pk).as_kind(), cast)
    Block.objects.exclude(by=cast.owner).delete()


def change(what: str, items: list[Any], which: int, person: Any, reach: Reach, cast: Cast) -> None:
    item, by = items[which], items[which].author
    if what == "reach" and reach != Reach.GROUP:
        item.share(reach=reach, by=by, now=NOON)
    elif what == "reach":
        item.share(reach=reach, group=cast.group, by=by, now=NOON)
    elif what == "grant":
        item.grant(person=person, reason="to read", by=by, now=NOON, ends_at=LATER)
    elif what == "lend" and which:
        item.grant(through=items[which - 1], reason="part", by=by, now=NOON)
    elif what == "end":
        Grant.objects.filter(item=item).update(ends_at=NOON)
    elif what == "remove":
        item.remove(by=by, now=NOON)
    elif what == "take back":
        item.take_back(by=by, now=NOON)
    elif what == "block" and person != by:
        Block.objects.get_or_create(by=person, against=by)
    elif what == "unblock":
        Block.objects.filter(by=person).delete()


def test_links_are_not_guessed(cast: Cast) -> None:
    item = an_entry(cast.owner)
    link = item.make_link(by=cast.owner, now=NOON, ends_at=LATER)
    assert Link.from_token(link.token, now=NOON) == link
    assert Link.from_token(link.pk.hex, now=NOON) is None
    assert Link.from_token(link.token[:-1] + ("a" if link.token[-1] != "a" else "b"), now=NOON) is None


def test_a_person_whose_account_ended_sees_what_a_guest_sees(cast: Cast) -> None:
    gone = a_person("Gone Away", is_active=False)
    assert not an_entry(gone).is_visible_to(gone, now=NOON)
    assert an_entry(cast.owner, Reach.PUBLIC).is_visible_to(gone, now=NOON)
