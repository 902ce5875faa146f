"""A profile: each line for those it was chosen for, and nothing lost on the way."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from coppice.accounts.models import Person
from coppice.files.models import File
from coppice.people.models import Fact, Letter, Presence
from coppice.people.models.presence import MOST_A_DAY
from coppice.people.tests.makers import a_skill, fields_of, listed, says
from tests.cast import Cast, signed_in
from tests.world import STATES, put

pytestmark = pytest.mark.django_db


def page_of(person: Person, viewer: Person | None) -> Any:
    return signed_in(viewer).get(f"/people/{person.slug}/")


def blank(client: Client) -> dict[str, str]:
    """The form as it stands on the page, ready to be sent."""
    return {**fields_of(client.get("/me/profile/")), "_method": "PUT"}


def test_each_line_is_seen_by_those_it_is_for_and_leaves_no_sign_for_others(cast: Cast) -> None:
    facts = {}
    for number, state in enumerate(STATES):
        facts[state] = Fact.say("role", f"Weaver of sort {number}", reach="only_me", by=cast.owner, now=timezone.now())
        put(facts[state], state, cast)
    for who, person in cast.people.items():
        response = page_of(cast.owner, person)
        page = response.content.decode()
        assert response.status_code == (404 if who == "blocked" else 200), who
        for number, (state, seers) in enumerate(STATES.items()):
            assert (f"Weaver of sort {number}" in page) == (who in seers), (who, state)
            assert (str(facts[state].pk) in page) == (who in seers), (who, state)


def test_a_profile_is_there_for_members_and_for_guests_only_with_something_for_them(cast: Cast) -> None:
    assert page_of(cast.owner, cast.elsewhere).status_code == 200
    for viewer in (None, cast.colleague, cast.blocked):
        assert page_of(cast.owner, viewer).status_code == 404
    Fact.say("role", "Weaver", reach="public", by=cast.owner, now=timezone.now())
    assert page_of(cast.owner, None).status_code == 200
    assert page_of(cast.owner, cast.blocked).status_code == 404
    assert page_of(cast.colleague, cast.owner).status_code == 404
    cast.owner.deactivate()
    assert page_of(cast.owner, cast.elsewhere).status_code == 404


def test_lines_are_written_with_an_audience_each_and_emptied_into_the_bin(cast: Cast) -> None:
    client = signed_in(cast.owner)
    sent = blank(client) | {"new-role-words": "Weaver", "new-about-words": "I weave.\r\nA lot."}
    assert "Choose who can see this" in client.post("/me/profile/", sent).content.decode()
    assert not Fact.objects.exists()
    sent |= {"new-role-who": f"group:{cast.group.pk}", "new-about-who": "members"}
    assert client.post("/me/profile/", sent).status_code == 303
    assert "Weaver" in page_of(cast.owner, cast.fellow).content.decode()
    elsewhere = page_of(cast.owner, cast.elsewhere).content.decode()
    assert "I weave." in elsewhere
    assert "Weaver" not in elsewhere
    role = Fact.objects.get(what="role")
    assert client.post("/me/profile/", blank(client) | {f"fact-{role.pk}-words": ""}).status_code == 303
    assert "Weaver" not in page_of(cast.owner, cast.fellow).content.decode()
    assert "Weaver" in client.get("/bin/").content.decode()
    wrong = {"new-zone-words": "Mars/Olympus", "new-zone-who": "members"}
    assert client.post("/me/profile/", blank(client) | wrong).status_code == 422
    assert (
        client.post("/me/profile/", blank(client) | {"new-role-words": "x", "new-role-who": "group:1"}).status_code
        == 422
    )


def test_two_windows_show_both_and_lose_neither(cast: Cast) -> None:
    client = signed_in(cast.owner)
    fact = Fact.say("about", "As it was.", reach="members", by=cast.owner, now=timezone.now())
    name = f"fact-{fact.pk}-words"
    old = blank(client)
    assert client.post("/me/profile/", old | {name: "Of the first window."}).status_code == 303
    both = client.post(
        "/me/profile/", old | {name: "Of the second window.", "new-role-words": "Weaver", "new-role-who": "members"}
    )
    page = both.content.decode()
    assert both.status_code == 409
    assert "Of the first window." in page
    assert "Of the second window." in page
    assert not Fact.objects.filter(what="role").exists()
    assert client.post("/me/profile/", {**fields_of(both), "_method": "PUT"}).status_code == 303
    assert {one.words for one in Fact.objects.all()} == {"Of the second window.", "Weaver"}


def test_a_line_added_in_one_window_does_not_trip_the_other(cast: Cast) -> None:
    client = signed_in(cast.owner)
    old = blank(client)
    first = {"new-about-words": "I weave.", "new-about-who": "members", "new-role-words": "Weaver"}
    assert client.post("/me/profile/", old | first | {"new-role-who": "members"}).status_code == 303
    second = {"new-pronouns-words": "she/her", "new-pronouns-who": "members"}
    assert client.post("/me/profile/", old | second).status_code == 303
    assert {one.words for one in Fact.objects.all()} == {"I weave.", "Weaver", "she/her"}


def test_two_windows_that_both_begin_a_line_show_both(cast: Cast) -> None:
    client = signed_in(cast.owner)
    old = blank(client)
    sent = {"new-about-words": "Of the first window.", "new-about-who": "members"}
    assert client.post("/me/profile/", old | sent).status_code == 303
    sent = {"new-about-words": "Of the second window.", "new-about-who": f"group:{cast.group.pk}"}
    both = client.post("/me/profile/", old | sent)
    assert both.status_code == 409
    assert "There it says: “Of the first window.”" in both.content.decode()
    fact = Fact.objects.get()
    assert fields_of(both)[f"fact-{fact.pk}-words"] == "Of the second window."
    assert client.post("/me/profile/", {**fields_of(both), "_method": "PUT"}).status_code == 303
    fact.refresh_from_db()
    assert (fact.words, fact.reach) == ("Of the second window.", "group")


def test_what_one_window_empties_and_the_other_changes_is_not_lost(cast: Cast) -> None:
    client, now = signed_in(cast.owner), timezone.now()
    about = Fact.say("about", "As it was.", reach="members", by=cast.owner, now=now)
    role = Fact.say("role", "Weaver", reach="members", by=cast.owner, now=now)
    old = blank(client)
    emptied = {f"fact-{about.pk}-words": "", f"fact-{role.pk}-words": ""}
    assert client.post("/me/profile/", old | emptied).status_code == 303
    both = client.post("/me/profile/", old | {f"fact-{about.pk}-words": "Of the second window."})
    assert both.status_code == 409
    assert "This line was emptied meanwhile" in both.content.decode()
    assert client.post("/me/profile/", {**fields_of(both), "_method": "PUT"}).status_code == 303
    assert [one.words for one in Fact.objects.mine(cast.owner)] == ["Of the second window."]


def test_the_number_of_queries_is_the_same_for_one_line_and_for_many(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    now = timezone.now()
    for number in range(12):
        Fact.say("role", f"Weaver {number}", reach="members", by=cast.owner, now=now)
        says(cast.owner, a_skill(f"Weaving {number}", cast.fellow))
    client = signed_in(cast.elsewhere)
    client.get(f"/people/{cast.owner.slug}/")
    with django_assert_max_num_queries(15):
        client.get(f"/people/{cast.owner.slug}/")


def test_a_picture_has_words_and_is_seen_by_those_it_is_for(cast: Cast, settings: Any, tmp_path: Any) -> None:
    settings.FILES = tmp_path
    content = io.BytesIO()
    Image.new("RGB", (40, 30), "seagreen").save(content, "PNG")
    client = signed_in(cast.owner)
    upload = SimpleUploadedFile("me.png", content.getvalue(), "image/png")
    sent = {"picture": upload, "alt": "Olwen in front of a loom", "who": f"group:{cast.group.pk}"}
    assert client.post("/me/portrait/", sent).status_code == 303
    file = File.objects.get()
    assert 'alt="Olwen in front of a loom"' in page_of(cast.owner, cast.fellow).content.decode()
    assert str(file.pk) not in page_of(cast.owner, cast.elsewhere).content.decode()
    assert signed_in(cast.elsewhere).get(f"/files/{file.pk}/").status_code == 404
    text = SimpleUploadedFile("me.txt", b"words", "text/plain")
    assert client.post("/me/portrait/", {**sent, "picture": text}).status_code == 422
    assert File.objects.get() == file
    client.post("/me/portrait/", {"_method": "DELETE"})
    assert str(file.pk) not in page_of(cast.owner, cast.fellow).content.decode()


def test_a_letter_hides_both_addresses_unless_its_sender_says_so(cast: Cast) -> None:
    address = f"/people/{cast.owner.slug}/letter/"
    client = signed_in(cast.elsewhere)
    assert client.get(address).status_code == 404
    listed(cast.owner)
    assert client.get(address).status_code == 404
    listed(cast.owner, contactable=True)
    assert client.get(address).status_code == 200
    assert signed_in(cast.blocked).get(address).status_code == 404
    assert client.post(address, {"words": ""}).status_code == 422
    assert client.post(address, {"words": "Would you show me your loom?"}).status_code == 303
    [sent] = mail.outbox
    assert sent.to == [cast.owner.email]
    assert sent.reply_to == []
    assert "Would you show me your loom?" in sent.body
    assert cast.elsewhere.email not in sent.body
    client.post(address, {"words": "And your wool?", "answer_to_me": "on"})
    assert mail.outbox[1].reply_to == [cast.elsewhere.email]
    third = client.post(address, {"words": "And your dog?"})
    assert third.status_code == 429
    assert "And your dog?" in third.content.decode()
    assert len(mail.outbox) == 2


def test_a_letter_that_no_mail_server_takes_is_given_back(cast: Cast, settings: Any) -> None:
    listed(cast.owner, contactable=True)
    nobody = {"host": "127.0.0.1", "port": 1, "timeout": 2}
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": nobody}}
    address = f"/people/{cast.owner.slug}/letter/"
    page = signed_in(cast.elsewhere).post(address, {"words": "Would you show me your loom?"})
    assert page.status_code == 503
    assert "Would you show me your loom?" in page.content.decode()
    assert not Letter.objects.exists()


def test_nobody_floods_the_community(cast: Cast) -> None:
    people = [cast.owner, cast.fellow, cast.reader, cast.steward, cast.administrator, cast.blocked]
    listed(*people, contactable=True)
    client = signed_in(cast.elsewhere)
    answers = [client.post(f"/people/{one.slug}/letter/", {"words": "Hello"}).status_code for one in people]
    assert answers == [303] * MOST_A_DAY + [429]
    assert Letter.objects.count() == MOST_A_DAY
    assert {field.name for field in Letter._meta.fields} == {"id", "sender", "to", "at"}


def test_a_new_name_is_the_one_that_is_found(cast: Cast) -> None:
    listed(cast.owner)
    cast.owner.name = "Olwen Nia Prys-Hughes"
    cast.owner.save()
    here = Presence.objects.get(pk=cast.owner.pk)
    assert (here.by_name, here.by_surname) == ("olwen nia prys hughes", "hughes olwen nia prys")
