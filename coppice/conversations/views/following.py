"""Following a topic, or not any more; not reading somebody; and having nothing to do with them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.audience.models import Block
from coppice.audience.viewing import Request
from coppice.conversations.models import Asking, Following, Mute
from coppice.conversations.models.unnamed import STAND_IN
from coppice.conversations.views.loading import post_or_404, topic_or_404
from coppice.kernel.resources import allow, see_other
from coppice.people.views.blocks import begin


def follow(request: Request, pk: UUID) -> HttpResponse:
    return choose(request, pk, follow=True)


def stop(request: Request, pk: UUID) -> HttpResponse:
    return choose(request, pk, follow=False)


def choose(request: Request, pk: UUID, *, follow: bool) -> HttpResponse:
    """Whoever asks without a name follows no topic of theirs: a row would tell who they are."""
    topic = topic_or_404(request, pk)
    allow(not Asking.is_by(request.user, topic))
    Following.choose(topic, follow=follow, by=request.user)
    said = _("You are told of what is said here.") if follow else _("You are not told of this any more.")
    messages.success(request, said)
    return see_other(topic.get_absolute_url())


def mute(request: Request, pk: UUID) -> HttpResponse:
    """Fold away what the author of this post writes, here and everywhere, for oneself alone."""
    post = post_or_404(request, pk)
    person = get_object_or_404(Person, pk=post.author_id)
    allow(person.pk not in {request.user.pk, STAND_IN})
    Mute.choose(person, mute=True, by=request.user)
    messages.success(request, _("What they write is folded away for you. They do not learn of it."))
    return see_other(post.place)


def unmute(request: Request, pk: UUID) -> HttpResponse:
    post = post_or_404(request, pk)
    Mute.choose(post.author, mute=False, by=request.user)
    messages.success(request, _("What they write stands open for you again."))
    return see_other(post.place)


def block(request: Request, pk: UUID) -> HttpResponse:
    """See nothing of the author of this post any more, nor they of oneself. Pressed twice, it is done once."""
    made = Block.objects.filter(by=request.user, against__posts=pk).select_related("against").first()
    person = made.against if made else post_or_404(request, pk).author
    allow(person.pk != STAND_IN)
    return begin(request, person)
