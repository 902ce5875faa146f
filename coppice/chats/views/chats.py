"""The list of chats, planning one, and the page of one: before, during and after."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.audience.models import Reach
from coppice.audience.sentences import agreed_of, sentence_for
from coppice.audience.viewing import Request
from coppice.chats import log, news
from coppice.chats.forms import AS_TYPED, NewForm
from coppice.chats.models import Chat, Choice, Part, Phase, hosting, pace
from coppice.chats.views.loading import chat_or_404
from coppice.groups.models import Group
from coppice.kernel import keyset
from coppice.kernel.addresses import address
from coppice.kernel.resources import allow, see_other

WEEK = timedelta(days=7)


def index(request: Request) -> HttpResponse:
    """What comes and what was; with ?group= of one group, and who hosted there."""
    now, slug = timezone.now(), request.GET.get("group", "")
    group = get_object_or_404(Group.objects.visible_to(request.user), slug=slug) if slug else None
    seen = Chat.objects.visible_to(request.viewer, now=now).for_page().with_parts(request.viewer.person)
    seen = seen.filter(group=group) if group else seen
    past = keyset.page(seen.past(now), order=("-starts_at", "-pk"), after=request.GET.get("after", ""), size=20)
    coming = list(seen.coming(now)[:30])
    context = {"coming": coming, "past": past, "group": group, "phases": Phase}
    context["hosts"] = hosting.last_hosts(group, viewer=request.viewer, now=now) if group else []
    for chat in [*coming, *past.rows]:
        chat.where = chat.phase(now)
    return render(request, "chats/index.html", context)


def new(request: Request, form: NewForm | None = None) -> HttpResponse:
    """A form for a new one; with ?after= a chat a week later, at the same time of the clock."""
    require_member(request)
    form = form or NewForm(now=timezone.now(), person=request.user, initial=beginning(request))
    return render(request, "chats/new.html", {"form": form}, status=422 if form.errors else 200)


def require_member(request: Request) -> None:
    if not request.user.is_member:
        raise Http404


def beginning(request: Request) -> dict[str, Any]:
    """What stands in the form: the group one comes from, or a week after the chat one comes from."""
    group = Group.objects.of(request.user).filter(slug=request.GET.get("group", "")).first()
    start: dict[str, Any] = {"reach": Reach.GROUP if group else Reach.MEMBERS, "group": group, "once": uuid4()}
    try:
        last = Chat.objects.visible_to(request.viewer).filter(pk=UUID(request.GET.get("after", ""))).first()
    except ValueError:
        last = None
    if last is not None:
        there = last.starts_at.astimezone(ZoneInfo(last.zone)) + WEEK  # the same time of that clock, summer or winter
        start |= {"reach": last.reach, "group": last.group_id, "minutes": last.minutes, "pace": last.pace}
        start["starts_at"] = f"{timezone.localtime(there.replace(fold=0)):{AS_TYPED}}"
    return start


def plan(request: Request) -> HttpResponse:
    """Plan it."""
    require_member(request)
    now = timezone.now()
    form = NewForm(request.POST, now=now, person=request.user)
    if not form.is_valid():
        return new(request, form)
    given = {name: form.cleaned_data[name] for name in ("reach", "group", "questions", "once")}
    chat = Chat.plan(**form.plan, **given, by=request.user, now=now)
    messages.success(request, _("It is planned. Now write what people should know beforehand."))
    return see_other(address("chats:edit", chat.pk))


def show(request: Request, pk: UUID) -> HttpResponse:
    """One chat. What is said is there once it begins; after it is published, its transcript."""
    chat, now, person = chat_or_404(request, pk), timezone.now(), request.viewer.person
    phase = chat.phase(now)
    if phase == Phase.PUBLISHED:
        return see_other(address("chats:transcript", chat.pk))
    asked = request.GET.get("question", "")
    context = {
        "chat": chat,
        "phase": phase,
        "phases": Phase,
        "log": log.of(chat, request.viewer, now=now, only=news.number(asked)),
        "may": chat.takes_part(person, now=now) and chat.takes_answers(now),
        "once": uuid4(),
        "state": news.state(chat, now=now),
        "replying": replying(request, chat),
        "live_url": live_url(request, chat) if phase in {Phase.PLANNED, Phase.RUNNING, Phase.LATER} else "",
        "zone": timezone.get_current_timezone_name(),
        **beside(chat, person, now),
    }
    context["makes"] = phase in {Phase.LATER, Phase.OVER} and chat.may_publish(person, now=now)
    context |= {"sentence": sentence_for(chat, person, now=now), "agreed": agreed_of(chat).sentence}
    if chat.is_chaired_by(person) and phase == Phase.RUNNING:
        pace.seen(chat, now=now)
    return render(request, "chats/show.html", context)


def beside(chat: Chat, person: Person | None, now: datetime) -> dict[str, Any]:
    """What stands in the margin for this person."""
    parts = list(chat.parts.select_related("person"))
    mine = next((part for part in parts if person and part.person_id == person.pk), None)
    helpers = [part.person for part in parts if part.helps]
    coming = sum(part.comes for part in parts)
    chairs = person is not None and (person in helpers or chat.may_chair(person))
    hosts = person is not None and person.pk == chat.author_id and not chat.offered_to_id
    turn = hosting.whose_turn(chat) if hosts and chat.phase(now) == Phase.PLANNED else []
    return {
        "part": mine,
        "choices": Choice,
        "helpers": helpers,
        "coming": coming,
        "chairs": chairs,
        "turn": ", ".join(one.name for one in turn),
    }


def replying(request: Request, chat: Chat) -> Any:
    """The answer that the form replies to, without scripts."""
    from coppice.chats.models import Answer

    try:
        pk = UUID(request.GET.get("reply", ""))
    except ValueError:
        return None
    found = Answer.objects.visible_to(request.viewer).filter(chat=chat, pk=pk, withdrawn_at=None)
    return found.select_related("author", "question").first()


def live_url(request: Request, chat: Chat) -> str:
    """Where what is new is told: this address, or, without a server in front, the port beside."""
    path = address("chats:stream", chat.pk)
    if not settings.LIVE_PORT:
        return path
    host = request.get_host()
    name = host.rsplit(":", 1)[0] if ":" in host.rsplit("]", 1)[-1] else host
    return f"{request.scheme}://{name}:{settings.LIVE_PORT}{path}"


def change_part(request: Request, pk: UUID) -> HttpResponse:
    """Say whether one comes, or how one stands in the transcript."""
    now = timezone.now()
    chat = chat_or_404(request, pk)
    allow(chat.takes_part(request.user, now=now))
    if "choice" in request.POST:
        part = Part.choose(chat, request.POST["choice"], by=request.user)
        said = {
            Choice.NAMED: _("You will stand in the transcript with your name."),
            Choice.PSEUDONYM: _("You will stand in the transcript as {name}.").format(name=part.pseudonym),
            Choice.LEFT_OUT: _("You will be left out of the transcript."),
        }
        messages.success(request, said[Choice(part.choice)])
    if "comes" in request.POST:
        comes = request.POST["comes"] == "yes"
        Part.come(chat, comes, by=request.user)
        messages.success(request, _("Good. You are reminded an hour before.") if comes else _("Noted."))
    return see_other(chat.get_absolute_url())
