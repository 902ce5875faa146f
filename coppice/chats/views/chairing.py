"""The chair of a chat, its host, and its helpers."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.accounts.finding import find
from coppice.accounts.models import Person
from coppice.audience.models import Item
from coppice.audience.viewing import Request
from coppice.chats.models import Chat, Part, hosting
from coppice.chats.views.loading import chaired, chat_or_404, my_chat
from coppice.kernel.addresses import address
from coppice.kernel.refusals import Refusal
from coppice.kernel.resources import allow, see_other


def take(request: Request, pk: UUID) -> HttpResponse:
    """Take the chair: the host’s line may have died."""
    chat = chaired(request, pk)
    chat.take_chair(by=request.user, now=timezone.now())
    messages.success(request, _("You are in the chair."))
    return see_other(chat.get_absolute_url())


def conduct(request: Request, pk: UUID) -> HttpResponse:
    """Open a question, or leave the questions to the clock, or open them by hand."""
    chat, now = chaired(request, pk), timezone.now()
    allow(chat.is_chaired_by(request.user))
    number = request.POST.get("question", "")
    if number.isdigit() and len(number) < 4:
        question = get_object_or_404(chat.questions, number=int(number))
        chat.release(question, by=request.user, now=now)
        return see_other(f"{chat.get_absolute_url()}#q{question.number}")
    if "by_hand" in request.POST:
        chat.hold(request.POST["by_hand"] == "yes", by=request.user, now=now)
    return see_other(chat.get_absolute_url())


def offer(request: Request, pk: UUID) -> HttpResponse:
    """Ask somebody to host it."""
    chat = my_chat(request, pk)
    hosting.offer(chat, somebody(request, chat), by=request.user, now=timezone.now())
    messages.success(request, _("Asked. It stays yours until they say yes."))
    return see_other(chat.get_absolute_url())


def accept(request: Request, pk: UUID) -> HttpResponse:
    """Host it."""
    chat = chat_or_404(request, pk)
    allow(chat.offered_to_id == request.user.pk)
    hosting.accept(chat, by=request.user, now=timezone.now())
    messages.success(request, _("You host this chat now. Thank you."))
    return see_other(address("chats:edit", chat.pk))


def decline(request: Request, pk: UUID) -> HttpResponse:
    """Rather not; or take the offer back."""
    chat = chat_or_404(request, pk)
    allow(request.user.pk in {chat.offered_to_id, chat.author_id})
    hosting.decline(chat, by=request.user, now=timezone.now())
    messages.success(request, _("Noted."))
    return see_other(chat.get_absolute_url())


def add_helper(request: Request, pk: UUID) -> HttpResponse:
    """Somebody who may take the chair."""
    chat = my_chat(request, pk)
    person = somebody(request, chat)
    Part.help(chat, person, True)
    chat.tell("chat helper", by=request.user, now=timezone.now(), people=[person])
    messages.success(request, _("{name} may take the chair.").format(name=person.name))
    return see_other(chat.get_absolute_url())


def remove_helper(request: Request, pk: UUID) -> HttpResponse:
    chat = my_chat(request, pk)
    part = get_object_or_404(chat.parts.select_related("person"), person__slug=request.POST.get("person", ""))
    Part.help(chat, part.person, False)
    messages.success(request, _("Noted."))
    return see_other(chat.get_absolute_url())


def somebody(request: Request, chat: Chat) -> Person:
    """Whom the name means, if that is one person who sees the chat."""
    found = find(request.POST.get("person", ""), besides=request.user).people
    if len(found) > 1:
        names = "; ".join(person.name for person in found)
        raise Refusal(_("That could be several people: {names}. Write the whole name.").format(names=names))
    if not found or not Item.objects.visible_to(found[0]).filter(pk=chat.pk).exists():
        raise Refusal(_("Nobody who can see this chat has that name. Nothing was changed."))
    return found[0]
