"""Words that are too long by a little are given back, and nothing is cut off in silence."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from coppice.groups.models import Group, JoinRequest
from coppice.tending.models import Handover
from tests.cast import Cast, signed_in

pytestmark = pytest.mark.django_db


def given_back(answer: Any, words: str) -> None:
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_asking_to_join_and_the_answer(cast: Cast) -> None:
    Group.objects.filter(pk=cast.group.pk).update(door="request")
    page, long = "/groups/evaluation/requests/", "words " * 101
    given_back(signed_in(cast.elsewhere).post(page, {"words": long}), long)
    assert not JoinRequest.objects.exists()
    assert signed_in(cast.elsewhere).post(page, {"words": "May I?"}).status_code == 303
    url = f"/group-requests/{JoinRequest.objects.get().pk}/"
    given_back(signed_in(cast.owner).post(url, {"_method": "PUT", "answer": "no", "words": long}), long)
    assert JoinRequest.objects.open().exists()


def test_thanks_for_having_tended_a_group(cast: Cast) -> None:
    one = Handover.offer(group=cast.group, to=cast.fellow, words="", by=cast.owner, now=timezone.now())
    one.accept(by=cast.fellow, now=timezone.now())
    long = "Thank you. " * 100
    given_back(signed_in(cast.fellow).post(f"/handovers/{one.pk}/thanks/", {"thanks": long}), long)
    assert Handover.objects.get().state == "accepted"
