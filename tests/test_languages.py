"""In which language Coppice speaks to whom."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.template import Context, Template
from django.test import Client
from django.utils import timezone, translation

from coppice.accounts.models import Person
from coppice.happenings.models import Happening
from coppice.notices.models import tell
from coppice.notices.tasks import mail_everybody
from tests.cast import a_person, signed_in

pytestmark = pytest.mark.django_db
WELSH, ENGLISH = "cy, en;q=0.5", "en-US, en"
UNDRESSED = re.compile(r"[A-Za-z]{3,}")


@pytest.fixture
def nerys() -> Person:
    return a_person("Nerys Pugh")


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


def test_what_a_person_chooses_goes_with_them(nerys: Person) -> None:
    client = signed_in(nerys)
    assert language_of(client) == "en-gb"
    client.post("/language/", {"language": "cy"})
    assert language_of(signed_in(nerys)) == "cy"
    saved = client.post("/me/", {"name": "Nerys Pugh", "time_zone": "Europe/London", "language": "en-gb"}, follow=True)
    assert "Saved." in saved.text
    assert language_of(client, WELSH) == "en-gb", "the account wins over the cookie"
    saved = client.post("/me/", {"name": "Nerys Pugh", "time_zone": "Europe/London", "language": "cy"}, follow=True)
    assert "Wedi’i gadw." in saved.text


def test_a_language_that_is_no_longer_spoken_is_as_none(nerys: Person) -> None:
    Person.objects.filter(pk=nerys.pk).update(language="tlh")
    assert language_of(signed_in(nerys), WELSH) == "cy"


def test_a_mail_is_in_the_language_of_whom_it_goes_to(nerys: Person, run_tasks: Any) -> None:
    idris, sanjay = a_person("Idris Bowen", language="cy"), a_person("Sanjay Menon")
    for person in (idris, nerys):
        told = Happening.record(actor=sanjay, verb="transfer finished", about={}, tell=[person], path="/journal/")
        tell(told, now=timezone.now() - timedelta(hours=1))
        mail_everybody.func()
        run_tasks()
    welsh, english = mail.outbox
    assert welsh.subject == "Mae eich portffolio yn barod i chi"
    assert welsh.body.startswith("Helo Idris,")
    assert english.body.startswith("Hello Nerys,")
    assert translation.get_language() == "en-gb"


def test_what_is_wrong_in_a_form_is_said_in_welsh_too(client: Client) -> None:
    answer = client.post(
        "/accounts/signup/", {"email": "nobody", "password1": "short"}, headers={"accept-language": WELSH}
    )
    for sentence in ("Llenwch hwn", "Nid yw hwn yn edrych fel cyfeiriad e-bost", "Rhaid iddo fod yn 10 nod o leiaf"):
        assert sentence in answer.text


def test_numbers_change_the_word_after_them() -> None:
    words = Template(
        "{% blocktranslate count words=n %}{{ words }} word{% plural %}{{ words }} words{% endblocktranslate %}"
    )
    with translation.override("cy"):
        assert [
            words.render(Context({"n": n})) for n in (0, 1, 2, 3, 12)
        ] == "0 gair,1 gair,2 air,3 gair,12 gair".split(",")
        assert translation.ngettext("{many} person", "{many} people", 6) == "{many} pherson"


@pytest.mark.parametrize(
    ("language", "today", "weekday", "before"),
    [
        ("en-gb", "Today", "Saturday 14 November", "14 July 2024"),
        ("cy", "Heddiw", "dydd Sadwrn 14 Tachwedd", "14 Gorffennaf 2024"),
    ],
)
@time_machine.travel("2026-11-26 12:00Z", tick=False)
def test_days_are_said_in_the_readers_language(language: str, today: str, weekday: str, before: str) -> None:
    day = Template("{% load ui %}{% day now first=True %}|{% day one %}|{% day other %}")
    with translation.override(language):
        said = day.render(Context({"now": timezone.now(), "one": date(2026, 11, 14), "other": date(2024, 7, 14)}))
    assert re.sub(r"<.*?>", "", said).split("|") == [today, weekday, before]


FOR_VISITORS = ["/", "/accounts/login/", "/accounts/signup/", "/accounts/password/reset/", "/nothing/"]
FOR_MEMBERS = [
    "/",
    "/me/",
    "/bin/",
    "/groups/",
    "/notices/",
    "/notices/choices/",
    "/prompts/",
    "/mail-in/",
    "/privacy/",
    "/privacy/departure/",
    "/accounts/email/",
]


def test_the_pseudo_language_shows_that_every_word_is_said_by_way_of_it(settings: Any, nerys: Person) -> None:
    settings.LANGUAGES = [*settings.LANGUAGES, (settings.PSEUDO_LANGUAGE, "Pseudo")]
    plain: dict[str, list[str]] = {}
    for client, paths in ((Client(), FOR_VISITORS), (signed_in(nerys), FOR_MEMBERS)):
        client.post("/language/", {"language": settings.PSEUDO_LANGUAGE})
        for path in paths:
            page = client.get(path).text
            assert '<html lang="ar-XB" dir="rtl"' in page
            shown = re.sub(r"<(script|style|head|datalist|select|footer)\b.*?</\1>|<[^>]+>", "|", page, flags=re.DOTALL)
            plain[path] = UNDRESSED.findall(re.sub(r"⟦[^⟧]*⟧|Nerys|Pugh|Coppice|\S+@\S+", "", shown))
    assert not any(plain.values()), plain


def test_what_a_framework_says_in_english_is_marked_so_on_a_welsh_page(client: Client) -> None:
    welsh = client.get("/frameworks/", headers={"accept-language": WELSH}).text
    english = client.get("/frameworks/", headers={"accept-language": ENGLISH}).text
    assert '<p class="row-words" lang="en">' in welsh
    assert '<p class="row-words">' in english
