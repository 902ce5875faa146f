"""In which language Coppice speaks to whom."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
WELSH, ENGLISH = "cy, en;q=0.5", "en-US, en"


def language_of(client: Client, accepts: str = ENGLISH, path: str = "/frameworks/") -> str:
    response = client.get(path, headers={"accept-language": accepts})
    assert {"Accept-Language", "Cookie"} <= set(response["Vary"].split(", "))
    assert f'<html lang="{response["Content-Language"].replace("en-gb", "en-GB")}"' in response.text
    return str(response["Content-Language"])


@pytest.mark.parametrize(
    ("accepts", "spoken"),
    [(WELSH, "cy"), (ENGLISH, "en-gb"), ("cy-GB", "cy"), ("tlh", "en-gb"), ("", "en-gb"), ("ar", "en-gb")],
)
def test_a_visitor_is_spoken_to_as_the_browser_prefers(client: Client, accepts: str, spoken: str) -> None:
    assert language_of(client, accepts) == spoken


def test_what_a_visitor_chooses_wins_and_stays_with_the_browser(client: Client) -> None:
    response = client.post("/language/", {"language": "cy", "next": "/frameworks/"})
    assert (response.status_code, response["Location"]) == (303, "/frameworks/")
    assert language_of(client) == "cy"
    client.post("/language/", {"language": "tlh"})
    assert language_of(client) == "cy"
