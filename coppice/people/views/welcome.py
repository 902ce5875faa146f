"""The first visit: four short steps, each of which can be passed over."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.audience.viewing import Request
from coppice.groups.models import Group
from coppice.kernel.alphabet import in_order
from coppice.kernel.resources import see_other
from coppice.people import vocabulary, welcoming
from coppice.people.models import Fact, Level, Presence, Side, Statement, Welcomed, What
from coppice.people.views.profile import members_only, my_groups
from coppice.people.welcome_forms import DoingForm, HelpingForm, SkillsForm

STEPS = ("doing", "helping", "learning", "groups")
MOST_GROUPS = 12


def begin(request: Request) -> HttpResponse:
    members_only(request)
    return see_other(reverse("people:welcome_step", args=[STEPS[0]]))


def put_aside(request: Request) -> HttpResponse:
    """Not now: it is not offered again, and stays where it is."""
    members_only(request)
    Welcomed.done(by=request.user, now=timezone.now())
    messages.success(request, _("All right. Your profile is under your name whenever you like."))
    return see_other("/")


def step_or_404(request: Request, step: str) -> int:
    members_only(request)
    if step not in STEPS:
        raise Http404
    return STEPS.index(step)


def show(request: Request, step: str, form: Any = None) -> HttpResponse:
    """One step."""
    number = step_or_404(request, step)
    words = vocabulary.current()
    context = {
        "step": step,
        "number": number + 1,
        "many": len(STEPS),
        "form": form or form_of(request, step, words),
        "words": words.names,
        "next_url": after(number),
        "choices": welcoming.choices(open_groups(request), request.user) if step == "groups" else [],
        "further": welcoming.of(request.user) if step == "groups" else [],
    }
    return render(request, "people/welcome.html", context, status=422 if form else 200)


def after(number: int) -> str:
    return reverse("people:welcome_step", args=[STEPS[number + 1]]) if number + 1 < len(STEPS) else "/"


def form_of(request: Request, step: str, words: vocabulary.Vocabulary, data: Any = None) -> Any:
    groups = my_groups(request)
    if step == "doing":
        return DoingForm(data, groups=groups)
    kinds: dict[str, type[SkillsForm]] = {"helping": HelpingForm, "learning": SkillsForm}
    initial = {"level": Level.AWARE if step == "learning" else Level.PRACTISING}
    return kinds[step](data, groups=groups, words=words, initial=initial) if step in kinds else None


def open_groups(request: Request) -> list[Group]:
    """Some groups the person is not in yet, the newest first."""
    mine = request.user.memberships.values("group")
    others = Group.objects.visible_to(request.user).open_for_writing().with_size().exclude(pk__in=mine)
    return in_order(others.order_by("-created_at", "pk")[:MOST_GROUPS])


def keep(request: Request, step: str) -> HttpResponse:
    """Keep what was said, and go on."""
    number, words = step_or_404(request, step), vocabulary.current()
    Welcomed.done(by=request.user, now=timezone.now())
    form = form_of(request, step, words, request.POST)
    if form is not None:
        if not form.is_valid():
            return show(request, step, form)
        keep_doing(request, form) if step == "doing" else keep_skills(request, form, step)
    return see_other(after(number))


def keep_doing(request: Request, form: DoingForm) -> None:
    for what in (What.ROLE, What.ORGANISATION):
        if words := form.cleaned_data[what.value]:
            Fact.say(what, words, **form.audience, by=request.user, now=timezone.now())


def keep_skills(request: Request, form: SkillsForm, step: str) -> None:
    now, typed = timezone.now(), form.cleaned_data
    side = Side.HELP if step == "helping" else Side.LEARN
    for skill in form.skills:
        Statement.say(skill, side=side, level=typed["level"], **form.audience, by=request.user, now=now)
    if step == "helping" and (typed["listed"] or typed["contactable"]):
        here = Presence.of(request.user)
        known = {name: typed[name] or bool(getattr(here, f"{name}_at")) for name in ("listed", "contactable")}
        Presence.choose(**known, askable=bool(here.askable_at), by=request.user, now=now)
