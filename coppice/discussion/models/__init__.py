"""Comments, and what a reader had seen."""

from coppice.discussion.models.comment import Comment, NothingSaid, Wording
from coppice.discussion.models.visit import Visit

__all__ = ["Comment", "NothingSaid", "Visit", "Wording"]
