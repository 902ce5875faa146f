"""Loading chats for whoever asks."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from coppice.audience.viewing import Request
from coppice.chats.models import Answer, Chat, Phase
from coppice.kernel.resources import allow


def chat_or_404(request: Request, pk: UUID) -> Chat:
    chat: Chat = get_object_or_404(Chat.objects.visible_to(request.viewer).for_page(), pk=pk)
    return chat


def answer_or_404(request: Request, pk: UUID) -> Answer:
    """A word of the log; once it is closed, one's own or for whoever makes the transcript; then closed to everybody."""
    seen = Answer.objects.visible_to(request.viewer).select_related(
        "chat__transcript", "chat__author", "question", "author"
    )
    answer = get_object_or_404(seen, pk=pk)
    now = timezone.now()
    phase = answer.chat.phase(now)
    if answer.withdrawn_at or phase == Phase.PUBLISHED:
        raise Http404
    if phase == Phase.OVER and not (answer.is_mine(request.user) or answer.chat.may_publish(request.user, now=now)):
        raise Http404
    return answer


def taking_part(request: Request, pk: UUID, now: datetime) -> Chat:
    """A chat in which the person can say something."""
    chat = chat_or_404(request, pk)
    allow(chat.takes_part(request.user, now=now))
    return chat


def my_chat(request: Request, pk: UUID) -> Chat:
    """A chat that the person hosts."""
    chat = chat_or_404(request, pk)
    allow(chat.can_be_changed_by(request.user))
    return chat


def to_publish(request: Request, pk: UUID, now: datetime) -> Chat:
    """A chat whose transcript the person makes, as long as there is none."""
    chat = chat_or_404(request, pk)
    allow(chat.may_publish(request.user, now=now))
    return in_log(chat, now)


def chaired(request: Request, pk: UUID) -> Chat:
    """A chat whose chair the person may take."""
    chat = chat_or_404(request, pk)
    allow(chat.may_chair(request.user))
    return chat


def in_log(chat: Chat, now: datetime) -> Chat:
    """Not once it is a transcript."""
    if chat.phase(now) == Phase.PUBLISHED:
        raise Http404
    return chat
