"""Coming into a group: by the door with its agreement, by asking, by invitation."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.accounts.requests import PersonRequest
from coppice.groups.models import Group, Invitation, JoinRequest
from coppice.kernel.resources import allow, next_url, see_other
from coppice.tending import coming_in
from coppice.tending.forms import AnswerForm, InvitationForm, RequestForm, must_be_valid
from coppice.tending.views.loading import group_or_404, tended_group


def enter(request: PersonRequest, slug: str) -> HttpResponse:
    """Join, having read the agreement."""
    group = group_or_404(request, slug)
    coming_in.enter(group, seen=request.POST.get("agreement", ""), by=request.user, now=timezone.now())
    messages.success(request, _("You are in {group}.").format(group=group))
    return see_other(next_url(request, group.get_absolute_url()))


def requests(request: PersonRequest, slug: str) -> HttpResponse:
    """Who asks to come in."""
    group = tended_group(request, slug)
    waiting = group.requests.filter(answered_at=None).select_related("person")[:100]
    return render(request, "tending/requests.html", {"group": group, "waiting": waiting})


def ask(request: PersonRequest, slug: str) -> HttpResponse:
    """Ask to come in."""
    group = group_or_404(request, slug)
    form = RequestForm(request.POST)
    must_be_valid(form)
    coming_in.ask(group, words=form.cleaned_data["words"], by=request.user, now=timezone.now())
    messages.success(request, _("Your request was sent to who tends the group. You are told when they answer."))
    return see_other(group.get_absolute_url())


def take_back(request: PersonRequest, slug: str) -> HttpResponse:
    """Ask no more."""
    group = group_or_404(request, slug)
    group.requests.filter(person=request.user, answered_at=None).delete()
    messages.success(request, _("Your request is taken back."))
    return see_other(group.get_absolute_url())


def answer(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Let somebody in, or not, with a few words."""
    seen = Group.objects.visible_to(request.user).of(request.user)
    one: JoinRequest = get_object_or_404(
        JoinRequest.objects.filter(group__in=seen).select_related("group", "person"), pk=pk
    )
    allow(one.group.is_tended_by(request.user))
    form = AnswerForm(request.POST)
    must_be_valid(form)
    is_accepted = form.cleaned_data["answer"] == "yes"
    coming_in.answer(
        one, is_accepted=is_accepted, words=form.cleaned_data["words"], by=request.user, now=timezone.now()
    )
    said = _("{name} is in the group now.") if is_accepted else _("{name} is told.")
    messages.success(request, said.format(name=one.person.name))
    return see_other(reverse("tending:requests", args=[one.group.slug]))


def invitations(request: PersonRequest, slug: str, form: InvitationForm | None = None) -> HttpResponse:
    """Who was asked in and has not answered; and asking somebody."""
    group = tended_group(request, slug)
    waiting = group.invitations.filter(answered_at=None).select_related("person", "invited_by")[:100]
    form = form or InvitationForm(asker=request.user)
    context = {"group": group, "waiting": waiting, "form": form}
    return render(request, "tending/invitations.html", context, status=422 if form.errors else 200)


def invite(request: PersonRequest, slug: str) -> HttpResponse:
    group = tended_group(request, slug)
    form = InvitationForm(request.POST, asker=request.user)
    if not form.is_valid():
        return invitations(request, slug, form)
    person, words = form.cleaned_data["who"], form.cleaned_data["words"]
    coming_in.invite(group, person=person, words=words, by=request.user, now=timezone.now())
    messages.success(request, _("{name} is asked.").format(name=person.name))
    return see_other(reverse("tending:invitations", args=[slug]))


def invitation_or_404(request: PersonRequest, pk: UUID) -> Invitation:
    seen = Group.objects.visible_to(request.user)
    one: Invitation = get_object_or_404(
        Invitation.objects.open().filter(group__in=seen).select_related("group", "person"), pk=pk
    )
    return one


def answer_invitation(request: PersonRequest, pk: UUID, *, is_accepted: bool) -> HttpResponse:
    one = get_object_or_404(Invitation.objects.open().select_related("group"), pk=pk, person=request.user)
    seen, now = request.POST.get("agreement", ""), timezone.now()
    coming_in.answer_invitation(one, is_accepted=is_accepted, seen=seen, by=request.user, now=now)
    if is_accepted:
        messages.success(request, _("You are in {group}.").format(group=one.group))
    else:
        messages.success(request, _("You said no, and whoever asked you is told."))
    return see_other(one.group.get_absolute_url() if is_accepted or one.group.is_listed else reverse("groups"))


def accept(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Whoever is asked comes in."""
    return answer_invitation(request, pk, is_accepted=True)


def decline(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Whoever is asked says no; who tends the group takes the invitation back."""
    one = invitation_or_404(request, pk)
    if one.person_id == request.user.pk:
        return answer_invitation(request, pk, is_accepted=False)
    allow(one.group.is_tended_by(request.user))
    one.delete()
    messages.success(request, _("The invitation is taken back."))
    return see_other(reverse("tending:invitations", args=[one.group.slug]))
