"""Somebody is about to leave; an administrator opened something."""

from coppice.privacy.models.departure import Departure, OnlyAdministrator, tell_groups, tended_alone
from coppice.privacy.models.opening import CannotOpen, Opening

__all__ = ["CannotOpen", "Departure", "OnlyAdministrator", "Opening", "tell_groups", "tended_alone"]
