"""Groups: who they are, joining and leaving."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from coppice.accounts.requests import PersonRequest
from coppice.groups import further
from coppice.groups.models import Group
from coppice.kernel.resources import see_other


def index(request: PersonRequest) -> HttpResponse:
    """Every group, mine marked."""
    if not request.user.is_member:
        raise Http404
    mine = set(request.user.memberships.values_list("group_id", flat=True))
    return render(
        request, "groups/index.html", {"groups": Group.objects.visible_to(request.user).with_size(), "mine": mine}
    )


def show(request: PersonRequest, slug: str) -> HttpResponse:
    """One group and the people in it."""
    group = get_object_or_404(Group.objects.visible_to(request.user).with_size(), slug=slug)
    memberships = group.memberships.select_related("person").order_by("-is_facilitator", "person__name", "person_id")
    mine = next((membership for membership in memberships if membership.person_id == request.user.pk), None)
    context = {"group": group, "memberships": memberships, "mine": mine, "further": further.of(group) if mine else []}
    return render(request, "groups/show.html", context)


def join(request: PersonRequest, slug: str) -> HttpResponse:
    group = get_object_or_404(Group.objects.visible_to(request.user), slug=slug)
    group.join(person=request.user)
    messages.success(request, f"You are in {group}.")
    return see_other(group.get_absolute_url())


def leave(request: PersonRequest, slug: str) -> HttpResponse:
    group = get_object_or_404(Group.objects.visible_to(request.user), slug=slug)
    group.leave(person=request.user)
    messages.success(request, f"You have left {group}.")
    return see_other(group.get_absolute_url())
