"""What a chat hour is made of."""

from coppice.chats.models.answer import Answer
from coppice.chats.models.chat import Chat
from coppice.chats.models.part import Choice, Part
from coppice.chats.models.phase import Closed, Phase
from coppice.chats.models.question import Question
from coppice.chats.models.transcript import Kind, Line, Transcript

__all__ = ["Answer", "Chat", "Choice", "Closed", "Kind", "Line", "Part", "Phase", "Question", "Transcript"]
