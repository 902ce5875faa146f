"""What somebody is told, how they want to be mailed, and the letters that went."""

from coppice.notices.kinds import When
from coppice.notices.models.choice import Choice, Hours
from coppice.notices.models.letter import Letter, Told
from coppice.notices.models.notice import Notice, plain, tell

__all__ = ["Choice", "Hours", "Letter", "Notice", "Told", "When", "plain", "tell"]
