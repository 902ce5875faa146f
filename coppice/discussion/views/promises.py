"""What the author of a text promised in answer to a comment."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from coppice.audience.viewing import Request
from coppice.discussion.models import Promise
from coppice.discussion.views.loading import comment_or_404
from coppice.kernel.resources import allow, next_url, see_other


def my_promise(request: Request, pk: UUID) -> Promise:
    comment = comment_or_404(request, pk)
    allow(comment.can_be_promised_by(request.user))
    return get_object_or_404(Promise.objects.select_related("comment__item", "comment__parent"), pk=pk)


def make(request: Request, pk: UUID) -> HttpResponse:
    """My answer is a promise."""
    comment = comment_or_404(request, pk)
    allow(comment.can_be_promised_by(request.user))
    Promise.make(comment, by=request.user, now=timezone.now())
    return back(request, pk)


def take_back(request: Request, pk: UUID) -> HttpResponse:
    """It will not be done."""
    my_promise(request, pk).take_back(by=request.user, now=timezone.now())
    return back(request, pk)


def keep(request: Request, pk: UUID) -> HttpResponse:
    """It is done."""
    my_promise(request, pk).keep(by=request.user, now=timezone.now())
    return back(request, pk)


def open_again(request: Request, pk: UUID) -> HttpResponse:
    """It is not done after all."""
    my_promise(request, pk).open_again(by=request.user)
    return back(request, pk)


def back(request: Request, pk: UUID) -> HttpResponse:
    return see_other(next_url(request, reverse("discussion:comment", args=[pk])))
