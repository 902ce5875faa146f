"""Editions that are published, who leads a scheme, and drafts of the next edition."""

from coppice.frameworks.models.draft import ChangedMeanwhile, Draft, NotForDrafts, WouldBreak
from coppice.frameworks.models.edition import AlreadyPublished, Document, Edition, EditionQuerySet, checksum_of
from coppice.frameworks.models.lead import Lead, NoSuchLead
from coppice.frameworks.models.version import Publication, Version

__all__ = [
    "AlreadyPublished",
    "ChangedMeanwhile",
    "Document",
    "Draft",
    "Edition",
    "EditionQuerySet",
    "Lead",
    "NoSuchLead",
    "NotForDrafts",
    "Publication",
    "Version",
    "WouldBreak",
    "checksum_of",
]
