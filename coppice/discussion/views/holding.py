"""Keeping what I say to myself until I have finished."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coppice.audience.models import Item
from coppice.audience.viewing import Request
from coppice.discussion.models import Holding
from coppice.discussion.views.loading import item_or_404
from coppice.kernel.resources import allow, next_url, see_other


def begin(request: Request, pk: UUID) -> HttpResponse:
    """From now on nobody else sees it."""
    item, now = item_or_404(request, pk), timezone.now()
    allow(Item.objects.named_for(request.user, now=now).filter(pk=pk).exists())
    Holding.begin(item=item, by=request.user, now=now)
    messages.success(request, _("What you write from now on is for you alone, until you say that you have finished."))
    return see_other(next_url(request, reverse("item", args=[pk])))


def release(request: Request, pk: UUID) -> HttpResponse:
    """I have finished."""
    item, now = item_or_404(request, pk), timezone.now()
    allow(Item.objects.named_for(request.user, now=now).filter(pk=pk).exists())
    held = get_object_or_404(Holding.objects.select_related("item__author"), item=item, person=request.user)
    number = held.release(by=request.user, now=now)
    said = ngettext(
        "{number} comment is there for {author} now.", "{number} comments are there for {author} now.", number
    ).format(number=number, author=item.author.name)
    messages.success(request, said if number else _("There was nothing to show. What you write is seen at once again."))
    return see_other(next_url(request, reverse("item", args=[pk])))
