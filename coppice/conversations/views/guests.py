"""Somebody from outside, in one topic."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.audience.models import Grant
from coppice.audience.viewing import Request
from coppice.conversations.forms import GuestForm
from coppice.conversations.models import Topic
from coppice.conversations.views.loading import topic_or_404
from coppice.kernel.resources import allow, see_other


def hosted(request: Request, pk: UUID) -> Topic:
    """A topic to which they can let somebody in."""
    topic = topic_or_404(request, pk)
    allow(topic.takes_guests_from(request.user))
    return topic


def show(request: Request, pk: UUID, form: GuestForm | None = None) -> HttpResponse:
    """Who was let in, and letting somebody in."""
    topic = hosted(request, pk)
    form = form or GuestForm(initial={"until": timezone.localdate() + timedelta(days=28)})
    context = {"topic": topic, "form": form, "grants": let_into(topic).select_related("person")}
    return render(request, "conversations/guests.html", context, status=422 if form.errors else 200)


def let_into(topic: Topic) -> QuerySet[Grant]:
    return Grant.objects.live(timezone.now()).filter(item=topic, through=None)


def let_in(request: Request, pk: UUID) -> HttpResponse:
    """The answer is the same whether anybody has that address or not."""
    topic, form = hosted(request, pk), GuestForm(request.POST)
    if not form.is_valid():
        return show(request, pk, form)
    email, reason, until = (form.cleaned_data[name] for name in ("email", "reason", "until"))
    topic.let_in(email, reason=reason, ends_at=until, by=request.user, now=timezone.now())
    messages.success(request, _("Whoever has this address can see the topic once they sign in, and is told."))
    return see_other(request.path)


def end(request: Request, pk: UUID) -> HttpResponse:
    topic, known = hosted(request, pk), request.POST.get("grant", "")
    grant = next((one for one in let_into(topic) if str(one.pk) == known), None)
    if grant is not None:
        grant.end(by=topic.voice_of(request.user), now=timezone.now())
    return see_other(request.path)
