"""The lists of topics, beginning one, and reading one."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.audience.viewing import Request
from coppice.conversations import beside, lists, mentions, neighbours, quoting, reading
from coppice.conversations.circle import Circle, circles
from coppice.conversations.forms import TopicForm
from coppice.conversations.models import Topic
from coppice.conversations.views.loading import (
    brought,
    group_or_404,
    limits,
    members_only,
    number,
    refuse,
    topic_or_404,
    typed,
)
from coppice.kernel import richtext
from coppice.kernel.refusals import Refusal
from coppice.kernel.resources import see_other


def index(request: Request) -> HttpResponse:
    """What the community talks about, as far as I see it."""
    members_only(request)
    asked = lists.Asked.read(request.GET)
    page = lists.newest(request.viewer, asked)
    context = {"page": page, "asked": asked, "older": asked.older(page.next), "neighbours": neighbours.every()}
    return render(request, "conversations/index.html", context)


def of_group(request: Request, slug: str) -> HttpResponse:
    """What one of my groups talks about."""
    group = group_or_404(request, slug)
    asked = lists.Asked.read(request.GET)
    page = lists.newest(request.viewer, asked, group=group)
    context = {"group": group, "page": page, "asked": asked, "older": asked.older(page.next)}
    context["tends"] = group.is_tended_by(request.user)
    return render(request, "conversations/group.html", context)


def new(request: Request, form: TopicForm | None = None, html: str = "", status: int = 200) -> HttpResponse:
    """A form for a new topic; `group` in the address chooses where."""
    members_only(request)
    known = {"group": request.GET.get("group", ""), "sort": "discussion", "once": uuid4()}
    form = form or TopicForm(person=request.user, initial=known)
    context = {"form": form, "html": html, "markdown": richtext.to_markdown(html), "circles": circles(request.user)}
    context["limits"] = limits()
    return render(request, "conversations/new.html", context, status=status)


def start(request: Request) -> HttpResponse:
    """Begin it; whatever is wrong, what was written comes back."""
    members_only(request)
    form, html = TopicForm(request.POST, person=request.user), typed(request)
    if not form.is_valid():
        refuse(request)
        return new(request, form, html, 422)
    now = timezone.now()
    try:
        files = brought(request, unnamed=form.cleaned_data["unnamed"])
        topic = Topic.start(html=html, by=request.user, now=now, files=files, **form.cleaned_data)
    except Refusal as refusal:
        refuse(request, refusal.sentence)
        return new(request, form, html, refusal.status)
    for name in topic.unheard:
        messages.warning(request, mentions.NOBODY.format(name=name))
    people = Circle.of(topic, request.user, now=now).sees
    messages.success(request, _("It is there. Who can see it: {people}.").format(people=people))
    return see_other(topic.get_absolute_url())


def show(request: Request, pk: UUID, html: str = "", status: int = 200) -> HttpResponse:
    """One page of a topic, with a place to answer."""
    topic, now = topic_or_404(request, pk), timezone.now()
    page = number(request.GET.get("page", ""))
    one = reading.of(topic, request.viewer, page=page, whole="whole" in request.GET, now=now)
    reading.seen(one, request.viewer.person)
    html = html or quoting.words(topic, request.viewer, number(request.GET.get("quote", ""), 0))
    context = {
        "topic": topic,
        "reading": one,
        "tags": topic.tags.all(),
        "beside": beside.of(topic, request.viewer),
        "html": html,
        "markdown": richtext.to_markdown(html),
        "once": uuid4(),
        "limits": limits(),
    }
    return render(request, "conversations/topic.html", context, status=status)
