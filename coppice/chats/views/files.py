"""What one takes along: a chat for one’s calendar."""

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone

from coppice.audience.viewing import Request
from coppice.chats.calendar import as_calendar
from coppice.chats.views.loading import chat_or_404


def calendar(request: Request, pk: UUID) -> HttpResponse:
    chat = chat_or_404(request, pk)
    headers = {"Content-Disposition": 'attachment; filename="chat.ics"'}
    text = as_calendar(chat, now=timezone.now())
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)
