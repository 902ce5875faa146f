"""Groups: who they are, founding one, joining and leaving."""

from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.accounts.requests import PersonRequest
from coppice.groups import apart, further, listing, parts
from coppice.groups.forms import GroupForm, SearchForm
from coppice.groups.models import Group, Membership
from coppice.kernel.alphabet import in_order
from coppice.kernel.resources import allow, next_url, see_other

SHOWN = 60


def group_or_404(request: PersonRequest, slug: str) -> Group:
    group: Group = get_object_or_404(Group.objects.visible_to(request.user), slug=slug)
    return group


def only_members(request: PersonRequest) -> None:
    if not request.user.is_member:
        raise Http404


def index(request: PersonRequest) -> HttpResponse:
    """Every group there is for whoever looks, their own first."""
    only_members(request)
    form = SearchForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {"q": "", "show": ""}
    found = listing.of(request.user, words=asked["q"], show=asked["show"], after=request.GET.get("after", ""))
    query = {name: value for name, value in asked.items() if value}
    context = {
        "form": form,
        "listing": found,
        "is_sought": bool(query),
        "older": f"?{urlencode({**query, 'after': found.next})}" if found.next else "",
        "first": f"?{urlencode(query)}" if "after" in request.GET else "",
    }
    return render(request, "groups/index.html", context)


def new(request: PersonRequest, form: GroupForm | None = None) -> HttpResponse:
    """Where one founds a group."""
    only_members(request)
    form = form or GroupForm(person=request.user)
    return render(request, "groups/new.html", {"form": form}, status=422 if form.errors else 200)


def found(request: PersonRequest) -> HttpResponse:
    """A new group, tended by whoever founds it."""
    only_members(request)
    form = GroupForm(request.POST, person=request.user)
    if not form.is_valid():
        return new(request, form)
    group = Group.found(**form.cleaned_data, by=request.user)
    messages.success(request, _("{group} is there, and you tend it.").format(group=group))
    return see_other(group.get_absolute_url())


def show(request: PersonRequest, slug: str) -> HttpResponse:
    """One group: what it says of itself, what comes, who tends it, and for its members who is in it."""
    group = get_object_or_404(Group.objects.visible_to(request.user).with_size(), slug=slug)
    is_small = vars(group)["size"] <= SHOWN
    named = named_to(request.user, group, everybody=is_small)
    mine = next((one for one in named if one.person_id == request.user.pk), None)
    page = parts.GroupPage(group, request.user, mine, timezone.now())
    context = {
        "group": group,
        "mine": mine,
        "tenders": [one for one in named if one.is_facilitator],
        "members": [one for one in named if not one.is_facilitator] if mine and is_small else [],
        "are_more": mine and not is_small,
        "parts": parts.of(page),
        "further": further.of(group, request.user, is_member=mine is not None),
    }
    return render(request, "groups/show.html", context)


def named_to(person: Person, group: Group, *, everybody: bool) -> list[Membership]:
    """Who tends it; for its members also themselves and perhaps all others, but those they block (two queries)."""
    rows = group.memberships.select_related("person")
    rows = rows if everybody else rows.filter(Q(person=person) | Q(is_facilitator=True))
    found, others = in_order(rows, lambda one: one.person.name), apart.of(person)
    is_inside = any(one.person_id == person.pk for one in found)
    return [one for one in found if one.is_facilitator or (is_inside and one.person_id not in others)]


def tenders(group: Group) -> list[Membership]:
    rows = group.memberships.filter(is_facilitator=True).select_related("person")
    return in_order(rows, lambda one: one.person.name)


def people(request: PersonRequest, slug: str) -> HttpResponse:
    """For its members: everybody in it, those who tend it first."""
    group = get_object_or_404(Group.objects.visible_to(request.user).with_size(), slug=slug)
    if not group.has(request.user):
        raise Http404
    after = request.GET.get("after", "")
    members, mark = listing.people_of(group, request.user, after=after)
    context = {
        "group": group,
        "tenders": [] if after else tenders(group),
        "members": members,
        "older": f"?{urlencode({'after': mark})}" if mark else "",
        "first": "?" if after else "",
    }
    return render(request, "groups/people.html", context)


def edit(request: PersonRequest, slug: str, form: GroupForm | None = None) -> HttpResponse:
    """What it is called, what it is for, and how one comes in."""
    group = group_or_404(request, slug)
    allow(group.is_tended_by(request.user) and group.is_open_for_writing)
    form = form or GroupForm(person=request.user, group=group)
    return render(request, "groups/edit.html", {"group": group, "form": form}, status=422 if form.errors else 200)


def describe(request: PersonRequest, slug: str) -> HttpResponse:
    group = group_or_404(request, slug)
    allow(group.is_tended_by(request.user) and group.is_open_for_writing)
    form = GroupForm(request.POST, person=request.user, group=group)
    if not form.is_valid():
        return edit(request, slug, form)
    group.describe(**form.cleaned_data)
    messages.success(request, _("Kept."))
    return see_other(group.get_absolute_url())


def join(request: PersonRequest, slug: str) -> HttpResponse:
    group = group_or_404(request, slug)
    group.enter(person=request.user)
    messages.success(request, _("You are in {group}.").format(group=group))
    return see_other(next_url(request, group.get_absolute_url()))


def leave(request: PersonRequest, slug: str) -> HttpResponse:
    """Out of it. Of an unlisted group nothing is left to go back to."""
    group = group_or_404(request, slug)
    group.leave(person=request.user)
    messages.success(request, _("You have left {group}.").format(group=group))
    return see_other(group.get_absolute_url() if group.is_listed else "/groups/")


def pick_up(request: PersonRequest, slug: str) -> HttpResponse:
    """A member tends a group that nobody tends any more."""
    group = group_or_404(request, slug)
    allow(group.has(request.user))
    if group.pick_up(person=request.user, today=timezone.localdate()):
        messages.success(request, _("You tend {group} now. Thank you.").format(group=group))
    else:
        messages.info(request, _("Somebody tends it already."))
    return see_other(group.get_absolute_url())
