"""The pages of polls."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.accounts.requests import PersonRequest
from coppice.conversations.models import Topic
from coppice.groups.models import Group
from coppice.kernel import keyset
from coppice.kernel.refusals import Refusal
from coppice.kernel.resources import allow, see_other
from coppice.polls import downloads, standing
from coppice.polls.forms import PollForm, ranking, ticked
from coppice.polls.models import Closed, Poll


def poll_or_404(request: PersonRequest, pk: UUID) -> Poll:
    seen = Poll.objects.visible_to(request.user).select_related("author", "group", "asked_in")
    poll: Poll = get_object_or_404(seen, pk=pk)
    return poll


def index(request: PersonRequest) -> HttpResponse:
    """Those one can see, or those of one group, the newest first."""
    if not request.user.is_member:
        raise Http404
    group = group_of(request)
    polls = Poll.objects.visible_to(request.user).with_whether_voted(request.user).select_related("group")
    page = keyset.page(
        polls.of_group(group) if group else polls,
        order=("-opened_at", "-pk"),
        after=request.GET.get("after", ""),
    )
    here = f"?group={group.slug}&" if group else "?"
    context = {
        "group": group,
        "polls": page.rows,
        "older": f"{here}after={page.next}" if page.next else "",
        "new_query": f"?group={group.slug}" if group else "",
    }
    return render(request, "polls/index.html", context)


def group_of(request: PersonRequest) -> Group | None:
    """The group that the address names, as far as the person belongs to it."""
    slug = request.GET.get("group", "")
    return get_object_or_404(Group.objects.of(request.user), slug=slug) if slug else None


def new(request: PersonRequest, form: PollForm | None = None) -> HttpResponse:
    """What is asked, of whom, and how."""
    if not request.user.is_member:
        raise Http404
    initial = {"group": request.GET.get("group", "")}
    form = form or PollForm(person=request.user, topic=topic_of(request, request.GET.get("topic", "")), initial=initial)
    return render(request, "polls/new.html", {"form": form}, status=422 if form.errors else 200)


def topic_of(request: PersonRequest, pk: str) -> Topic | None:
    """The topic in which it is asked, of those in which the person can say something."""
    if not pk:
        return None
    try:
        topic: Topic = get_object_or_404(Topic.objects.visible_to(request.user).select_related("group"), pk=UUID(pk))
    except ValueError:
        raise Http404
    allow(topic.can_be_answered_by(request.user, now=timezone.now()))
    return topic


def open_poll(request: PersonRequest) -> HttpResponse:
    """Ask."""
    if not request.user.is_member:
        raise Http404
    form = PollForm(request.POST, person=request.user, topic=topic_of(request, request.POST.get("topic", "")))
    if not form.is_valid():
        return new(request, form)
    poll = Poll.open(form.terms, by=request.user, now=timezone.now())
    messages.success(request, _("It is open. Vote yourself too, if you like."))
    return see_other(poll.get_absolute_url())


def show(request: PersonRequest, pk: UUID) -> HttpResponse:
    """The question, one's own vote while it is open, and as much of the result as there is to see."""
    return page_of(request, poll_or_404(request, pk))


def page_of(
    request: PersonRequest,
    poll: Poll,
    *,
    sentence: str = "",
    typed: list[int] | None = None,
    places: dict[int, int] | None = None,
    status: int = 200,
) -> HttpResponse:
    person, now = request.user, timezone.now()
    found = standing.of(poll, person, now=now)
    mine = list(found.mine) if typed is None else typed
    may_vote = poll.is_open_at(now) and poll.is_for(person) and not (poll.is_anonymous and found.have_voted)
    may_vote = may_vote and (poll.group is None or poll.group.is_open_for_writing)
    context: dict[str, Any] = {
        "poll": poll,
        "standing": found,
        "is_open": poll.is_open_at(now),
        "topic": poll.asked_in if poll.asked_in and poll.asked_in.is_visible_to(person) else None,
        "may_vote": may_vote,
        "rows": rows(poll, places if places is not None else {n: at for at, n in enumerate(mine, 1)}),
        "places": range(1, len(poll.choices) + 1),
        "mine": [poll.choices[n] for n in found.mine],
        "not_counted": [poll.choices[n] for n in typed or [] if n < len(poll.choices)]
        if status == Closed.status
        else [],
        "sentence": sentence,
        "can_close": poll.is_open_at(now) and poll.can_be_closed_by(person),
        "can_withdraw": poll.can_be_changed_by(person) and not poll.has_votes,
    }
    return render(request, "polls/show.html", context, status=status)


def rows(poll: Poll, places: dict[int, int]) -> list[dict[str, Any]]:
    """The choices as a ballot shows them."""
    return [{"number": n, "words": words, "place": places.get(n, 0)} for n, words in enumerate(poll.choices)]


def vote(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Vote, or vote anew. Whatever is refused stays in the form; when it is too late, it is shown once more."""
    poll = poll_or_404(request, pk)
    allow(poll.is_for(request.user))
    if poll.is_ranked:
        places = ranking(request.POST)
        if len(set(places.values())) < len(places):
            sentence = _("Two of your choices have the same place. Nothing was counted yet.")
            return page_of(request, poll, sentence=sentence, places=places, status=422)
        typed = sorted(places, key=lambda choice: places[choice])
    else:
        typed = ticked(request.POST.getlist("choice"))
    try:
        poll.vote(typed, by=request.user, now=timezone.now())
    except Refusal as refusal:
        return page_of(request, poll, sentence=refusal.sentence, typed=typed, status=refusal.status)
    if poll.is_anonymous:
        messages.success(request, _("Your ballot is in the box, without your name. It can’t be changed any more."))
    else:
        messages.success(request, _("Your vote counts. You can change it until the poll is closed."))
    return see_other(poll.get_absolute_url())


def take_back(request: PersonRequest, pk: UUID) -> HttpResponse:
    """As if one had never voted."""
    poll = poll_or_404(request, pk)
    allow(poll.is_for(request.user))
    poll.take_vote_back(by=request.user, now=timezone.now())
    messages.success(request, _("Your vote is gone. You can vote again until the poll is closed."))
    return see_other(poll.get_absolute_url())


def withdraw(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Take the question back, while nobody has answered it."""
    poll = poll_or_404(request, pk)
    allow(poll.can_be_changed_by(request.user))
    poll.withdraw(by=request.user, now=timezone.now())
    messages.success(request, _("The poll is in your bin. You can take it out again within thirty days."))
    return see_other(reverse("polls:index"))


def close(request: PersonRequest, pk: UUID) -> HttpResponse:
    """End it, for everybody at once."""
    poll = poll_or_404(request, pk)
    allow(poll.can_be_closed_by(request.user))
    if poll.close(by=request.user, now=timezone.now()):
        messages.success(request, _("The poll is closed, and its result is here for all whom you asked."))
    return see_other(poll.get_absolute_url())


def result(request: PersonRequest, pk: UUID) -> HttpResponse:
    """The result as a file, with what the page shows and nothing else."""
    poll = poll_or_404(request, pk)
    found = standing.of(poll, request.user, now=timezone.now())
    kind = request.GET.get("as", "")
    if kind not in downloads.KINDS or not found.lines:
        raise Http404
    return downloads.file(kind, poll, found)
