"""Saying something in a topic."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone

from coppice.audience.viewing import Request
from coppice.conversations import mentions
from coppice.conversations.refusing import NotAnyMore, NotYours
from coppice.conversations.views import topics
from coppice.conversations.views.loading import brought, post_or_404, refuse, topic_or_404, typed
from coppice.kernel.refusals import Refusal
from coppice.kernel.resources import see_other


def show(request: Request, pk: UUID) -> HttpResponse:
    """On to the post, where it stands in its topic now."""
    return see_other(post_or_404(request, pk).place)


def reply(request: Request, pk: UUID) -> HttpResponse:
    """Answer; whatever is wrong, what was written stands in its field again."""
    topic, html = topic_or_404(request, pk), typed(request)
    try:
        files = brought(request, unnamed=topic.voice_of(request.user) != request.user)
        post = topic.reply(html=html, by=request.user, now=timezone.now(), once=once(request), files=files)
    except (NotAnyMore, NotYours):
        raise
    except Refusal as refusal:
        refuse(request, refusal.sentence)
        return topics.show(request, pk, html, refusal.status)
    warn(request, post.unheard)
    return see_other(post.place)


def warn(request: Request, unheard: Sequence[str]) -> None:
    """The same words whether nobody has that name or somebody who may not see the topic."""
    for name in unheard:
        messages.warning(request, mentions.NOBODY.format(name=name))


def once(request: Request) -> UUID | None:
    try:
        return UUID(request.POST.get("once", ""))
    except ValueError:
        return None
