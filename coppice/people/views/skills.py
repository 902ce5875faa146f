"""The vocabulary, which members keep together; and the picture it makes."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.audience.viewing import Request
from coppice.groups.models import Group
from coppice.kernel.alphabet import in_order
from coppice.kernel.refusals import Refusal
from coppice.kernel.resources import see_other
from coppice.people import finding, picturing, starter, vocabulary
from coppice.people.directory import FEWEST
from coppice.people.models import Region, Side, Skill, SkillChange
from coppice.people.models.skill import Changed
from coppice.people.skill_forms import MergeForm, SkillForm
from coppice.people.views.profile import members_only
from coppice.people.vocabulary import Vocabulary


@dataclass(frozen=True)
class Line:
    """One skill in the list, with what lies directly within it."""

    skill: Skill
    within: list[Skill]
    is_nobodys: bool


def skill_or_404(request: Request, pk: UUID) -> Skill:
    return get_object_or_404(Skill.objects.visible_to(request.viewer), pk=pk)


def index(request: Request, form: SkillForm | None = None) -> HttpResponse:
    """Every skill by its region, those that are part of another one under it."""
    members_only(request)
    words = vocabulary.current()
    covered = {words.tree.root(pk) for pk in finding.covered(request.viewer, now=timezone.now())}
    context = {
        "regions": [(region.label, lines(words, region, covered)) for region in Region],
        "many": len(words.together),
        "form": form or SkillForm(words=words),
        "words": words.names,
    }
    return render(request, "people/skills.html", context, status=422 if form else 200)


def lines(words: Vocabulary, region: Region, covered: set[UUID]) -> list[Line]:
    here = [words.skills[pk] for pk in words.together if words.skills[pk].region == region]
    tops = [one for one in here if not is_under(words, one)]
    return [
        Line(one, in_order(words.skills[pk] for pk in inside[1:]), not covered.intersection(inside))
        for one in in_order(tops)
        if (inside := words.within(one.pk))
    ]


def is_under(words: Vocabulary, skill: Skill) -> bool:
    """Whether it is shown under another one of its own region."""
    up = words.tree.above(skill.pk)
    return up is not None and words.skills[up].region == skill.region


def begin(request: Request) -> HttpResponse:
    """With two dozen words of the trade, where there is none yet."""
    members_only(request)
    starter.plant(by=request.user, now=timezone.now())
    messages.success(request, _("There they are. Add, mend and merge them as you like."))
    return see_other(reverse("people:skills"))


def add(request: Request) -> HttpResponse:
    """One more skill, for everybody."""
    members_only(request)
    form = SkillForm(request.POST, words=vocabulary.current())
    if not form.is_valid():
        return index(request, form)
    try:
        skill = Skill.add(form.described, by=request.user, now=timezone.now())
    except Refusal as refusal:
        form.add_error(None, refusal.sentence)
        return index(request, form)
    return see_other(skill.get_absolute_url())


def show(
    request: Request, pk: UUID, form: SkillForm | None = None, merge: MergeForm | None = None, status: int = 200
) -> HttpResponse:
    """A skill, what it is also called, who was there before, and its history."""
    skill, words = skill_or_404(request, pk), vocabulary.current()
    root = words.root(skill.pk)
    if root.pk != skill.pk:
        return see_other(root.get_absolute_url())
    ids, above = words.ids([skill.pk]), words.tree.above(skill.pk)
    now = timezone.now()
    learners = finding.learners(request.viewer, ids, now=now)
    context = {
        "skill": skill,
        "also": [name for name, of in words.words if words.root(of) == skill and name != skill.name],
        "above": words.skills[above] if above else None,
        "below": in_order(words.skills[one] for one in words.below.get(skill.pk, [])),
        "merged": [words.skills[one] for one in words.together[skill.pk][1:]],
        "nobody": not finding.knowing(request.viewer, ids, finding.Filters(), now=now, most=1),
        "learners": learners if learners >= FEWEST else 0,
        "changes": SkillChange.objects.filter(skill__in=words.together[skill.pk]).select_related("by", "skill")[:30],
        "form": form or SkillForm.of(skill, words),
        "is_open": bool(form),
        "merge": merge or MergeForm(words=words),
        "words": words.names,
    }
    return render(request, "people/skill.html", context, status=status)


def describe(request: Request, pk: UUID) -> HttpResponse:
    """Say all of it anew; when somebody did so meanwhile, both are shown."""
    skill, words = skill_or_404(request, pk), vocabulary.current()
    form = SkillForm(request.POST, words=words)
    if not form.is_valid():
        return show(request, pk, form, status=422)
    try:
        skill.describe(form.described, seen=form.cleaned_data["seen"], by=request.user, now=timezone.now())
    except Changed as refusal:
        form.add_error(None, refusal.sentence + " " + as_it_is(skill))
        form.data = {**request.POST.dict(), "seen": skill.mark}
        return show(request, pk, form, status=409)
    except Refusal as refusal:
        form.add_error(None, refusal.sentence)
        return show(request, pk, form, status=422)
    messages.success(request, _("Kept, for everybody. It can be undone below."))
    return see_other(skill.get_absolute_url())


def as_it_is(skill: Skill) -> str:
    now = Skill.objects.get(pk=skill.pk).described
    said = [now.name, str(Region(now.region).label), ", ".join(now.also), now.about]
    return _("It says now: {this}.").format(this="; ".join(part for part in said if part))


def merge(request: Request, pk: UUID) -> HttpResponse:
    """Let two skills be one. Nothing moves, so that it can be undone."""
    skill = skill_or_404(request, pk)
    form = MergeForm(request.POST, words=vocabulary.current())
    if not form.is_valid():
        return show(request, pk, merge=form, status=422)
    try:
        skill.merge_into(form.cleaned_data["other"], by=request.user, now=timezone.now())
    except Refusal as refusal:
        form.add_error("other", refusal.sentence)
        return show(request, pk, merge=form, status=422)
    messages.success(request, _("The two are one now, and nothing is lost: it can be undone below."))
    return see_other(form.cleaned_data["other"].get_absolute_url())


def undo(request: Request, pk: int) -> HttpResponse:
    """Take one change back."""
    members_only(request)
    change = get_object_or_404(SkillChange.objects.select_related("skill"), pk=pk)
    change.undo(by=request.user, now=timezone.now())
    messages.success(request, _("Undone."))
    return see_other(change.skill.get_absolute_url())


def picture(request: Request) -> HttpResponse:
    """What the community can help with, and wants to learn: never of fewer than five people."""
    members_only(request)
    words = vocabulary.current()
    context = {"helps": picturing.of_site(Side.HELP, words), "learns": picturing.of_site(Side.LEARN, words)}
    return render(request, "people/site.html", context)


def of_group(request: Request, slug: str) -> HttpResponse:
    """What a group can help with, for its members."""
    group = get_object_or_404(Group.objects.visible_to(request.user).of(request.user), slug=slug)
    parts = picturing.of_group(group, request.viewer, vocabulary.current())
    return render(request, "people/group.html", {"group": group, "parts": parts})
