"""How I want to be mailed: of each kind, from each group, and when not."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from coppice.audience.viewing import Request
from coppice.groups.models import Group
from coppice.kernel.alphabet import in_order
from coppice.kernel.resources import see_other
from coppice.notices.forms import HoursForm, KindsForm
from coppice.notices.models import Hours


def show(request: Request, form: KindsForm | None = None, hours: HoursForm | None = None) -> HttpResponse:
    """Everything that can be chosen, apart from what is chosen for one group."""
    form, hours = form or KindsForm(person=request.user), hours or HoursForm.of(request.user)
    groups = in_order(Group.objects.visible_to(request.user).of(request.user))
    context = {"form": form, "hours": hours, "groups": groups}
    return render(request, "notices/choices.html", context, status=422 if form.errors or hours.errors else 200)


def choose(request: Request) -> HttpResponse:
    form = KindsForm(request.POST, person=request.user)
    if not form.is_valid():
        return show(request, form=form)
    form.save()
    messages.success(request, _("Saved."))
    return see_other(reverse("notices:choices"))


def choose_hours(request: Request) -> HttpResponse:
    """When not, and on which day."""
    form = HoursForm(request.POST)
    if not form.is_valid():
        return show(request, hours=form)
    Hours.choose(**form.cleaned_data, by=request.user)
    messages.success(request, _("Saved."))
    return see_other(reverse("notices:choices"))


def my_group(request: Request, slug: str) -> Group:
    found: Group = get_object_or_404(Group.objects.visible_to(request.user).of(request.user), slug=slug)
    return found


def show_group(request: Request, slug: str, form: KindsForm | None = None) -> HttpResponse:
    """What is chosen for one group of mine."""
    group = my_group(request, slug)
    form = form or KindsForm(person=request.user, group=group)
    context = {"form": form, "group": group}
    return render(request, "notices/group_choices.html", context, status=422 if form.errors else 200)


def choose_group(request: Request, slug: str) -> HttpResponse:
    group = my_group(request, slug)
    form = KindsForm(request.POST, person=request.user, group=group)
    if not form.is_valid():
        return show_group(request, slug, form)
    form.save()
    messages.success(request, _("Saved."))
    return see_other(reverse("notices:group_choices", args=[slug]))
