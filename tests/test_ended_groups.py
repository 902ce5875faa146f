"""In a group that has ended nobody writes, whatever app they write in; what is there can be read."""

import pytest
from django.utils import timezone

from coppice.conversations.models import Post, Topic
from coppice.frameworks.models import Edition
from coppice.groups.models import Group
from coppice.kernel.refusals import Refusal
from coppice.polls.models import Poll
from coppice.polls.models.poll import Terms
from coppice.rounds.models import Round
from tests.cast import Cast, signed_in

pytestmark = pytest.mark.django_db


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
            Terms(question="Late?", choices=["a", "b"], counting="one", secrecy="open", group=group),
            by=cast.owner,
            now=now,
        )
    edition = Edition.objects.offered().get(slug="felt")
    signed_in(cast.owner).post("/groups/evaluation/rounds/", {"edition": str(edition.pk), "about": "Late"})
    assert (Topic.objects.count(), Post.objects.count(), Poll.objects.count(), Round.objects.count()) == (1, 1, 0, 0)
