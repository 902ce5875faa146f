"""Agreements: accepted on the way in, asked again, and never laxer than they were."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from coppice.groups import agreed
from coppice.groups.models import Group, Invitation, JoinRequest
from coppice.groups.tasks import forget_answered
from coppice.happenings.models import Happening
from coppice.tending import rules
from coppice.tending.models import Acceptance, Agreement, Confidentiality, Uses
from coppice.tending.rules import Leaves, Rule, Use
from tests.cast import NOON, Cast, signed_in

PAGE = "/groups/evaluation/"
RULES = st.builds(Rule, st.sampled_from(Leaves), st.booleans(), st.sampled_from(Use))
KINDS = st.tuples(st.sampled_from(Confidentiality.values), st.sampled_from(Uses.values))


def make(cast: Cast, confidentiality: str = "quote", **more: Any) -> Any:
    last = Agreement.objects.in_force(cast.group)
    sent = {
        "behaviour": "We listen.",
        "confidentiality": confidentiality,
        "uses": "ask",
        "seen": last.number if last else 0,
    }
    return signed_in(cast.owner).post(PAGE + "agreement/", {**sent, **more})


@pytest.mark.django_db
def test_it_is_accepted_on_joining_and_a_change_asks_again(cast: Cast) -> None:
    assert make(cast).status_code == 303
    fellow, newcomer = signed_in(cast.fellow), signed_in(cast.elsewhere)
    assert "has an agreement now" in fellow.get(PAGE).content.decode()
    page = newcomer.get(PAGE).content.decode()
    assert "Quote with permission" in page
    assert "Accept and join" in page
    assert newcomer.post(PAGE + "entrance/", {"agreement": "an older one"}).status_code == 422
    assert not cast.group.has(cast.elsewhere)
    first = Agreement.objects.get()
    assert newcomer.post(PAGE + "entrance/", {"agreement": str(first.pk)}).status_code == 303
    assert first.is_accepted_by(cast.elsewhere)
    assert fellow.post(PAGE + "agreement/acceptance/", {"agreement": str(first.pk)}).status_code == 303
    assert "has an agreement now" not in fellow.get(PAGE).content.decode()
    assert make(cast, "chatham", note="Names stay out").status_code == 303
    assert "has changed" in fellow.get(PAGE).content.decode()
    assert "Names stay out" in fellow.get(PAGE).content.decode()
    assert Acceptance.objects.filter(person=cast.fellow).count() == 1
    assert Happening.objects.filter(verb="agreement changed").count() == 2


@pytest.mark.django_db
def test_two_who_write_it_at_once_do_not_write_over_each_other(cast: Cast) -> None:
    make(cast)
    page = make(cast, "stays", seen=0, behaviour="Of another tab.")
    assert page.status_code == 422
    assert "Of another tab." in page.content.decode()
    assert make(cast).status_code == 422
    assert Agreement.objects.count() == 1
    assert signed_in(cast.fellow).post(PAGE + "agreement/", {}).status_code == 403


@pytest.mark.django_db
def test_what_was_written_under_a_stricter_agreement_keeps_it(cast: Cast) -> None:
    assert rules.of(cast.group).since(NOON) == rules.UNSAID
    days = [timezone.now() - timedelta(days=days) for days in (30, 20, 10)]
    for day, confidentiality in zip(days, ["chatham", "stays", "open"], strict=True):
        Agreement.make(
            group=cast.group, behaviour=f"<p>{confidentiality}</p>", confidentiality=confidentiality, uses="free",
            by=cast.owner, now=day,
        )  # fmt: skip
    hour = timedelta(hours=1)
    made = rules.of(cast.group)
    before, under_chatham, under_stays, now = (made.since(day) for day in [days[0] - hour, *(d + hour for d in days)])
    assert not any(rule.may_be_quoted for rule in (before, under_chatham, under_stays))
    assert (now.must_ask, now.may_name, now.may_be_quoted) == (False, True, True)


@settings(max_examples=60, deadline=None)
@given(RULES, RULES, RULES)
def test_the_stricter_of_rules_keeps_what_each_asks_and_no_more(one: Rule, two: Rule, three: Rule) -> None:
    both = one.stricter(two)
    assert both == two.stricter(one)
    assert one.stricter(one) == one
    assert both.stricter(three) == one.stricter(two.stricter(three))
    for rule in (one, two):
        assert both.stricter(rule) == both
        assert both.may_be_quoted <= rule.may_be_quoted
        assert both.may_name <= rule.may_name
        assert both.use >= rule.use
    if three.stricter(one) == three and three.stricter(two) == three:
        assert three.stricter(both) == three
    assert both.sentence


@settings(max_examples=60, deadline=None)
@given(st.lists(KINDS, max_size=6), st.integers(-1, 6))
def test_no_change_of_the_agreement_ever_loosens_what_held(made: list[tuple[str, str]], written: int) -> None:
    """Whatever is agreed afterwards, a thing is under no laxer rule than the one it was written under."""
    days = [NOON + timedelta(days=number) for number in range(len(made))]
    moment = NOON + timedelta(days=written, hours=1)
    rows = [(day, *kind) for day, kind in zip(days, made, strict=True)]
    then = rules.read([row for row in rows if row[0] <= moment]).now
    last = then
    for so_far in range(sum(day <= moment for day in days), len(rows) + 1):
        known = rules.read(rows[:so_far])
        rule = known.since(moment)
        assert rule == last.stricter(known.now)
        last = rule


@pytest.mark.django_db
def test_lower_floors_ask_what_was_agreed(cast: Cast) -> None:
    assert not agreed.now(cast.group).stays
    days = [timezone.now() - timedelta(days=days) for days in (20, 10)]
    for day, confidentiality in zip(days, ["stays", "chatham"], strict=True):
        Agreement.make(
            group=cast.group, behaviour=f"<p>{confidentiality}</p>", confidentiality=confidentiality, uses="free",
            by=cast.owner, now=day,
        )  # fmt: skip
    assert agreed.since(cast.group.pk, days[0]).sentence == "It stays in the group."
    assert agreed.since(cast.group, days[0]).stays
    assert agreed.now(cast.group).sentence == "It may be told elsewhere, but not who said it."


@pytest.mark.django_db
def test_one_asks_and_is_let_in_with_a_few_words(cast: Cast) -> None:
    Group.objects.filter(pk=cast.group.pk).update(door="request")
    asking, owner = signed_in(cast.elsewhere), signed_in(cast.owner)
    assert asking.post(PAGE + "membership/").status_code == 422
    for words in ("Let me in.", "I evaluate too."):
        assert asking.post(PAGE + "requests/", {"words": words}).status_code == 303
    one = JoinRequest.objects.get()
    assert "You asked to join" in asking.get(PAGE).content.decode()
    assert "1 member asks to join" in owner.get(PAGE).content.decode()
    assert "I evaluate too." in owner.get(PAGE + "requests/").content.decode()
    address = f"/group-requests/{one.pk}/"
    assert signed_in(cast.fellow).get(PAGE + "requests/").status_code == 403
    assert asking.post(address, {"_method": "PUT", "answer": "yes"}).status_code == 404
    assert owner.post(address, {"_method": "PUT", "answer": "no", "words": "We are full."}).status_code == 303
    assert "We are full." in asking.get(PAGE).content.decode()
    assert owner.post(address, {"_method": "PUT", "answer": "yes"}).status_code == 409
    asking.post(PAGE + "requests/", {"words": "Now?"})
    again = JoinRequest.objects.open().get()
    owner.post(f"/group-requests/{again.pk}/", {"_method": "PUT", "answer": "yes"})
    assert cast.group.has(cast.elsewhere)
    asking.post(PAGE + "requests/", {"_method": "DELETE"})
    told = set(Happening.objects.filter(actor=cast.owner).values_list("verb", flat=True))
    assert {"group request declined", "group request accepted"} <= told


@pytest.mark.django_db
def test_what_was_said_about_coming_in_is_forgotten_ninety_days_after_the_answer(cast: Cast) -> None:
    cast.group.door = "request"
    cast.group.save(update_fields=["door"])
    now = timezone.now()
    for asking, days in [(cast.elsewhere, 91), (cast.steward, 89)]:
        one = JoinRequest.ask(group=cast.group, by=asking, words="Let me in.", now=now)
        one.answer(is_accepted=False, words="We are full.", by=cast.owner, now=now - timedelta(days=days))
    waiting = JoinRequest.ask(group=cast.group, by=cast.elsewhere, words="Now?", now=now - timedelta(days=200))
    invited = Invitation.invite(group=cast.group, person=cast.steward, words="Come in.", by=cast.owner, now=now)
    invited.answer(is_accepted=False, now=now - timedelta(days=91))
    forget_answered.func()
    left = JoinRequest.objects.order_by("made_at")
    assert [(one.person, one.is_accepted) for one in left] == [(waiting.person, None), (cast.steward, False)]
    assert not Invitation.objects.exists()


@pytest.mark.django_db
def test_one_is_invited_into_what_nobody_else_can_see(cast: Cast) -> None:
    Group.objects.filter(pk=cast.group.pk).update(door="invitation", is_listed=False)
    make(cast, "stays")
    owner, guest = signed_in(cast.owner), signed_in(cast.elsewhere)
    assert guest.get(PAGE).status_code == 404
    assert owner.post(PAGE + "invitations/", {"who": "nobody like that"}).status_code == 422
    assert owner.post(PAGE + "invitations/", {"who": "Elspeth Munro", "words": "Come in."}).status_code == 303
    assert "Come in." in guest.get(PAGE).content.decode()
    one = Invitation.objects.get()
    address = f"/group-invitations/{one.pk}/"
    assert signed_in(cast.fellow).post(address, {"_method": "DELETE"}).status_code == 403
    assert signed_in(cast.reader).post(address, {"_method": "PUT"}).status_code == 404
    assert guest.post(address, {"_method": "DELETE"}).status_code == 303
    assert guest.get(PAGE).status_code == 404
    owner.post(PAGE + "invitations/", {"who": "Elspeth Munro"})
    again = Invitation.objects.open().get()
    seen = Agreement.objects.get().pk
    assert guest.post(f"/group-invitations/{again.pk}/", {"_method": "PUT", "agreement": str(seen)}).status_code == 303
    assert cast.group.has(cast.elsewhere)
    assert Agreement.objects.get().is_accepted_by(cast.elsewhere)
