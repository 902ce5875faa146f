"""Mail becomes evidence: whose it is, what becomes of it, who is answered, and what is never done twice."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import OperationalError, transaction
from django.test import Client
from django.utils import timezone

from coppice.files.models import File
from coppice.inbound import addresses, models, rates, taking
from coppice.inbound.models import Answered, Arrival, PrivateAddress, Raw, State
from coppice.inbound.tasks import forget_arrivals, process
from coppice.inbound.tests.letters import DOMAIN, a_letter, a_photo, arrive, with_files
from coppice.inbound.webhook import signature
from coppice.journal.models import Entry
from tests.cast import Cast, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def is_on(settings: Any) -> None:
    settings.INBOUND_DOMAIN = DOMAIN


@pytest.fixture
def keep(cast: Cast) -> str:
    return str(PrivateAddress.renew(by=cast.owner, now=timezone.now()))


def only() -> Arrival:
    return Arrival.objects.get()


def test_a_mail_becomes_an_entry_with_its_files_and_says_what_it_could_not_keep(
    cast: Cast, keep: str, run_tasks: Any
) -> None:
    letter = a_letter(cast.owner.email, keep, "Keep this.\n\n-- \nOlwen\n", Subject="Fwd: Well done!")
    with_files(letter, ("photo.jpg", a_photo(), "image/jpeg"), ("run.exe", b"MZ\0\0 no", "application/octet-stream"))
    arrive(letter, keep)
    run_tasks()
    entry = Entry.objects.by(cast.owner).get()
    assert (entry.title, entry.reach, entry.is_draft) == ("Well done!", "only_me", True)
    assert "Keep this." in entry.text("happened")
    assert "Olwen" not in entry.text("happened")
    assert [file.name for file in File.objects.of(entry)] == ["photo.jpg"]
    (answer,) = mail.outbox
    assert "run.exe" in str(answer.body)
    assert answer.to == [cast.owner.email]
    assert answer.extra_headers["Auto-Submitted"] == "auto-replied"
    page = signed_in(cast.owner).get("/mail-in/").content.decode()
    assert "Fwd: Well done!" in page
    assert entry.get_absolute_url() in signed_in(cast.owner).get(only().get_absolute_url()).content.decode()


def test_the_same_mail_is_taken_once_by_whichever_way_it_comes_and_done_once(
    cast: Cast, keep: str, run_tasks: Any
) -> None:
    letter = a_letter(cast.owner.email, keep, Message_ID="<same@example.org>")
    assert len(arrive(letter, keep)) == 1
    letter["Received"] = "from elsewhere"
    assert arrive(letter, keep.upper()) == []
    run_tasks()
    process.func(str(only().pk))
    assert Entry.objects.by(cast.owner).count() == 1
    Arrival.objects.update(state=State.WAITING)  # as if a worker had been killed before its end was committed
    process.func(str(only().pk))
    assert Entry.objects.by(cast.owner).count() == 1


def test_another_s_mail_to_my_address_is_not_kept_and_they_are_told_once_a_day(
    cast: Cast, keep: str, run_tasks: Any
) -> None:
    for _ in "12":
        arrive(a_letter("stranger@elsewhere.example", keep), keep)
    arrive(a_letter(cast.fellow.email, keep), keep)
    run_tasks()
    assert not Entry.objects.exists()
    assert sorted(letter.to[0] for letter in mail.outbox) == [cast.fellow.email, "stranger@elsewhere.example"]
    assert not Raw.objects.filter(arrival__person=None).exists()
    assert not any("stranger" in repr(row.__dict__) for row in [*Arrival.objects.all(), *Answered.objects.all()])
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        arrive(a_letter("stranger@elsewhere.example", keep), keep)
        run_tasks()
    assert len(mail.outbox) == 3


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Precedence": "bulk"},
        {"List_Id": "<list.example.org>"},
        {"X_Autoreply": "yes"},
        {"Subject": "Automatic reply: Captions"},
        {"Subject": "Abwesenheitsnotiz: Untertitel"},
        {"Subject": "Réponse automatique : Sous-titres"},
        {"Subject": "Allan o’r swyddfa: Capsiynau"},
        {"Subject": "Undeliverable: Captions"},
    ],
)
def test_machines_are_neither_taken_nor_answered(
    cast: Cast, keep: str, headers: dict[str, str], run_tasks: Any
) -> None:
    arrive(a_letter(cast.owner.email, keep, **headers), keep)
    arrive(a_letter("machine@elsewhere.example", keep, **headers), keep)
    run_tasks()
    assert not Entry.objects.exists()
    assert mail.outbox == []
    assert {row.state for row in Arrival.objects.all()} == {State.SET_ASIDE}
    assert "automatic answer" in signed_in(cast.owner).get("/mail-in/").content.decode()


def test_bounces_and_made_up_senders_are_never_answered(cast: Cast, keep: str, run_tasks: Any) -> None:
    arrive(a_letter("stranger@elsewhere.example", keep), keep, sender="")
    arrive(a_letter("victim@elsewhere.example", keep), keep, sender="spammer@bad.example")
    letter = a_letter("one@elsewhere.example", keep)
    letter.replace_header("From", "one@elsewhere.example, two@elsewhere.example")
    arrive(letter, keep, sender="one@elsewhere.example")
    run_tasks()
    assert mail.outbox == []


def test_what_our_own_server_found_out_counts_and_nobody_else_s_word(
    cast: Cast, keep: str, settings: Any, run_tasks: Any
) -> None:
    settings.INBOUND_AUTHSERV = "mx.example.org"
    bad = "mx.example.org; spf=pass smtp.mailfrom=bad.example; dmarc=fail (p=reject) header.from=trevenna.example"
    arrive(a_letter(cast.owner.email, keep, Subject="Forged", Authentication_Results=bad), keep)
    arrive(a_letter(cast.owner.email, keep, Subject="Good", Authentication_Results=bad.replace("mx.", "other.")), keep)
    stranger = a_letter("stranger@elsewhere.example", keep, Authentication_Results=bad)
    arrive(stranger, keep)
    run_tasks()
    assert [entry.title for entry in Entry.objects.by(cast.owner)] == ["Good"]
    (told,) = mail.outbox
    assert told.to == [cast.owner.email]
    assert "Perhaps it was not you" in str(told.body)


def test_only_proved_addresses_count_and_an_ended_one_takes_nothing(cast: Cast, keep: str, run_tasks: Any) -> None:
    EmailAddress.objects.create(user=cast.owner, email="olwen@private.example", verified=True)
    EmailAddress.objects.create(user=cast.owner, email="not-yet@private.example", verified=False)
    arrive(a_letter("Olwen@Private.example", keep), keep)
    arrive(a_letter("not-yet@private.example", keep), keep)
    run_tasks()
    assert Entry.objects.by(cast.owner).count() == 1
    client = signed_in(cast.owner)
    client.post("/mail-in/address/")
    arrive(a_letter(cast.owner.email, keep), keep)
    run_tasks()
    assert Entry.objects.by(cast.owner).count() == 1
    assert str(PrivateAddress.objects.get()) in client.get("/mail-in/").content.decode()
    client.post("/mail-in/address/", {"_method": "DELETE"})
    assert not PrivateAddress.objects.exists()


def test_made_up_addresses_are_known_without_looking(cast: Cast, keep: str, django_assert_num_queries: Any) -> None:
    forged = keep.replace("keep+", "keep+a")[: len(keep)]
    with django_assert_num_queries(0):
        assert taking.is_taken_in(keep)
        for address in (forged, f"postmaster@{DOMAIN}", keep.replace(DOMAIN, "example.org"), "", f"group-@{DOMAIN}"):
            assert not taking.is_taken_in(address), address
    assert addresses.read(f"GROUP-Media@{DOMAIN}") == addresses.Known("group", "media")


def test_mail_bombs_are_put_off(cast: Cast, keep: str, monkeypatch: Any) -> None:
    monkeypatch.setattr(rates, "FROM_ONE", 5)
    monkeypatch.setattr(rates, "TO_ONE", 10)
    for number in range(rates.FROM_ONE):
        arrive(a_letter(f"n{number}@bad.example", keep), keep, sender="bomb@bad.example")
    with pytest.raises(rates.NotNow):
        arrive(a_letter("other@bad.example", keep), keep, sender="bomb@bad.example")
    for number in range(rates.FROM_ONE):
        arrive(a_letter("one@bad.example", keep), keep, sender=f"n{number}@bad.example")
    with pytest.raises(rates.NotNow):
        arrive(a_letter(cast.owner.email, keep), keep)
    with time_machine.travel(timezone.now() + timedelta(hours=1, minutes=1)):
        assert arrive(a_letter(cast.owner.email, keep), keep)


def test_a_provider_hands_mail_over_signed(cast: Cast, keep: str, settings: Any, run_tasks: Any) -> None:
    raw, at = a_letter(cast.owner.email, keep).as_bytes(), str(int(timezone.now().timestamp()))

    def post(secret: str = "shared", at: str = at, kind: str = "message/rfc822", to: str = keep) -> int:
        headers = {"Coppice-Timestamp": at, "Coppice-Sender": cast.owner.email, "Coppice-Recipient": to}
        headers["Coppice-Signature"] = signature(secret, at, cast.owner.email, to, raw)
        return Client().post("/mail-in/messages/", raw, content_type=kind, headers=headers).status_code

    assert post() == 404
    settings.INBOUND_SECRET = "shared"
    assert post("other") == post(at=str(int(at) - 400)) == post(at="1e9") == 403
    assert post(kind="application/json") == 415
    assert post(to=f"nobody@{DOMAIN}") == 422
    settings.INBOUND_LARGEST = 10
    assert post() == 413
    settings.INBOUND_LARGEST = 10_000_000
    assert post() == post() == 202
    run_tasks()
    assert Entry.objects.by(cast.owner).count() == 1


def test_a_message_is_its_sender_s_own_and_goes_after_thirty_days(cast: Cast, keep: str, run_tasks: Any) -> None:
    arrive(a_letter(cast.owner.email, keep, "One thing.\n\nOn 3 Nov 2026 at 10:12, Ruth wrote:\n> Quoted."), keep)
    arrive(a_letter("stranger@elsewhere.example", keep), keep, sender="")
    run_tasks()
    one = Arrival.objects.get(person=cast.owner)
    page = signed_in(cast.owner).get(one.get_absolute_url()).content.decode()
    assert "Quoted." in page
    for other in (cast.fellow, cast.administrator):
        assert signed_in(other).get(one.get_absolute_url()).status_code == 404
        assert signed_in(other).post(one.get_absolute_url(), {"_method": "DELETE"}).status_code == 404
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        forget_arrivals.func()
    assert only() == one
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        forget_arrivals.func()
    assert not Arrival.objects.exists()
    assert Entry.objects.by(cast.owner).exists()


def test_encrypted_and_empty_mail_is_refused_in_a_sentence(cast: Cast, keep: str, run_tasks: Any) -> None:
    arrive(a_letter(cast.owner.email, keep, "\n", Subject=""), keep)
    letter = a_letter(cast.owner.email, keep)
    letter.set_type("application/pkcs7-mime")
    arrive(letter, keep)
    run_tasks()
    said = " ".join(row.said for row in Arrival.objects.of(cast.owner))
    assert "nothing in it" in said
    assert "encrypted" in said
    assert signed_in(cast.owner).get("/mail-in/").status_code == 200
    assert signed_in(cast.owner).post(Arrival.objects.of(cast.owner)[0].get_absolute_url()).status_code == 303


def test_without_a_domain_nothing_is_taken(cast: Cast, settings: Any) -> None:
    anywhere = "/journal/anywhere/"
    assert "/mail-in/" in signed_in(cast.owner).get(anywhere).content.decode()
    settings.INBOUND_DOMAIN = ""
    assert "/mail-in/" not in signed_in(cast.owner).get(anywhere).content.decode().split("<main")[1]
    assert "set it up" in signed_in(cast.owner).get("/mail-in/").content.decode()
    assert addresses.read("group-media@") is None


def test_of_very_much_the_newest_is_kept_as_it_came(cast: Cast, keep: str, run_tasks: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(models, "MOST_KEPT", 1500)
    for number in range(4):
        arrive(a_letter(cast.owner.email, keep, "word " * 100, Subject=f"Number {number}"), keep)
        run_tasks()
    assert Arrival.objects.count() == Entry.objects.by(cast.owner).count() == 4
    assert Raw.objects.count() == 1
    assert "no longer kept" in signed_in(cast.owner).get(Arrival.objects.earliest("arrived_at").get_absolute_url()).text


def test_what_was_interrupted_is_done_whole_and_once(cast: Cast, keep: str, monkeypatch: Any) -> None:
    arrive(with_files(a_letter(cast.owner.email, keep), ("photo.jpg", a_photo(), "image/jpeg")), keep)
    done_in_one = transaction.atomic(process.func)
    with monkeypatch.context() as patch:
        patch.setattr(Arrival, "settle", interrupted)
        with pytest.raises(OperationalError):
            done_in_one(str(only().pk))
    assert not Entry.objects.exists()
    process.func(str(only().pk))
    assert Entry.objects.get().files.count() == 1
    assert only().state == State.KEPT


def interrupted(*_args: Any, **_more: Any) -> None:
    raise OperationalError


def test_while_the_database_is_away_a_provider_is_asked_to_come_again(
    cast: Cast, keep: str, settings: Any, monkeypatch: Any
) -> None:
    settings.INBOUND_SECRET = "shared"
    monkeypatch.setattr(taking, "take_in", interrupted)
    raw, at = b"Subject: x\n\nx", str(int(timezone.now().timestamp()))
    headers = {"Coppice-Timestamp": at, "Coppice-Sender": "", "Coppice-Recipient": keep}
    headers["Coppice-Signature"] = signature("shared", at, "", keep, raw)
    answer = Client().post("/mail-in/messages/", raw, content_type="message/rfc822", headers=headers)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "300")
