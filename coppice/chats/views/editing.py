"""Preparing a chat: its time, its questions, what is read before, and calling it off."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.audience.viewing import Request
from coppice.chats.forms import AS_TYPED, PlanForm
from coppice.chats.models import Chat, Phase, Question
from coppice.chats.views.loading import my_chat
from coppice.kernel import richtext
from coppice.kernel.resources import see_other


def edit(request: Request, pk: UUID, form: PlanForm | None = None) -> HttpResponse:
    """Everything its host writes beforehand, and the summary afterwards."""
    chat, now = my_chat(request, pk), timezone.now()
    form = form or PlanForm(now=now, initial=as_typed(chat))
    context = {"chat": chat, "form": form, "texts": texts(chat), "is_planned": chat.phase(now) == Phase.PLANNED}
    return render(request, "chats/edit.html", context, status=422 if form.errors else 200)


def as_typed(chat: Chat) -> dict[str, Any]:
    return {
        "title": chat.title,
        "starts_at": f"{timezone.localtime(chat.starts_at):{AS_TYPED}}",
        "minutes": chat.minutes,
        "pace": chat.pace,
        "questions": "\n".join(one.words for one in chat.questions.all()),
    }


def texts(chat: Chat) -> list[dict[str, str]]:
    return [
        {
            "code": code,
            "label": label,
            "html": (html := chat.text(code)),
            "markdown": richtext.to_markdown(html),
            "fingerprint": richtext.fingerprint(html),
            "url": reverse("text", args=[chat.pk, code]),
        }
        for code, label in chat.text_labels.items()
    ]


def change(request: Request, pk: UUID) -> HttpResponse:
    """Another time, other questions."""
    chat, now = my_chat(request, pk), timezone.now()
    if chat.phase(now) == Phase.PLANNED:
        form = PlanForm(request.POST, now=now)
        if not form.is_valid():
            return edit(request, pk, form)
        with transaction.atomic():
            chat.plan_anew(**form.plan, by=request.user, now=now)
            Question.write(chat.held(), form.cleaned_data["questions"])
    else:
        with transaction.atomic():
            chat.tick(now=now)
            Question.write(chat.held(), request.POST.get("questions", "").splitlines())
    messages.success(request, _("Saved."))
    return see_other(chat.get_absolute_url())


def call_off(request: Request, pk: UUID) -> HttpResponse:
    """It does not take place."""
    chat = my_chat(request, pk)
    chat.call_off(by=request.user, now=timezone.now())
    messages.success(request, _("It is called off, and whoever wanted to come is told."))
    return see_other(chat.get_absolute_url())
