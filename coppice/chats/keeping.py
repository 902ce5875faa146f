"""What a member said in the chat hours of a group, to take along."""

from __future__ import annotations

from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.chats.models import Answer
from coppice.groups import keeping
from coppice.groups.models import Group


def said_in_chats(group: Group, member: Person) -> str:
    """Their own answers and replies as they are now, each with the number of its question (two queries)."""
    answers = Answer.objects.visible_to(member).filter(author=member, chat__group=group, withdrawn_at=None)
    found = answers.select_related("chat", "question").order_by("chat__starts_at", "chat_id", "place")
    said = (keeping.Said(one.chat_id, one.chat.title, one.said_at, one.html, label=one.question.label) for one in found)
    return keeping.together(_("What you said in chat hours"), said)
