"""In a group that has ended nobody writes, whatever app they write in; what is there can be read."""

import pytest
from django.utils import timezone

from coppice.conversations.models import Post, Topic
from coppice.frameworks.models import Edition
from coppice.groups.models import Group
from coppice.groups.models.tended import HasEnded
from coppice.kernel.refusals import Refusal
from coppice.polls.models import Poll
from coppice.polls.models.poll import Terms
from coppice.rounds.models import Round
from tests.cast import Cast, signed_in

pytestmark = pytest.mark.django_db


def test_nobody_votes_or_rewords_where_a_group_has_ended(cast: Cast) -> None:
    now = timezone.now()
    terms = Terms(question="In time?", choices=["a", "b"], counting="single", secrecy="named", group=cast.group)
    poll = Poll.open(terms, by=cast.owner, now=now)
    poll.vote([0], by=cast.fellow, now=now)
    topic = Topic.start(title="Before", html="<p>Said in time.</p>", group=cast.group, by=cast.owner, now=now)
    post = topic.posts.get()
    Group.objects.filter(pk=cast.group.pk).update(stage="ended")
    with pytest.raises(HasEnded):
        poll.vote([1], by=cast.fellow, now=now)
    with pytest.raises(HasEnded):
        poll.take_vote_back(by=cast.fellow, now=now)
    voted = signed_in(cast.fellow).post(f"{poll.get_absolute_url()}vote/", {"_method": "PUT", "choice": "1"})
    assert "has ended" in voted.content.decode()
    signed_in(cast.owner).post(f"/posts/{post.pk}/edit/", {"_method": "PUT", "text": "Late."})
    assert (poll.votes.get().chosen, topic.posts.get().html) == ([0], post.html)


def test_nobody_writes_where_a_group_has_ended(cast: Cast) -> None:
    now = timezone.now()
    topic = Topic.start(title="Before", html="<p>Said in time.</p>", group=cast.group, by=cast.owner, now=now)
    Group.objects.filter(pk=cast.group.pk).update(stage="ended")
    fellow, address = signed_in(cast.fellow), topic.get_absolute_url()
    assert "Said in time." in fellow.get(address).content.decode()
    fellow.post(address + "posts/", {"text": "Late."})
    group = Group.objects.get(pk=cast.group.pk)
    with pytest.raises(Refusal):
        Topic.start(title="Late", html="<p>Late.</p>", group=group, by=cast.owner, now=now)
    with pytest.raises(Refusal):
        Poll.open(
            Terms(question="Late?", choices=["a", "b"], counting="single", secrecy="named", group=group),
            by=cast.owner,
            now=now,
        )
    edition = Edition.objects.offered().get(slug="felt")
    signed_in(cast.owner).post("/groups/evaluation/rounds/", {"edition": str(edition.pk), "about": "Late"})
    assert (Topic.objects.count(), Post.objects.count(), Poll.objects.count(), Round.objects.count()) == (1, 1, 0, 0)
