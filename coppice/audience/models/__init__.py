"""Item, and the rows that decide who may see it."""

from coppice.audience.models.block import Block, blocked, unblocked
from coppice.audience.models.grants import AudienceChange, Grant, Link
from coppice.audience.models.item import Item, ItemQuerySet, NotYourGroup, Reach

__all__ = [
    "AudienceChange",
    "Block",
    "Grant",
    "Item",
    "ItemQuerySet",
    "Link",
    "NotYourGroup",
    "Reach",
    "blocked",
    "unblocked",
]
