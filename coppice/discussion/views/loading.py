"""What the views load, through the rule of privacy."""

from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone

from coppice.audience.models import Item
from coppice.audience.viewing import Request
from coppice.discussion.models import Comment


def item_or_404(request: Request, pk: UUID) -> Item:
    item: Item = get_object_or_404(Item.objects.visible_to(request.viewer).select_related("author"), pk=pk)
    return item


def comment_or_404(request: Request, pk: UUID) -> Comment:
    seen = Comment.objects.visible_to(request.viewer, now=timezone.now())
    return get_object_or_404(seen.select_related("item__author", "author", "parent"), pk=pk)
