"""Saying something in a chat, changing it, taking it back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.audience.viewing import Request
from coppice.chats.models import Answer, Chat
from coppice.chats.views.loading import answer_or_404, in_log, taking_part
from coppice.kernel import richtext
from coppice.kernel.refusals import Refusal, wants_json
from coppice.kernel.resources import allow, see_other


def say(request: Request, pk: UUID) -> HttpResponse:
    """Answer a question, or reply to an answer. Sent twice, it is said once."""
    now = timezone.now()
    chat = in_log(taking_part(request, pk, now), now)
    number, sent = request.POST.get("question", ""), request.POST
    question = get_object_or_404(chat.questions, number=int(number) if number.isdigit() and len(number) < 4 else 0)
    answer = chat.answer(
        question=question,
        html=richtext.from_markdown(sent.get("text", "")),
        by=request.user,
        now=now,
        once=as_id(sent.get("once", "")),
        parent=parent_of(request, chat),
    )
    if wants_json(request):
        answer.is_own = answer.can_be_reworded = True
        html = render_to_string("chats/answer.html", {"answer": answer, "may": True})
        return JsonResponse({"id": str(answer.pk), "seq": answer.seq, "html": html}, status=201)
    return see_other(f"{chat.get_absolute_url()}#answer-{answer.pk}")


def parent_of(request: Request, chat: Chat) -> Answer | None:
    """What it replies to; it may be gone meanwhile, and then the words come back."""
    pk = as_id(request.POST.get("parent", ""))
    if pk is None:
        return None
    found = Answer.objects.visible_to(request.viewer).filter(chat=chat, pk=pk).select_related("parent").first()
    if found is None:
        raise Refusal(_("What you replied to is not there any more. Your words are below, to be copied."))
    return found


def as_id(said: str) -> UUID | None:
    try:
        return UUID(said)
    except ValueError:
        return None


def show(request: Request, pk: UUID) -> HttpResponse:
    """One’s own answer, to be changed or taken back; somebody else’s, to be taken out by whoever may take the chair."""
    answer, now = answer_or_404(request, pk), timezone.now()
    chairs = answer.chat.may_chair(request.user)
    allow(answer.is_mine(request.user) or chairs)
    context = {
        "answer": answer,
        "text": richtext.to_markdown(answer.html),
        "can_change": answer.can_be_changed_by(request.user, now=now),
        "is_mine": answer.is_mine(request.user),
    }
    return render(request, "chats/own.html", context)


def reword(request: Request, pk: UUID) -> HttpResponse:
    answer = answer_or_404(request, pk)
    allow(answer.is_mine(request.user))
    answer.reword(html=richtext.from_markdown(request.POST.get("text", "")), by=request.user, now=timezone.now())
    return see_other(f"{answer.chat.get_absolute_url()}#answer-{answer.pk}")


def withdraw(request: Request, pk: UUID) -> HttpResponse:
    answer = answer_or_404(request, pk)
    allow(answer.is_mine(request.user))
    answer.withdraw(now=timezone.now())
    messages.success(request, _("Your answer is taken back."))
    return see_other(answer.chat.get_absolute_url())


def take_out(request: Request, pk: UUID) -> HttpResponse:
    """Somebody else’s words, by whoever may take the chair, for a reason."""
    answer = answer_or_404(request, pk)
    allow(answer.chat.may_chair(request.user))
    answer.take_out(why=request.POST.get("why", ""), by=request.user, now=timezone.now())
    messages.success(request, _("It is taken out. Everybody sees that, and why."))
    return see_other(answer.chat.get_absolute_url())
