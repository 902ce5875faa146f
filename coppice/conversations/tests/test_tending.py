"""Those who tend a talk: what they do stands in a log; reports reach them and nobody else; muting is silent."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from coppice.accounts.models import Person
from coppice.conversations.models import Post, Report, Step, Topic
from coppice.notices.models import Notice
from tests.cast import Cast, signed_in
from tests.planting import everybody_is_told
from tests.visitor import Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic(cast: Cast) -> Topic:
    """The fellow's, in the group that the owner tends, with three answers."""
    made: Topic = Topic.start(title="A topic", html="<p>0</p>", group=cast.group, by=cast.fellow, now=timezone.now())
    for number in "123":
        made.reply(html=f"<p>Answer {number}</p>", by=cast.fellow, now=timezone.now())
    return made


def act(person: Person, topic: Topic, **sent: str) -> int:
    return signed_in(person).post(f"{topic.get_absolute_url()}tending/", sent).status_code


def log_of(cast: Cast, person: Person) -> str:
    return signed_in(person).get("/groups/evaluation/talk/log/").content.decode()


def test_locking_takes_a_reason_that_every_member_reads(cast: Cast, topic: Topic) -> None:
    assert act(cast.fellow, topic, step="lock", reason="mine") == 403
    assert act(cast.owner, topic, step="lock", reason=" ") == 422
    assert act(cast.owner, topic, step="lock", reason="It is settled") == 303
    assert act(cast.owner, topic, step="lock", reason="again") == 303
    said = log_of(cast, cast.fellow)
    assert "Olwen Prys locked the topic: “It is settled”" in said
    assert Step.objects.count() == 1
    assert signed_in(cast.fellow).post(f"{topic.get_absolute_url()}posts/", {"text": "No"}).status_code == 409
    edit = f"{topic.posts.get(number=1).permalink}edit/"
    assert signed_in(cast.fellow).post(edit, {"_method": "PUT", "text": "No"}).status_code == 409
    assert act(cast.owner, topic, step="unlock") == 303
    assert signed_in(cast.fellow).post(f"{topic.get_absolute_url()}posts/", {"text": "Yes"}).status_code == 303


def test_what_is_done_in_a_topic_for_everybody_every_member_reads(cast: Cast) -> None:
    topic = Topic.start(title="For all", html="<p>0</p>", by=cast.fellow, now=timezone.now())
    hidden = Topic.start(title="Hidden", html="<p>0</p>", group=cast.group, by=cast.fellow, now=timezone.now())
    assert act(cast.steward, topic, step="lock", reason="It is settled") == 303
    assert act(cast.owner, hidden, step="lock", reason="So is this") == 303
    elspeth = Visitor(cast.elsewhere).open("/talk/")
    elspeth.follow("What the stewards did in topics for the whole community, and why")
    elspeth.sees("Stella Ray locked the topic: “It is settled”").sees_no("So is this").follow("For all")
    assert signed_in(cast.colleague).get("/talk/log/").status_code == 404


def test_a_slow_topic_lets_everybody_wait_a_while(cast: Cast, topic: Topic) -> None:
    assert act(cast.owner, topic, step="slow", minutes="60", reason="Breathe") == 303
    client, url = signed_in(cast.fellow), f"{topic.get_absolute_url()}posts/"
    answer = client.post(url, {"text": "At once"})
    assert answer.status_code == 429
    assert "At once" in answer.content.decode()
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert signed_in(cast.fellow).post(url, {"text": "Later"}).status_code == 303


def test_a_moved_topic_is_seen_by_the_other_group_alone(cast: Cast, topic: Topic) -> None:
    assert act(cast.owner, topic, step="move", group="media", reason="It is about sound") == 404
    cast.other_group.join(person=cast.owner)
    assert act(cast.owner, topic, step="move", group="media", reason="It is about sound") == 303
    assert signed_in(cast.elsewhere).get(topic.get_absolute_url()).status_code == 200
    assert signed_in(cast.blocked).get(topic.get_absolute_url()).status_code == 404
    assert "A topic" not in log_of(cast, cast.blocked)
    assert "moved the topic to another group" in log_of(cast, cast.blocked)


def test_split_posts_keep_their_addresses(cast: Cast, topic: Topic) -> None:
    third = topic.posts.get(number=3)
    assert act(cast.owner, topic, step="split", first="3", title="Another", reason="Two subjects") == 303
    part = Topic.objects.get(title="Another")
    assert [post.number for post in part.posts.all()] == [1, 2]
    assert [post.number for post in topic.posts.all()] == [1, 2]
    landed = signed_in(cast.fellow).get(third.permalink).headers["Location"]
    assert landed == f"/topics/{part.pk}/?page=1#post-1"
    assert signed_in(cast.elsewhere).get(part.get_absolute_url()).status_code == 404
    where = "Posts of this topic, the first of them number 3, are a topic of their own now: Another."
    femi = Visitor(cast.fellow).open(topic.get_absolute_url()).sees(where, "“Two subjects”")
    assert femi.follow("Another").address == part.get_absolute_url()
    said = log_of(cast, cast.fellow)
    assert "took posts out of the topic, into one of their own (#3): “Two subjects”" in said
    assert "began a topic of its own from these posts (#3): “Two subjects”" in said


def test_where_posts_went_is_told_on_their_page_and_leads_only_whoever_may_see_it(cast: Cast, topic: Topic) -> None:
    for number in range(4, 24):
        topic.reply(html=f"<p>Answer {number}</p>", by=cast.fellow, now=timezone.now())
    assert act(cast.owner, topic, step="split", first="3", last="4", title="Another", reason="Two subjects") == 303
    part, url = Topic.objects.get(title="Another"), topic.get_absolute_url()
    cast.other_group.join(person=cast.owner)
    assert act(cast.owner, part, step="move", group="media", reason="It is about sound") == 303
    bram = Visitor(cast.blocked).open(url).sees("are in a topic of their own now.").sees_no("Another")
    bram.open(f"{url}?page=2").sees_no("in a topic of their own")


def test_a_report_reaches_those_who_tend_and_is_settled_once(cast: Cast, topic: Topic) -> None:
    post = topic.posts.get(number=2)
    page = f"{post.permalink}report/"
    assert signed_in(cast.fellow).post(page, {"reason": "  "}).status_code == 422
    for reason in ("It is unkind", "It is very unkind"):
        assert signed_in(cast.fellow).post(page, {"reason": reason}).status_code == 303
    everybody_is_told()
    assert [one.person for one in Notice.objects.filter(happening__verb="post reported")] == [cast.owner]
    assert "It is very unkind" in signed_in(cast.owner).get("/reports/").content.decode()
    assert "unkind" not in signed_in(cast.blocked).get("/reports/").content.decode()
    found = Report.objects.get()
    url = f"/reports/{found.pk}/"
    assert signed_in(cast.fellow).post(url, {"do": "leave"}).status_code == 404
    assert signed_in(cast.owner).post(url, {"do": "withdraw"}).status_code == 422
    for _time in "12":
        assert signed_in(cast.owner).post(url, {"do": "withdraw", "reason": "Unkind"}).status_code == 303
    said = signed_in(cast.fellow).get(topic.get_absolute_url()).content.decode()
    assert "Withdrawn by those who tend this group: Unkind" in said
    assert "Answer 1" not in said
    assert Step.objects.count() == 1


def test_muting_folds_away_and_nobody_learns_of_it(cast: Cast, topic: Topic) -> None:
    before = signed_in(cast.fellow).get(topic.get_absolute_url()).content
    url = f"{topic.posts.get(number=2).permalink}mute/"
    assert signed_in(cast.owner).post(url, {"_method": "PUT"}).status_code == 303
    assert (
        "Somebody whose posts you folded away" in signed_in(cast.owner).get(topic.get_absolute_url()).content.decode()
    )
    Topic.objects.get(pk=topic.pk).reply(html="<p>Hear me</p>", by=cast.owner, now=timezone.now())
    topic.reply(html="<p>And me</p>", by=cast.fellow, now=timezone.now())
    everybody_is_told()
    assert not Notice.objects.filter(person=cast.owner, happening__verb="posted").exists()
    assert len(before) > 1000
    assert signed_in(cast.owner).post(url, {"_method": "DELETE"}).status_code == 303
    assert "folded away" not in signed_in(cast.owner).get(topic.get_absolute_url()).content.decode()


def test_a_guest_reads_and_answers_here_and_nowhere_else(cast: Cast, topic: Topic) -> None:
    other = Topic.start(title="Other", html="<p>x</p>", group=cast.group, by=cast.fellow, now=timezone.now())
    url = f"{topic.get_absolute_url()}guests/"
    sent = {"email": cast.colleague.email, "reason": "Knows law", "until": str(timezone.localdate())}
    assert signed_in(cast.blocked).post(url, sent).status_code == 403
    assert signed_in(cast.owner).post(url, {**sent, "email": "nobody@a.example"}).status_code == 303
    assert signed_in(cast.colleague).get(topic.get_absolute_url()).status_code == 404
    assert signed_in(cast.fellow).post(url, sent).status_code == 303
    guest = signed_in(cast.colleague)
    assert guest.get(topic.get_absolute_url()).status_code == 200
    assert guest.post(f"{topic.get_absolute_url()}posts/", {"text": "By law …"}).status_code == 303
    assert guest.get(other.get_absolute_url()).status_code == 404
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        assert signed_in(cast.colleague).get(topic.get_absolute_url()).status_code == 404
    grant = topic.grants.get(address=cast.colleague.email)
    assert signed_in(cast.owner).post(url, {"_method": "DELETE", "grant": str(grant.pk)}).status_code == 303
    assert signed_in(cast.colleague).get(topic.get_absolute_url()).status_code == 404
    assert Post.objects.filter(author=cast.colleague).count() == 1
