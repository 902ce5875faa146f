"""What a topic has besides posts: offers, what came of an answer, an asker who steps forward, names for an @."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.audience.viewing import Request
from coppice.conversations import mentions, related
from coppice.conversations.models import Asking, Offer, Outcome
from coppice.conversations.views.loading import members_only, topic_or_404
from coppice.kernel.resources import allow, see_other


def offer(request: Request, pk: UUID) -> HttpResponse:
    """Answer a call with something one can give, perhaps by a day."""
    topic, now = topic_or_404(request, pk), timezone.now()
    allow(topic.can_be_answered_by(request.user, now=now))
    Offer.make(topic, what=request.POST.get("what", ""), by_day=day(request), by=request.user, now=now)
    messages.success(request, _("Thank you. Whoever called was told."))
    return see_other(f"{topic.get_absolute_url()}#offers")


def take_offer_back(request: Request, pk: UUID) -> HttpResponse:
    topic = topic_or_404(request, pk)
    Offer.objects.filter(topic=topic, person=request.user).delete()
    return see_other(f"{topic.get_absolute_url()}#offers")


def day(request: Request) -> date | None:
    try:
        return date.fromisoformat(request.POST.get("by_day", ""))
    except ValueError:
        return None


def say_outcome(request: Request, pk: UUID) -> HttpResponse:
    """Whether it worked, and where; said again, it is said differently."""
    topic, now = topic_or_404(request, pk), timezone.now()
    allow(topic.is_question and topic.can_be_answered_by(request.user, now=now))
    given = {name: request.POST.get(name, "") for name in ("worked", "words", "discipline", "size", "platform")}
    Outcome.say(topic, by=request.user, now=now, **given)
    messages.success(request, _("Thank you. Whoever finds this later knows where it works."))
    return see_other(f"{topic.get_absolute_url()}#outcomes")


def step_forward(request: Request, pk: UUID) -> HttpResponse:
    """Put one's name to a question that was asked without."""
    topic = topic_or_404(request, pk)
    allow(topic.is_asked_by(request.user) and topic.is_unnamed)
    Asking.step_forward(topic, by=request.user, now=timezone.now())
    messages.success(request, _("Your name stands there now."))
    return see_other(topic.get_absolute_url())


def people(request: Request, pk: UUID) -> HttpResponse:
    """Names for an @, out of those who can see the topic and for those who can write in it."""
    topic, now = topic_or_404(request, pk), timezone.now()
    allow(topic.can_be_answered_by(request.user, now=now))
    found = mentions.like(topic, request.GET.get("q", ""), by=request.user, now=now)
    return JsonResponse({"people": [one.name for one in found]})


def like(request: Request) -> HttpResponse:
    """Topics like the title that is being typed, as a part of the page."""
    members_only(request)
    found = related.to(request.GET.get("title", "")[:200], request.user)
    return render(request, "conversations/related.html", {"related": found})
