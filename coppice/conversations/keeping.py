"""What a member posted in the topics of a group, to take along. What they asked without a name stays without one."""

from __future__ import annotations

from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.conversations.models import Post
from coppice.conversations.models.attached import Attached, in_words
from coppice.groups import keeping
from coppice.groups.models import Group


def said_in_topics(group: Group, member: Person) -> str:
    """Their own posts as they are now, topic by topic (two queries)."""
    posts = Post.objects.visible_to(member).here().filter(author=member, topic__home=group)
    found = list(posts.select_related("topic").order_by("topic__created_at", "topic_id", "number"))
    files = Attached.of(found)
    said = (
        keeping.Said(
            post.topic_id,
            post.topic.title,
            post.made_at,
            post.html,
            with_it=in_words([one.name for one in files[post.pk]]),
        )
        for post in found
    )
    return keeping.together(_("What you wrote in topics"), said)
