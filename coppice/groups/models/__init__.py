"""Groups, who belongs to them, and how one comes in."""

from coppice.groups.models.coming_in import Invitation, JoinRequest
from coppice.groups.models.group import GOES_ON, Door, Group, GroupQuerySet, Kind, NotOpen, Stage
from coppice.groups.models.membership import Membership, Term
from coppice.groups.models.tended import HasEnded, LastFacilitator

__all__ = [
    "GOES_ON",
    "Door",
    "Group",
    "GroupQuerySet",
    "HasEnded",
    "Invitation",
    "JoinRequest",
    "Kind",
    "LastFacilitator",
    "Membership",
    "NotOpen",
    "Stage",
    "Term",
]
