"""What is new, as server-sent events, answered at once.

The live process (`coppice.chats.live`) has the same address and keeps the line open. Where no server in front leads
there, this answers instead: what is new since the number a browser has, and the browser comes again in two seconds.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language

from coppice.audience.viewing import Request
from coppice.chats import news
from coppice.chats.models import Phase, pace
from coppice.chats.models.answer import hidden_from
from coppice.chats.views.loading import chat_or_404

SEEN_EVERY = timedelta(seconds=30)


def show(request: Request, pk: UUID) -> HttpResponse:
    chat, now = chat_or_404(request, pk), timezone.now()
    after = news.number(request.headers.get("Last-Event-ID") or request.GET.get("after"))
    if chat.phase(now) in {Phase.OVER, Phase.PUBLISHED, Phase.CALLED_OFF}:
        found = [one for one in news.since(chat, after) if one.kind == "state"]
        if not found:
            return HttpResponse(status=204, headers={"Cache-Control": "no-store"})
    else:
        found = news.without(news.since(chat, after), frozenset(hidden_from(request.viewer.person)))
    if chat.is_chaired_by(request.viewer.person) and now - (chat.chair_seen_at or chat.created_at) > SEEN_EVERY:
        pace.seen(chat, now=now)
    zone, language = timezone.get_current_timezone_name(), get_language() or "en"
    told = news.stream(found, language=language, zone=zone, now=now)
    return HttpResponse(told, content_type="text/event-stream", headers={"Cache-Control": "no-store"})
