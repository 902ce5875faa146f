"""Comments, what was promised in answer to them, and what a reader had seen."""

from coppice.discussion.models.comment import Comment, Wording
from coppice.discussion.models.guest import Guest, GuestLink
from coppice.discussion.models.holding import Holding, NothingToHold
from coppice.discussion.models.private_note import PrivateNote
from coppice.discussion.models.promise import NoPromise, Promise
from coppice.discussion.models.saying import NothingSaid
from coppice.discussion.models.suggestion import PassageChanged, Suggestion
from coppice.discussion.models.visit import Visit

__all__ = [
    "Comment",
    "Guest",
    "GuestLink",
    "Holding",
    "NoPromise",
    "NothingSaid",
    "NothingToHold",
    "PassageChanged",
    "PrivateNote",
    "Promise",
    "Suggestion",
    "Visit",
    "Wording",
]
