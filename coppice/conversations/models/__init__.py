"""Topics, the posts in them, and what people do with both."""

from coppice.conversations.models.attached import Attached
from coppice.conversations.models.finding import Sort
from coppice.conversations.models.moderating import GroupWays, Mute, Report, Step
from coppice.conversations.models.outcome import Outcome
from coppice.conversations.models.post import Post, Wording
from coppice.conversations.models.tag import Tag
from coppice.conversations.models.taking_part import Following, Mention, Offer, Reaction
from coppice.conversations.models.topic import Topic
from coppice.conversations.models.unnamed import Asking

__all__ = [
    "Asking",
    "Attached",
    "Following",
    "GroupWays",
    "Mention",
    "Mute",
    "Offer",
    "Outcome",
    "Post",
    "Reaction",
    "Report",
    "Sort",
    "Step",
    "Tag",
    "Topic",
    "Wording",
]
