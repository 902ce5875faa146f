"""Revisions, and the writing they keep."""

from coppice.revisions.models.revision import Cause, Revision
from coppice.revisions.models.written import Conflict, Saved, TooLong, Written

__all__ = ["Cause", "Conflict", "Revision", "Saved", "TooLong", "Written"]
