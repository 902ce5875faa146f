"""A conversation with the listener, as other servers have it."""

from __future__ import annotations

import smtplib
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import OperationalError
from django.utils import timezone

from coppice.inbound import hearing, rates, taking
from coppice.inbound.listening import Listening
from coppice.inbound.models import Arrival, PrivateAddress
from coppice.inbound.tests.letters import DOMAIN, a_letter
from coppice.journal.models import Entry
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)
HOST = "127.0.0.1"


@pytest.fixture
def port(settings: Any) -> Iterator[int]:
    with socket.create_server((HOST, 0)) as free:
        settings.INBOUND_PORT = free.getsockname()[1]
    settings.INBOUND_DOMAIN, settings.INBOUND_LARGEST = DOMAIN, 100_000
    listening = Listening()
    listening.keep_running()
    yield settings.INBOUND_PORT
    listening.stop()


def replies(client: smtplib.SMTP, *commands: str) -> list[int]:
    return [client.docmd(command)[0] for command in commands]


def test_a_conversation_from_hello_to_the_journal(cast: Cast, port: int, run_tasks: Any, monkeypatch: Any) -> None:
    keep = str(PrivateAddress.renew(by=cast.owner, now=timezone.now()))
    letter = a_letter(cast.owner.email, keep, "Over the wire: café ✓.")
    with smtplib.SMTP(HOST, port, timeout=10) as client:
        assert client.send_message(letter, from_addr=cast.owner.email, to_addrs=[keep]) == {}
        assert Arrival.objects.count() == 1
        client.send_message(letter, from_addr=cast.owner.email, to_addrs=[keep])
        assert Arrival.objects.count() == 1
        for nobody in (f"nobody@{DOMAIN}", f"keep+{'a' * 28}@{DOMAIN}", "keep@other.example"):
            with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
                client.sendmail(cast.owner.email, [nobody], b"x")
            assert refused.value.recipients[nobody][0] == 550
        assert replies(client, "VRFY owner", "MAIL FROM:<a@b.example> SIZE=200000")[1] == 552

        def away(*_args: Any, **_more: Any) -> None:
            raise OperationalError

        def too_many(*_args: Any, **_more: Any) -> None:
            raise rates.NotNow("4.7.1 later")

        for trouble in (away, too_many):
            with monkeypatch.context() as patch:
                patch.setattr(taking, "take_in", trouble)
                with pytest.raises(smtplib.SMTPDataError) as later:
                    client.sendmail(cast.owner.email, [keep], b"Subject: x\r\n\r\nx")
                assert later.value.smtp_code == 451
        large = b"Subject: x\r\n\r\n" + b"word " * 30_000
        with pytest.raises((smtplib.SMTPDataError, smtplib.SMTPSenderRefused)):
            client.sendmail(cast.owner.email, [keep], large)
    run_tasks()
    assert "café ✓" in Entry.objects.by(cast.owner).get().text("happened")


def test_connections_are_counted(port: int, monkeypatch: Any) -> None:
    monkeypatch.setattr(hearing, "MOST_OF_ONE", 2)
    with smtplib.SMTP(HOST, port, timeout=10), smtplib.SMTP(HOST, port, timeout=10) as second:
        with pytest.raises(smtplib.SMTPConnectError) as refused:
            smtplib.SMTP(HOST, port, timeout=10)
        assert refused.value.smtp_code == 421
        assert second.noop()[0] == 250
    with smtplib.SMTP(HOST, port, timeout=10) as again:
        assert again.noop()[0] == 250
        recipients = [again.rcpt(f"nobody{number}@{DOMAIN}")[0] for number in range(2)]
        assert set(recipients) == {503}


def test_rude_conversations_end_and_others_go_on(port: int, caplog: Any) -> None:
    with socket.create_connection((HOST, port), timeout=10) as rude:
        rude.sendall(b"\0\xff\xfe\r\n" * 20 + b"NONSENSE\r\n" * 200)
        heard = b""
        while more := rude.recv(65_536):
            heard += more
    assert b"goodbye" in heard
    with socket.create_connection((HOST, port), timeout=10) as endless:
        endless.sendall(b"EHLO " + b"a" * 200_000)
        endless.shutdown(socket.SHUT_WR)
        assert b"250" not in endless.recv(65_536)
    with smtplib.SMTP(HOST, port, timeout=10) as client:
        client.ehlo()
        client.mail("a@b.example")
        token = "group-media"
        said = [client.rcpt(f"{token}{number}@{DOMAIN}")[0] for number in range(7)]
        assert said == [250] * 5 + [452] * 2
    assert "NONSENSE" not in caplog.text


def test_a_second_worker_waits_for_the_port(port: int, caplog: Any) -> None:
    second = Listening()
    second.keep_running()
    second.keep_running()
    assert second.ear is None
    assert len(caplog.records) == 1
    second.stop()
