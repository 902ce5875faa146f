"""Entries, and what hangs on them."""

from coppice.journal.models.entry import Entry, Impact
from coppice.journal.models.hangings import EntryCode, EntryLink, Tool
from coppice.journal.models.origin import Origin
from coppice.journal.models.permission import Permission, PermissionState

__all__ = ["Entry", "EntryCode", "EntryLink", "Impact", "Origin", "Permission", "PermissionState", "Tool"]
