"""Groups: who they are, joining and leaving."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from coppice.accounts.requests import PersonRequest
from coppice.groups import further
from coppice.groups.models import Group
from coppice.kernel.alphabet import in_order
from coppice.kernel.resources import see_other


def index(request: PersonRequest) -> HttpResponse:
    """Every group, mine marked."""
    if not request.user.is_member:
        raise Http404
    mine = set(request.user.memberships.values_list("group_id", flat=True))
    groups = in_order(Group.objects.visible_to(request.user).with_size())
    return render(request, "groups/index.html", {"groups": groups, "mine": mine})


def show(request: PersonRequest, slug: str) -> HttpResponse:
    """One group and the people in it."""
    group = get_object_or_404(Group.objects.visible_to(request.user).with_size(), slug=slug)
    people = group.memberships.select_related("person").order_by("-is_facilitator", "person_id")
    memberships = in_order(people, lambda one: one.person.name)
    mine = next((membership for membership in memberships if membership.person_id == request.user.pk), None)
    ways = further.of(group, request.user, is_member=mine is not None)
    context = {"group": group, "memberships": memberships, "mine": mine, "further": ways}
    return render(request, "groups/show.html", context)


def join(request: PersonRequest, slug: str) -> HttpResponse:
    group = get_object_or_404(Group.objects.visible_to(request.user), slug=slug)
    group.join(person=request.user)
    messages.success(request, _("You are in {group}.").format(group=group))
    return see_other(group.get_absolute_url())


def leave(request: PersonRequest, slug: str) -> HttpResponse:
    group = get_object_or_404(Group.objects.visible_to(request.user), slug=slug)
    group.leave(person=request.user)
    messages.success(request, _("You have left {group}.").format(group=group))
    return see_other(group.get_absolute_url())
