"""Tending a topic: its page for those who do, reports, and the log that every member of the group reads."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coppice.audience.sentences import agreed_of
from coppice.audience.viewing import Request
from coppice.conversations.models import GroupWays, Post, Report, Step, Topic
from coppice.conversations.models.tended import must_say
from coppice.conversations.models.unnamed import STAND_IN
from coppice.conversations.views.loading import group_or_404, members_only, number, post_or_404, topic_or_404
from coppice.groups.models import Group
from coppice.kernel.resources import allow, see_other

PACES = (0, 5, 15, 60, 240)
WITHDRAWN = gettext_lazy("The post is withdrawn, and your reason stands in its place.")


def tended(request: Request, pk: UUID) -> Topic:
    topic = topic_or_404(request, pk)
    allow(topic.is_tended_by(request.user))
    return topic


def show(request: Request, pk: UUID) -> HttpResponse:
    """Lock, slow down, move, split."""
    topic = tended(request, pk)
    groups = [group for group in Group.objects.of(request.user).open_for_writing() if group.pk != topic.home_id]
    context = {"topic": topic, "groups": groups, "paces": PACES, "steps": topic.steps.select_related("by", "topic")}
    context["stays"] = agreed_of(topic).stays
    return render(request, "conversations/tending.html", context)


def act(request: Request, pk: UUID) -> HttpResponse:
    """One step, with its reason."""
    topic, step, now = tended(request, pk), request.POST.get("step", ""), timezone.now()
    reason, by = request.POST.get("reason", ""), request.user
    if step == "lock":
        topic.lock(reason=reason, by=by, now=now)
    elif step == "unlock":
        topic.unlock(by=by, now=now)
    elif step == "slow":
        topic.slow_down(number(request.POST.get("minutes", ""), 0), reason=reason, by=by, now=now)
    elif step == "move":
        group = get_object_or_404(Group.objects.visible_to(by).of(by), slug=request.POST.get("group", ""))
        topic.move(to=group, reason=reason, by=by, now=now)
    elif step == "split":
        first = number(request.POST.get("first", ""), 0)
        last = number(request.POST.get("last", ""), topic.last_number)
        posts = list(Post.objects.filter(topic=topic, number__gte=first, number__lte=last).order_by("number"))
        topic = topic.split(posts, title=request.POST.get("title", ""), reason=reason, by=by, now=now)
    else:
        raise Http404
    messages.success(request, _("Done. It stands in the log that the members can read."))
    return see_other(topic.get_absolute_url())


def about(request: Request, pk: UUID) -> HttpResponse:
    """What else one can do about somebody’s post: report it, fold its author away; as one who tends, withdraw it."""
    post = post_or_404(request, pk)
    allow(post.withdrawn_at is None)
    context = {
        "post": post,
        "tends": post.topic.is_tended_by(request.user),
        "is_person": post.author_id != STAND_IN and post.author_id != request.user.pk,
        "is_muted": request.user.mutes.filter(against=post.author).exists(),
    }
    return render(request, "conversations/about.html", context)


def report(request: Request, pk: UUID) -> HttpResponse:
    post = post_or_404(request, pk)
    Report.make(post, reason=request.POST.get("reason", ""), by=request.user, now=timezone.now())
    messages.success(request, _("Thank you. Those who tend this were told, and nobody else."))
    return see_other(post.place)


def withdraw(request: Request, pk: UUID) -> HttpResponse:
    """As one who tends it, with a reason that everybody reads."""
    post = post_or_404(request, pk)
    allow(post.topic.is_tended_by(request.user) and post.withdrawn_at is None)
    post.withdraw(by=request.user, now=timezone.now(), why=must_say(request.POST.get("reason", "")))
    messages.success(request, WITHDRAWN)
    return see_other(post.place)


def reports(request: Request) -> HttpResponse:
    """What waits for a look by me."""
    open_ones = Report.objects.for_(request.user).open().select_related("post__topic__home", "post__author", "by")
    waiting = list(open_ones[:100])
    topics = Topic.objects.visible_to(request.viewer).filter(pk__in=[one.post.topic_id for one in waiting])
    context = {"reports": waiting, "seen": set(topics.values_list("pk", flat=True))}
    return render(request, "conversations/reports.html", context)


def settle(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Report.objects.for_(request.user).select_related("post__topic__home"), pk=pk)
    withdraws = request.POST.get("do") == "withdraw"
    reason = must_say(request.POST.get("reason", "")) if withdraws else request.POST.get("reason", "")
    found.settle(withdraw=withdraws, reason=reason, by=request.user, now=timezone.now())
    messages.success(request, WITHDRAWN if withdraws else _("The post stays, and the report is settled."))
    return see_other(request.path_info.rpartition(str(pk))[0])


def log(request: Request, slug: str) -> HttpResponse:
    """What those who tend the group did in its talk, and why; and how the group talks."""
    group = group_or_404(request, slug)
    tends = group.memberships.filter(person=request.user, is_facilitator=True).exists()
    return logged(request, group, tends=tends, ways=GroupWays.of(group))


def site_log(request: Request) -> HttpResponse:
    """What the stewards did in the talk of the whole community, and why; every member can read it."""
    members_only(request)
    return logged(request, None)


def logged(request: Request, group: Group | None, **more: object) -> HttpResponse:
    steps = Step.objects.filter(group=group).select_related("by", "topic")[:100]
    topics = Topic.objects.visible_to(request.viewer).filter(pk__in=[one.topic_id for one in steps])
    seen = set(topics.values_list("pk", flat=True))
    return render(request, "conversations/log.html", {"group": group, "steps": steps, "seen": seen, **more})


def choose_ways(request: Request, slug: str) -> HttpResponse:
    group = group_or_404(request, slug)
    allow(group.memberships.filter(person=request.user, is_facilitator=True).exists())
    unnamed = request.POST.get("may_ask_unnamed") == "on"
    GroupWays.choose(group, may_ask_unnamed=unnamed, by=request.user, now=timezone.now())
    messages.success(request, _("Kept."))
    return see_other(request.path)
