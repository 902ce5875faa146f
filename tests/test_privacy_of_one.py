"""What is one person’s own and has an address that somebody could guess: a notice, a request to read."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.cast import Cast, signed_in
from tests.world import CANARY, a_world, told_of

pytestmark = pytest.mark.django_db


def test_a_notice_is_its_persons_own(cast: Cast) -> None:
    world = a_world(cast)
    world.put_into("asked to read", cast)
    notice = told_of(world.portfolio, cast.reader)
    reader, other = signed_in(cast.reader), signed_in(cast.elsewhere)
    url = reverse("notices:notice", args=[notice.pk])
    assert CANARY in reader.get("/notices/").content.decode()
    assert other.post(url).status_code == 404
    assert reader.post(url).status_code == 303
    world.portfolio.remove(by=cast.owner, now=world.portfolio.created_at)
    assert CANARY not in reader.get("/notices/").content.decode()
    assert reader.post(url).status_code == 404


def test_a_request_to_read_is_not_guessed(cast: Cast) -> None:
    from coppice.readers.models import Reader

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
