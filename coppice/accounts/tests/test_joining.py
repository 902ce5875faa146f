"""Joining, signing in with a password or a code, several addresses, and ending sessions."""

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from coppice.accounts.models import Invitation, Person

pytestmark = pytest.mark.django_db
FORM = {"name": "Nerys Blake", "email": "nerys@aberwen.example", "password1": "a long walk in the wood"}


def code_in(letter: Any) -> str:
    found = re.search(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,5})\s*$", letter.body, re.MULTILINE)
    assert found, letter.body
    return found.group(1)


def join(client: Client, **other: str) -> Any:
    return client.post("/accounts/signup/", {**FORM, **other})


def joined(client: Client) -> Person:
    page = join(client)
    assert page.status_code == 302, page.content.decode()
    client.post(page.headers["Location"], {"code": code_in(mail.outbox[-1])})
    return Person.objects.get(email=FORM["email"])


def test_joining_asks_for_a_code_sent_to_the_address_and_then_one_is_in(client: Client) -> None:
    person = joined(client)
    assert person.name == "Nerys Blake"
    assert person.slug == "nerys-blake"
    assert person.addresses == [FORM["email"]]
    assert "Nerys" in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("password1", "short", "at least 10"),
        ("password1", "password12", "too common"),
        ("email", "no address", "look like an e-mail address"),
        ("name", "", "required"),
        ("name", "x" * 200, "at most 120"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client: Client, field: str, value: str, sentence: str) -> None:
    page = join(client, **{field: value})
    assert page.status_code == 200
    assert sentence in page.content.decode()
    if field != "email":
        assert FORM["email"] in page.content.decode()
    assert not Person.objects.exists()


def test_by_invitation_only_those_invited_may_join(client: Client, settings: Any) -> None:
    settings.SIGN_UP = "invitation"
    assert "joined by invitation" in join(client).content.decode()
    host = Person.objects.create_user("host@aberwen.example", name="Host")
    Invitation.invite(FORM["email"].upper(), by=host, now=timezone.now() - timedelta(days=90))
    assert "joined by invitation" in join(client).content.decode()
    Invitation.invite(FORM["email"].upper(), by=host, now=timezone.now())
    assert join(client).status_code == 302


@pytest.mark.parametrize(
    ("address", "may"),
    [("a@aberwen.example", True), ("a@staff.aberwen.example", True), ("a@notaberwen.example", False)],
)
def test_by_domain_only_those_addresses_may_join(client: Client, settings: Any, address: str, may: bool) -> None:
    settings.SIGN_UP, settings.SIGN_UP_DOMAINS = "domain", ["aberwen.example"]
    assert (join(client, email=address).status_code == 302) is may


def test_joining_with_a_known_address_tells_nothing_on_the_page(client: Client) -> None:
    joined(client)
    cache.clear()  # days later: mail to one address is limited in rate
    stranger = Client()
    page = join(stranger)
    fresh = join(Client(), email="somebody.else@aberwen.example")
    assert page.status_code == fresh.status_code == 302
    assert page.headers["Location"] == fresh.headers["Location"]


def test_signing_in_with_a_password_and_by_a_code(client: Client) -> None:
    joined(client)
    again = Client()
    page = again.post("/accounts/login/", {"login": FORM["email"], "password": FORM["password1"]})
    assert page.status_code == 302
    assert "Nerys" in again.get("/").content.decode()
    third = Client()
    page = third.post("/accounts/login/code/", {"email": FORM["email"]})
    third.post(page.headers["Location"], {"code": code_in(mail.outbox[-1])})
    assert "Nerys" in third.get("/").content.decode()


def test_a_wrong_password_is_limited(client: Client) -> None:
    joined(client)
    for _ in range(12):
        page = Client().post("/accounts/login/", {"login": FORM["email"], "password": "a wrong guess here"})
    assert page.status_code == 429 or "many times" in page.content.decode()


def test_a_forgotten_password_is_set_anew(client: Client) -> None:
    joined(client)
    Client().post("/accounts/password/reset/", {"email": FORM["email"]})
    letter = mail.outbox[-1]
    link = next(word for word in letter.body.split() if "/password/reset/" in word)
    path = "/" + link.split("/", 3)[3]
    again = Client()
    form = again.get(path)
    page = again.post(form.headers["Location"], {"password1": "another long walk", "password2": "another long walk"})
    assert page.status_code == 302
    fresh = Client()
    assert fresh.post("/accounts/login/", {"login": FORM["email"], "password": "another long walk"}).status_code == 302


def test_a_second_address_stays_when_the_first_goes(client: Client) -> None:
    person = joined(client)
    EmailAddress.objects.create(user=person, email="nerys@home.example", verified=True)
    client.post("/accounts/email/", {"action_primary": "", "email": "nerys@home.example"})
    client.post("/accounts/email/", {"action_remove": "", "email": FORM["email"]})
    person.refresh_from_db()
    assert person.addresses == ["nerys@home.example"]
    assert person.email == "nerys@home.example"


def test_a_session_elsewhere_can_be_seen_and_ended(client: Client) -> None:
    joined(client)
    other = Client()
    other.post("/accounts/login/", {"login": FORM["email"], "password": FORM["password1"]})
    assert UserSession.objects.count() == 2
    assert client.get("/accounts/sessions/").status_code == 200
    client.post("/accounts/sessions/")
    assert "Sign in" in other.get("/").content.decode()
    assert "Nerys" in client.get("/").content.decode()


def test_a_deactivated_person_is_out_at_once(client: Client) -> None:
    person = joined(client)
    person.deactivate()
    assert "Sign in" in client.get("/").content.decode()
    page = Client().post("/accounts/login/", {"login": FORM["email"], "password": FORM["password1"]})
    assert "inactive" in page.headers.get("Location", "")


def test_times_are_shown_where_the_person_is(client: Client) -> None:
    person = joined(client)
    page = client.post("/me/", {"name": "Nerys Blake", "time_zone": "Pacific/Auckland"})
    assert page.status_code == 303
    person.refresh_from_db()
    assert person.time_zone == "Pacific/Auckland"
    assert client.post("/me/", {"name": "Nerys", "time_zone": "Mars/Olympus"}).status_code == 422


def test_the_doors_of_the_demonstration_are_there_only_in_one(client: Client, settings: Any) -> None:
    person = joined(client)
    guest = Client()
    for path in ("/demo/", "/demo/people.json", "/demo/mail/"):
        assert guest.get(path).status_code == 404
    assert guest.post("/demo/session/", {"person": person.slug}).status_code == 404
    settings.DEMO = True
    assert guest.get("/demo/people.json").json()[0]["slug"] == person.slug
    assert guest.post("/demo/session/", {"person": person.slug}).status_code == 303
    assert "Nerys" in guest.get("/").content.decode()
