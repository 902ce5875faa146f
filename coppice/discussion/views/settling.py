"""What becomes of a thread: settled, or open again."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from coppice.audience.viewing import Request
from coppice.discussion.views.loading import comment_or_404
from coppice.kernel.resources import allow, next_url, see_other


def resolve(request: Request, pk: UUID) -> HttpResponse:
    """Say that what the thread asked is settled."""
    comment = comment_or_404(request, pk)
    allow(comment.can_be_resolved_by(request.user))
    comment.resolve(by=request.user, now=timezone.now())
    return see_other(next_url(request, reverse("discussion:comment", args=[pk])))


def reopen(request: Request, pk: UUID) -> HttpResponse:
    comment = comment_or_404(request, pk)
    allow(comment.can_be_resolved_by(request.user))
    comment.reopen(by=request.user)
    return see_other(next_url(request, reverse("discussion:comment", args=[pk])))
