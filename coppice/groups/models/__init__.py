"""Groups, who belongs to them, and how one comes in."""

from coppice.groups.models.coming_in import Invitation, JoinRequest
from coppice.groups.models.group import Door, Group, GroupQuerySet, Kind, LastFacilitator, Stage
from coppice.groups.models.membership import Membership, Term

__all__ = [
    "Door",
    "Group",
    "GroupQuerySet",
    "Invitation",
    "JoinRequest",
    "Kind",
    "LastFacilitator",
    "Membership",
    "Stage",
    "Term",
]
