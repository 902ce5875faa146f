"""A charter: drafted by who tends the group, talked about by its members, agreed by them."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from coppice.audience.models import Block
from coppice.discussion.models import Comment
from coppice.groups.models import Group
from coppice.happenings.models import Happening
from coppice.tending.models import Charter, CharterVersion, Say
from coppice.tending.tasks import remind
from tests.cast import Cast, signed_in

pytestmark = pytest.mark.django_db
PAGE = "/groups/evaluation/"


def write(cast: Cast, code: str, html: str) -> Charter:
    """The owner takes the draft up and writes one text."""
    client = signed_in(cast.owner)
    page = client.post(PAGE + "charter/")
    assert page.status_code == 303
    draft: Charter = Charter.everything.get(tended=cast.group)
    body = json.dumps({"html": html, "bases": [], "writer": "a", "sequence": 1})
    saved = client.put(reverse("text", args=[draft.pk, code]), body, content_type="application/json")
    assert saved.status_code == 200
    assert page.headers["Location"] == draft.get_absolute_url()
    return draft


def later() -> str:
    return (timezone.localdate() + timedelta(days=300)).isoformat()


def say(person: Any, choice: str) -> int:
    return signed_in(person).post(PAGE + "charter/question/", {"_method": "PUT", "choice": choice}).status_code


def test_from_the_draft_to_what_is_agreed(cast: Cast) -> None:
    draft = write(cast, "purpose", "<p>We ask whether it helped.</p>")
    owner, fellow = signed_in(cast.owner), signed_in(cast.fellow)
    assert "We ask whether it helped" not in owner.get(PAGE).content.decode()
    assert "We ask whether it helped" in fellow.get(draft.get_absolute_url()).content.decode()
    assert fellow.post(PAGE + "charter/question/").status_code == 403
    assert owner.post(PAGE + "charter/question/", {"note": "The first"}).status_code == 303
    assert {str(cast.fellow.pk), str(cast.blocked.pk)} == set(Happening.objects.get(verb="charter put").about["tell"])
    assert "A new charter is put to you" in fellow.get(PAGE).content.decode()
    assert "We ask whether it helped" in signed_in(cast.blocked).get(PAGE + "charter/").content.decode()
    assert "We ask whether it helped" not in signed_in(cast.elsewhere).get(PAGE + "charter/").content.decode()
    assert (say(cast.fellow, "no"), say(cast.fellow, "yes"), say(cast.owner, "yes"), say(cast.blocked, "no")) == (
        303,
    ) * 4
    assert "A new charter is put to you" not in fellow.get(PAGE).content.decode()
    assert say(cast.elsewhere, "yes") == 404
    assert say(cast.fellow, "maybe") == 403
    assert fellow.post(PAGE + "charter/closing/", {"review_on": later()}).status_code == 403
    assert owner.post(PAGE + "charter/closing/", {"review_on": "1066-10-14"}).status_code == 422
    assert owner.post(PAGE + "charter/closing/", {"review_on": later()}).status_code == 303
    agreed = CharterVersion.objects.agreed(cast.group)
    assert agreed
    assert (agreed.yes, agreed.no, agreed.abstained, agreed.number) == (2, 1, 0, 1)
    assert not Say.objects.exists()
    assert "We ask whether it helped" in signed_in(cast.elsewhere).get(PAGE).content.decode()
    page = signed_in(cast.elsewhere).get(agreed.get_absolute_url()).content.decode()
    assert "fewer than five" in page
    assert say(cast.fellow, "no") == 404


def test_what_is_not_agreed_changes_nothing(cast: Cast) -> None:
    write(cast, "purpose", "<p>To rule.</p>")
    owner = signed_in(cast.owner)
    owner.post(PAGE + "charter/question/")
    assert owner.post(PAGE + "charter/question/").status_code == 422
    say(cast.fellow, "no")
    say(cast.owner, "yes")
    owner.post(PAGE + "charter/closing/", {"review_on": later()})
    assert CharterVersion.objects.agreed(cast.group) is None
    assert "To rule" not in signed_in(cast.elsewhere).get(PAGE).content.decode()
    assert Happening.objects.filter(verb="charter not agreed").exists()


def test_members_talk_in_the_margin_and_others_do_not(cast: Cast) -> None:
    draft = write(cast, "values", "<p>Candour.</p>")
    fellow, address = signed_in(cast.fellow), reverse("discussion:comments", args=[draft.pk])
    assert fellow.post(address, {"text": "And kindness?"}).status_code == 303
    assert fellow.get(address).status_code == 200
    one = Comment.objects.get()
    newcomer = cast.reader
    assert signed_in(newcomer).post(address, {"text": "Me too."}).status_code == 404
    cast.group.join(person=newcomer)
    assert "And kindness?" in signed_in(newcomer).get(draft.get_absolute_url()).content.decode()
    assert signed_in(newcomer).post(address, {"text": "Yes.", "parent": str(one.pk)}).status_code == 303
    assert "And kindness?" in signed_in(cast.owner).get(draft.get_absolute_url()).content.decode()
    assert signed_in(cast.elsewhere).get(one.get_absolute_url()).status_code == 404
    Group.objects.filter(pk=cast.group.pk).update(stage="ended")
    assert signed_in(newcomer).post(address, {"text": "Late."}).status_code == 403
    assert "And kindness?" in signed_in(newcomer).get(draft.get_absolute_url()).content.decode()


def test_the_draft_follows_the_rule_and_who_tends_the_group(cast: Cast) -> None:
    draft = write(cast, "purpose", "<p>Mine.</p>")
    url = draft.get_absolute_url()
    sees = {name for name, person in cast.people.items() if signed_in(person).get(url).status_code == 200}
    assert sees == {"owner", "fellow"}
    body = json.dumps({"html": "<p>x</p>", "bases": []})
    text = reverse("text", args=[draft.pk, "purpose"])
    assert signed_in(cast.fellow).put(text, body, content_type="application/json").status_code == 403
    cast.group.begin_to_tend(person=cast.fellow, today=timezone.localdate())
    assert "data-save" in signed_in(cast.fellow).get(url).content.decode()
    cast.group.stop_tending(person=cast.owner)
    Block.objects.all().delete()
    assert "data-save" not in signed_in(cast.owner).get(url).content.decode()
    signed_in(cast.fellow).post(PAGE + "charter/")
    draft = Charter.everything.get()
    assert draft.author == cast.fellow
    draft.remove(by=cast.fellow, now=timezone.now())
    assert signed_in(cast.fellow).get(url).status_code == 404
    signed_in(cast.fellow).post(PAGE + "charter/")
    assert signed_in(cast.fellow).get(url).status_code == 200


def test_who_tends_the_group_is_told_once_when_the_day_comes(cast: Cast) -> None:
    write(cast, "purpose", "<p>For a year.</p>")
    owner = signed_in(cast.owner)
    owner.post(PAGE + "charter/question/")
    say(cast.owner, "yes")
    owner.post(PAGE + "charter/closing/", {"review_on": later()})
    remind.func()
    assert not Happening.objects.filter(verb="charter due").exists()
    with time_machine.travel(timezone.now() + timedelta(days=301), tick=False):
        remind.func()
        remind.func()
    assert Happening.objects.get(verb="charter due").about["tell"] == [str(cast.owner.pk)]
