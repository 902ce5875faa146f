"""Small things that the account pages say."""

import pytest
from django.test import Client

from coppice.accounts.models import Person
from coppice.accounts.templatetags.devices import as_device

WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36"


@pytest.mark.parametrize(
    ("calls_itself", "said"),
    [
        (WINDOWS, "Chrome, Windows"),
        (f"{WINDOWS} Edg/140.0", "Edge, Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1",
            "Safari, iPhone",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox, Linux"),
        ("curl/8.5", "curl/8.5"),
        ("", ""),
    ],
)
def test_a_device_is_named_as_its_owner_would(calls_itself: str, said: str) -> None:
    assert as_device(calls_itself) == said


@pytest.mark.parametrize(
    ("name", "first"),
    [("Dr Shirin Balint", "Shirin"), ("Prof. Mei-Ling Chau", "Mei-Ling"), ("Dr", "Dr"), ("Nia", "Nia")],
)
def test_people_are_greeted_by_their_name_not_their_title(name: str, first: str) -> None:
    assert Person(name=name).first_name == first


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "kept"),
    [("america/argentina/buenos aires", "America/Argentina/Buenos_Aires"), ("UTC", "UTC"), ("Mars", "")],
)
def test_a_time_zone_is_typed(typed: str, kept: str) -> None:
    client, person = Client(), Person.objects.create_user("nerys@blake.example", name="Nerys Blake")
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.post("/me/", {"name": "Nerys Blake", "time_zone": typed})
    person.refresh_from_db()
    if kept:
        assert (page.status_code, person.time_zone) == (303, kept)
    else:
        assert page.status_code == 422
        assert 'value="Mars"' in page.content.decode()


@pytest.mark.django_db
def test_in_a_demonstration_one_sees_where_one_is_signed_in(settings: object) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]
    person = Person.objects.create_user("nerys@blake.example", name="Nerys Blake")
    client = Client(headers={"user-agent": WINDOWS})
    client.post("/demo/session/", {"person": person.slug})
    page = client.get("/accounts/sessions/").content.decode()
    assert "Chrome, Windows" in page
    assert "This one" in page
