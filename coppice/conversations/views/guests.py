"""Somebody from outside, in one topic."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.audience.forms import UntilForm
from coppice.audience.models import Grant
from coppice.audience.viewing import Request
from coppice.conversations.models import Topic
from coppice.conversations.models.tended import must_say
from coppice.conversations.views.loading import topic_or_404
from coppice.kernel.resources import allow, see_other


def hosted(request: Request, pk: UUID) -> Topic:
    """A topic to which they can let somebody in."""
    topic = topic_or_404(request, pk)
    allow(topic.takes_guests_from(request.user))
    return topic


def show(request: Request, pk: UUID, form: UntilForm | None = None) -> HttpResponse:
    """Who was let in, and letting somebody in."""
    topic, now = hosted(request, pk), timezone.now()
    form = form or UntilForm(initial={"until": timezone.localdate() + timedelta(days=28)})
    live = Grant.objects.live(now).filter(item=topic, person__isnull=False).select_related("person")
    context = {"topic": topic, "form": form, "grants": live}
    return render(request, "conversations/guests.html", context, status=422 if form.errors else 200)


def let_in(request: Request, pk: UUID) -> HttpResponse:
    """The answer is the same whether anybody has that address or not."""
    topic, form = hosted(request, pk), UntilForm(request.POST)
    if not form.is_valid():
        return show(request, pk, form)
    guest = Person.objects.filter(email=request.POST.get("email", "").strip().lower(), is_active=True).first()
    reason, until = must_say(request.POST.get("reason", "")), form.cleaned_data["until"]
    if guest is not None:
        topic.let_in(guest, reason=reason, ends_at=until, by=request.user, now=timezone.now())
    messages.success(request, _("Whoever has an account with this address can see the topic now, and is told."))
    return see_other(request.path)


def end(request: Request, pk: UUID) -> HttpResponse:
    topic, now = hosted(request, pk), timezone.now()
    known = request.POST.get("grant", "")
    live = Grant.objects.live(now).filter(item=topic, person__isnull=False)
    grant = next((one for one in live if str(one.pk) == known), None)
    if grant is not None:
        grant.end(by=topic.voice_of(request.user), now=now)
    return see_other(request.path)
