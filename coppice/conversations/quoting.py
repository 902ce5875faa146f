"""Quoting a post: its words, and where they stand."""

from django.conf import settings

from coppice.audience.viewing import Viewer
from coppice.conversations import wording
from coppice.conversations.models import Post, Topic

LONGEST = 4000


def words(topic: Topic, viewer: Viewer, number: int) -> str:
    """The beginning of an answer: the post as a quotation with its address. Nothing if it is not there for them."""
    if not number:
        return ""
    post = Post.objects.filter(topic=topic, number=number).heard_by(viewer).here().first()
    if post is None or len(post.html) > LONGEST:
        return ""
    where = f'<p><a href="{settings.BASE_URL}{post.permalink}">#{post.number}</a></p>'
    return f"<blockquote>{wording.raised(post.html)}{where}</blockquote><p></p>"
