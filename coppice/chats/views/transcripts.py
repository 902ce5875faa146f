"""The transcript: arranged by its host, published once, read as a page, on paper and as Markdown."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.audience.sentences import agreed_of, sentence_for
from coppice.audience.viewing import Request
from coppice.chats import arranging, rearranging
from coppice.chats.as_markdown import as_markdown
from coppice.chats.models import Chat, Kind, Line, Phase, Transcript
from coppice.chats.views.loading import chat_or_404, to_publish
from coppice.kernel.addresses import address
from coppice.kernel.resources import allow, see_other


def published(request: Request, pk: UUID) -> Chat:
    chat = chat_or_404(request, pk)
    if chat.phase(timezone.now()) != Phase.PUBLISHED:
        raise Http404
    return chat


def lines(request: Request, chat: Chat) -> list[Line]:
    """The lines that this reader may read, each knowing whether they may take words out of it."""
    found = list(Line.objects.visible_to(request.viewer).filter(transcript=chat.pk).select_related("redacted_by"))
    person = request.viewer.person
    chairs = chat.may_chair(person)
    for line in found:
        line.can_be_taken_out = line.says and person is not None and (chairs or line.person_id == person.pk)
    return found


def show(request: Request, pk: UUID) -> HttpResponse:
    chat = published(request, pk)
    sentence = sentence_for(chat, request.user)
    context = {"chat": chat, "lines": lines(request, chat), "kinds": Kind, "sentence": sentence}
    context["agreed"] = agreed_of(chat).sentence
    return render(request, "chats/transcript.html", context)


def markdown(request: Request, pk: UUID) -> HttpResponse:
    """The same as a file."""
    chat = published(request, pk)
    headers = {"Content-Disposition": f'attachment; filename="chat-{timezone.localdate(chat.starts_at)}.md"'}
    text = as_markdown(chat, lines(request, chat))
    return HttpResponse(text, content_type="text/markdown; charset=utf-8", headers=headers)


def draft(request: Request, pk: UUID) -> HttpResponse:
    """The lines in the order they would have, to be arranged."""
    now = timezone.now()
    chat = to_publish(request, pk, now)
    parts = list(chat.parts.all())
    context: dict[str, Any] = {
        "chat": chat,
        "asked": rearranging.board(chat, now=now),
        "preview": arranging.lines_of(chat, now=now) if chat.phase(now) in {Phase.LATER, Phase.OVER} else [],
        "silent": sum(not part.choice for part in parts),
        "is_over": chat.phase(now) == Phase.OVER,
        "kinds": Kind,
    }
    return render(request, "chats/draft.html", context)


def arrange(request: Request, pk: UUID) -> HttpResponse:
    """One answer a place up or down, cut, or put back."""
    chat = to_publish(request, pk, timezone.now())
    answer = get_object_or_404(chat.answers, pk=request.POST.get("answer") or None)
    rearranging.do(answer, request.POST.get("do", ""))
    return see_other(f"{address('chats:draft', chat.pk)}#line-{answer.pk}")


def publish(request: Request, pk: UUID) -> HttpResponse:
    """Close the chat for good."""
    now = timezone.now()
    Transcript.publish(to_publish(request, pk, now), by=request.user, now=now)
    messages.success(request, _("The transcript is published, and whoever took part is told."))
    return see_other(address("chats:transcript", pk))


def line_or_404(request: Request, pk: UUID, place: int) -> Line:
    chat = published(request, pk)
    seen = Line.objects.visible_to(request.viewer).select_related("transcript__chat", "redacted_by")
    return get_object_or_404(seen, transcript=chat.pk, place=place)


def line(request: Request, pk: UUID, place: int) -> HttpResponse:
    """One line, by whoever may take words out of it."""
    one = line_or_404(request, pk, place)
    allow(one.can_be_redacted_by(request.user))
    context = {"line": one, "chat": one.transcript.chat, "is_own_pseudonym": one.is_own_pseudonym(request.user)}
    return render(request, "chats/line.html", context)


def redact(request: Request, pk: UUID, place: int) -> HttpResponse:
    """Take its words out, everywhere; who, when and why stays."""
    one = line_or_404(request, pk, place)
    allow(one.can_be_redacted_by(request.user))
    one.redact(why=request.POST.get("why", ""), by=request.user, now=timezone.now())
    if one.is_own_pseudonym(request.user):
        messages.success(request, _("The words are gone. When and why stands in their place, and not your name."))
    else:
        messages.success(request, _("The words are gone. Who took them out, when and why stands in their place."))
    return see_other(f"{address('chats:transcript', pk)}#line-{place}")
