"""Asking somebody to read, by name or address, until a day; and how they are told."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coppice.accounts.joining import may_sign_up
from coppice.journal.models import Entry
from coppice.notices.models import Choice, Notice
from coppice.notices.tasks import mail_everybody, tell_everybody
from coppice.readers.models import Reader
from tests.cast import Cast, a_person, signed_in
from tests.world import CANARY, a_world, an_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(cast: Cast) -> Entry:
    return an_entry(cast, "A pilot")


@pytest.fixture
def owner(cast: Cast) -> Client:
    return signed_in(cast.owner)


def ask(client: Client, entry: Entry, who: str, days: int = 10, message: str = "") -> Any:
    until = timezone.localdate() + timedelta(days=days)
    return client.post(f"/items/{entry.pk}/readers/", {"who": who, "until": until.isoformat(), "message": message})


def test_a_member_asked_by_name_reads_until_the_day(
    cast: Cast, owner: Client, entry: Entry, run_tasks: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        assert ask(owner, entry, "ruth adeyemi", message="Is it clear?").status_code == 303
    run_tasks()
    (letter,) = mail.outbox
    assert letter.to == [cast.reader.email]
    assert "Is it clear?" in letter.body
    reader = signed_in(cast.reader)
    link = next(word for word in letter.body.split() if "/reading/" in word)
    assert reader.get(link.partition("8000")[2]).status_code == 303
    assert reader.get(f"/journal/{entry.pk}/").status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=12), tick=False):
        reader = signed_in(cast.reader)
        assert reader.get(f"/journal/{entry.pk}/").status_code == 404


def test_stopping_counts_from_the_next_request(cast: Cast, owner: Client, entry: Entry) -> None:
    ask(owner, entry, "Ruth Adeyemi")
    reader = signed_in(cast.reader)
    assert reader.get(f"/journal/{entry.pk}/").status_code == 200
    grant = Reader.objects.get().grant
    owner.post(f"/grants/{grant.pk}/", {"_method": "DELETE"})
    assert reader.get(f"/journal/{entry.pk}/").status_code == 404
    assert "Earlier readers" in owner.get(f"/items/{entry.pk}/readers/").content.decode()


def test_an_address_lets_its_owner_in_once_they_prove_it(
    cast: Cast, owner: Client, entry: Entry, settings: Any, run_tasks: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.SIGN_UP = "invitation"
    assert not may_sign_up("newcomer@elsewhere.example")
    with django_capture_on_commit_callbacks(execute=True):
        ask(owner, entry, "Newcomer@Elsewhere.example")
    run_tasks()
    assert mail.outbox[0].to == ["newcomer@elsewhere.example"]
    assert may_sign_up("newcomer@elsewhere.example")
    newcomer = a_person("New Comer")
    assert signed_in(newcomer).get(f"/journal/{entry.pk}/").status_code == 404
    EmailAddress.objects.create(user=newcomer, email="newcomer@elsewhere.example", verified=True)
    assert signed_in(newcomer).get(f"/journal/{entry.pk}/").status_code == 200


@pytest.mark.parametrize(
    ("who", "days", "sentence"),
    [
        ("Nobody Atall", 10, "Nobody of that name"),
        ("not@an", 10, "Nobody of that name"),
        ("", 10, "required"),
        ("Ruth Adeyemi", -1, "from today on"),
        ("Ruth Adeyemi", 900, "at most a year"),
        ("e", 10, "Nobody of that name"),
    ],
)
def test_what_cannot_be_asked_is_said_and_what_was_typed_stays(
    owner: Client, entry: Entry, who: str, days: int, sentence: str
) -> None:
    page = ask(owner, entry, who, days, message="Please look at the end.")
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert "Please look at the end." in page.content.decode()
    assert not Reader.objects.exists()


def test_two_members_whose_names_fit_are_told_apart_by_what_stands_in_brackets(owner: Client, entry: Entry) -> None:
    for _ in range(2):
        a_person("Sam Lee", email=f"sam{_}@trevenna.example")
    page = ask(owner, entry, "Sam Lee")
    assert page.status_code == 422
    assert "Several members fit" in page.content.decode()
    assert ask(owner, entry, "sam-lee").status_code == 303


def test_one_cannot_ask_oneself(owner: Client, entry: Entry, cast: Cast) -> None:
    page = ask(owner, entry, cast.owner.email)
    assert page.status_code == 422
    assert "You can read this already" in page.content.decode()


def test_asking_an_address_does_not_tell_whether_it_has_an_account(cast: Cast, owner: Client, entry: Entry) -> None:
    ask(owner, entry, cast.elsewhere.email)
    page = owner.get(f"/items/{entry.pk}/readers/").content.decode()
    assert cast.elsewhere.email in page
    assert cast.elsewhere.name not in page


def test_somebody_asked_is_told_once_and_only_while_they_can_see_it(cast: Cast, owner: Client, entry: Entry) -> None:
    ask(owner, entry, "Ruth Adeyemi")
    later = timezone.now() + timedelta(seconds=10)
    with time_machine.travel(later, tick=False):
        tell_everybody.func()
        tell_everybody.func()
        notice = Notice.objects.get()
        assert notice.person == cast.reader
        reader = signed_in(cast.reader)
        assert "asks you to read" in reader.get("/notices/").content.decode()
        assert reader.post(f"/notices/{notice.pk}/").headers["Location"] == f"/items/{entry.pk}/"
        Reader.objects.get().grant.end(by=cast.owner, now=later)
        assert "Nothing has come for you yet" in reader.get("/notices/").content.decode()


def test_one_mail_for_all_that_came_and_none_when_there_is_nothing(
    cast: Cast, entry: Entry, run_tasks: Any, django_capture_on_commit_callbacks: Any
) -> None:
    from coppice.discussion.models import Comment

    now = timezone.now()
    Reader.ask(item=entry, by=cast.owner, person=cast.reader, until=now + timedelta(days=5), now=now)
    for text in ("First", "Second"):
        Comment.say(item=entry, html=f"<p>{text}</p>", by=cast.reader, now=now)
    with time_machine.travel(now + timedelta(minutes=20), tick=False), django_capture_on_commit_callbacks(execute=True):
        tell_everybody.func()
    for minutes, letters in ((21, 0), (23, 1), (90, 1)):
        with time_machine.travel(now + timedelta(minutes=minutes), tick=False):
            mail_everybody.func()
            run_tasks()
        ours = [letter for letter in mail.outbox if letter.to == [cast.owner.email]]
        assert len(ours) == letters, minutes
    assert ours[0].body.count("commented on") == 2


def test_who_wants_no_mail_gets_none(cast: Cast, entry: Entry, run_tasks: Any) -> None:
    from coppice.discussion.models import Comment

    Choice.choose("never", by=cast.owner)
    now = timezone.now()
    Reader.ask(item=entry, by=cast.owner, person=cast.reader, until=now + timedelta(days=5), now=now)
    Comment.say(item=entry, html="<p>Fine.</p>", by=cast.reader, now=now)
    with time_machine.travel(now + timedelta(hours=2), tick=False):
        tell_everybody.func()
    with time_machine.travel(now + timedelta(days=2), tick=False):
        mail_everybody.func()
        run_tasks()
    assert not [letter for letter in mail.outbox if letter.to == [cast.owner.email]]


def test_a_request_to_read_is_not_guessed(cast: Cast) -> None:
    world = a_world(cast)
    world.put_into("asked to read", cast)
    request = Reader.objects.of(world.portfolio).get()
    page = signed_in(None).get(reverse("reading_request", args=[request.token]))
    assert page.status_code == 200
    assert CANARY not in page.content.decode()
    assert signed_in(None).get(reverse("reading_request", args=[request.pk.hex])).status_code == 404
    assert signed_in(cast.reader).get(reverse("reading_request", args=[request.token])).status_code == 303
    request.grant.end(by=cast.owner, now=request.grant.made_at)
    assert signed_in(cast.reader).get(reverse("reading_request", args=[request.token])).status_code == 404
