"""What one can help with, wants to learn and offers; and a list for one’s own eyes."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from coppice.people.models import Aim, Offer, Presence, Skill, Statement
from coppice.people.tests.makers import a_skill, fields_of, says
from tests.cast import Cast, signed_in
from tests.world import an_entry

pytestmark = pytest.mark.django_db


def test_one_says_something_of_a_skill_that_is_there_or_of_a_new_one(cast: Cast) -> None:
    skill = a_skill("Captions", cast.fellow, also="subtitles")
    client = signed_in(cast.owner)
    sent = {"skill": "Subtitles", "side": "help", "level": "3", "who": "members", "region": ""}
    assert client.post("/me/expertise/", {**sent, "who": ""}).status_code == 422
    assert client.post("/me/expertise/", sent).status_code == 303
    assert Statement.objects.get().skill == skill
    unsure = client.post("/me/expertise/", {**sent, "skill": "captoins"})
    assert "Did you mean “Captions”" in unsure.content.decode()
    assert client.post("/me/expertise/", {**sent, "skill": "Weaving", "region": "both"}).status_code == 303
    assert {one.skill.name for one in Statement.objects.select_related("skill")} == {"Captions", "Weaving"}
    assert Skill.objects.count() == 2
    [one] = Statement.objects.filter(skill=skill)
    one.remove(by=cast.owner, now=timezone.now())
    assert client.post("/me/expertise/", {**sent, "level": "1"}).status_code == 303
    assert Statement.objects.get(pk=one.pk).level == 1
    assert Statement.objects.get(pk=one.pk).removed_at is None


def test_an_example_leads_only_those_who_may_see_it(cast: Cast) -> None:
    entry = an_entry(cast, "My own loom")
    one = says(cast.owner, a_skill("Weaving", cast.fellow), example=entry)
    assert "My own loom" in signed_in(cast.owner).get(f"/people/{cast.owner.slug}/").content.decode()
    assert "My own loom" not in signed_in(cast.fellow).get(f"/people/{cast.owner.slug}/").content.decode()
    foreign = {"_method": "PUT", f"{one.pk}-level": "2", f"{one.pk}-who": "members"}
    theirs = an_entry(Cast(**{**vars(cast), "owner": cast.fellow}), "Of somebody else")
    client = signed_in(cast.owner)
    address = f"/me/expertise/{one.pk}/"
    assert client.post(address, {**foreign, f"{one.pk}-example": str(theirs.pk)}).status_code == 422


def test_a_statement_changed_in_two_windows_shows_both(cast: Cast) -> None:
    one = says(cast.owner, a_skill("Weaving", cast.fellow), 1)
    client, address = signed_in(cast.owner), f"/me/expertise/{one.pk}/"
    sent = {"_method": "PUT", f"{one.pk}-who": "members", f"{one.pk}-seen": one.mark, f"{one.pk}-example": ""}
    assert client.post(address, {**sent, f"{one.pk}-level": "2"}).status_code == 303
    late = client.post(address, {**sent, f"{one.pk}-level": "3"})
    assert late.status_code == 409
    assert "there it says “Practising”" in late.content.decode()
    assert signed_in(cast.fellow).post(address, {**sent, f"{one.pk}-level": "3"}).status_code == 403


def offers(client: Client, **more: str) -> dict[str, str]:
    return {**fields_of(client.get("/me/offers/")), "_method": "PUT", **more}


def test_offers_and_the_three_choices_are_apart(cast: Cast) -> None:
    client = signed_in(cast.owner)
    sent = offers(
        client, **{"mentor-offered": "on", "mentor-capacity": "2", "mentor-note": "one place", "contactable": "on"}
    )
    assert client.post("/me/offers/", sent).status_code == 422
    assert client.post("/me/offers/", {**sent, "mentor-who": "members"}).status_code == 303
    here = Presence.of(cast.owner)
    assert (bool(here.listed_at), bool(here.contactable_at), bool(here.askable_at)) == (False, True, False)
    page = signed_in(cast.fellow).get(f"/people/{cast.owner.slug}/").content.decode()
    assert "for 2 at a time" in page
    assert "one place" in page
    assert "Olwen Prys" not in signed_in(cast.fellow).get("/people/").content.decode()
    old = offers(client)
    assert client.post("/me/offers/", {**old, "mentor-note": "no place left"}).status_code == 303
    assert client.post("/me/offers/", {**old, "mentor-note": "three places"}).status_code == 409
    gone = {name: value for name, value in offers(client).items() if name != "mentor-offered"}
    assert client.post("/me/offers/", gone).status_code == 303
    assert not Offer.objects.mine(cast.owner).exists()


def test_where_i_am_and_want_to_be_is_for_my_eyes_alone(cast: Cast) -> None:
    a_skill("Weaving", cast.fellow)
    a_skill("Spinning", cast.fellow)
    client = signed_in(cast.owner)
    for skill, here, wanted in (("Weaving", "2", "2"), ("Spinning", "0", "3")):
        assert client.post("/me/skills/", {"skill": skill, "here": here, "wanted": wanted}).status_code == 303
    page = client.get("/me/skills/").content.decode()
    assert page.index(">Spinning<") < page.index(">Weaving<")
    assert ">Spinning<" not in signed_in(cast.fellow).get("/me/skills/").content.decode()
    aim = Aim.objects.first()
    assert aim
    assert signed_in(cast.fellow).post(f"/me/skills/{aim.pk}/", {"_method": "DELETE"}).status_code == 404
    assert client.post(f"/me/skills/{aim.pk}/", {"_method": "DELETE"}).status_code == 303
    assert client.post("/me/skills/", {"skill": "Knitting", "here": "0", "wanted": "1"}).status_code == 422
