"""What one wrote and at least five thanked for: a number and one's own words, nobody's name."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from coppice.conversations.models import Topic
from coppice.journal.models import Entry
from coppice.proposals import finding
from coppice.proposals.facts import Fact
from tests.cast import Cast, a_person, signed_in

pytestmark = pytest.mark.django_db


def facts(cast: Cast) -> list[Fact]:
    return [fact for fact in finding.proposals(cast.fellow, now=timezone.now()) if fact.source == "thanked"]


def test_five_who_thank_make_a_fact_without_names(cast: Cast) -> None:
    now = timezone.now()
    topic = Topic.start(title="Captions", html="<p>A few notes.</p>", group=cast.group, by=cast.owner, now=now)
    post = topic.reply(html="<p>We say it aloud.</p>", by=cast.fellow, now=now)
    url = reverse("conversations:reactions", args=[post.pk])
    assert signed_in(cast.fellow).post(url, {"meaning": "thanks"}).status_code == 403, "nobody thanks themselves"
    people = [cast.owner, *(a_person(f"Member {name}") for name in ("One", "Two", "Three", "Four"))]
    for number, person in enumerate(people, 1):
        cast.group.join(person=person)
        assert signed_in(person).post(url, {"meaning": "thanks"}).status_code == 303
        assert bool(facts(cast)) is (number == 5), "of fewer than five nothing is said"
    [fact] = facts(cast)
    assert "I wrote something in the group “Evaluation SIG”, and 5 people thanked me for it." in fact.told
    assert fact.own == "We say it aloud."
    assert not any(person.name in fact.html for person in people)
    signed_in(cast.fellow).post(reverse("proposals:proposal", args=["thanked", post.pk]))
    assert "5 people thanked me" in Entry.objects.get(keeper=cast.fellow).text("happened")
    assert not facts(cast)


def test_what_was_withdrawn_or_helped_is_not_offered_for_thanks(cast: Cast) -> None:
    now = timezone.now()
    given = {"group": cast.group, "sort": "question", "by": cast.owner, "now": now}
    topic = Topic.start(title="Captions", html="<p>Who does it?</p>", **given)
    helped = topic.reply(html="<p>I do.</p>", by=cast.fellow, now=now)
    gone = topic.reply(html="<p>Never mind.</p>", by=cast.fellow, now=now)
    for post in (helped, gone):
        post.count(thanks=6)
    helped.find_helpful(True, by=cast.owner, now=now)
    gone.withdraw(by=cast.fellow, now=now)
    assert not facts(cast), "what helped is a fact of its own"
