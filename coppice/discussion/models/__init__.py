"""Comments, what was promised in answer to them, and what a reader had seen."""

from coppice.discussion.models.comment import Comment, NothingSaid, Wording
from coppice.discussion.models.holding import Holding, NothingToHold
from coppice.discussion.models.promise import NoPromise, Promise
from coppice.discussion.models.suggestion import PassageChanged, Suggestion
from coppice.discussion.models.visit import Visit

__all__ = [
    "Comment",
    "Holding",
    "NoPromise",
    "NothingSaid",
    "NothingToHold",
    "PassageChanged",
    "Promise",
    "Suggestion",
    "Visit",
    "Wording",
]
