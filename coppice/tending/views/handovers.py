"""Who tends a group: terms, and handing over."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.accounts.requests import PersonRequest
from coppice.kernel.resources import allow, see_other
from coppice.tending.forms import HandoverForm, ThanksForm, must_be_valid
from coppice.tending.models import Handover
from coppice.tending.views.loading import my_group, tended_group


def index(request: PersonRequest, slug: str, form: HandoverForm | None = None) -> HttpResponse:
    """Who tends it until when, what is under way, and who tended it before."""
    group = my_group(request, slug)
    handovers = list(Handover.objects.visible_to(request.user).filter(group=group).select_related("giver", "taker"))
    tending = list(group.memberships.filter(is_facilitator=True).select_related("person"))
    mine = next((one for one in tending if one.person_id == request.user.pk), None)
    under_way = [one for one in handovers if one.state in {"offered", "accepted"}]
    gives = any(one.giver_id == request.user.pk for one in under_way)
    if form is None and mine and not gives and group.is_open_for_writing:
        form = HandoverForm(group=group, giver=request.user)
    today = timezone.localdate()
    context = {
        "group": group,
        "tending": tending,
        "can_renew": bool(mine and (mine.term is None or (mine.term.is_ending(today) and mine.term.can_be_renewed))),
        "under_way": under_way,
        "done": [one for one in handovers if one.state == "done"],
        "thanks": ThanksForm(auto_id="thanks-%s"),
        "form": form,
    }
    return render(request, "tending/handovers.html", context, status=422 if form and form.errors else 200)


def offer(request: PersonRequest, slug: str) -> HttpResponse:
    """Ask a member to take over."""
    group = tended_group(request, slug)
    form = HandoverForm(request.POST, group=group, giver=request.user)
    if not form.is_valid():
        return index(request, slug, form)
    made = Handover.offer(group=group, by=request.user, now=timezone.now(), **form.cleaned_data)
    messages.success(request, _("{name} is asked. Until they say yes nothing is different.").format(name=made.taker))
    return see_other(made.get_absolute_url())


def handover_or_404(request: PersonRequest, pk: UUID) -> Handover:
    seen = Handover.objects.visible_to(request.user).select_related("group", "giver", "taker")
    found: Handover = get_object_or_404(seen, pk=pk)
    return found


def accept(request: PersonRequest, pk: UUID) -> HttpResponse:
    one = handover_or_404(request, pk)
    allow(one.taker_id == request.user.pk)
    one.accept(by=request.user, now=timezone.now())
    messages.success(request, _("Thank you. You tend the group together until you both say that it is done."))
    return see_other(one.get_absolute_url())


def decline(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Whoever was asked says no; whoever asked takes it back."""
    one = handover_or_404(request, pk)
    allow(request.user.pk in {one.taker_id, one.giver_id})
    if request.user.pk == one.giver_id:
        one.take_back(by=request.user, now=timezone.now())
        messages.success(request, _("Taken back. You go on tending the group."))
    else:
        one.decline(by=request.user, now=timezone.now())
        messages.success(request, _("You said no, and need not say why."))
    return see_other(one.get_absolute_url())


def finish(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Done, with thanks."""
    one = handover_or_404(request, pk)
    allow(request.user.pk in {one.taker_id, one.giver_id})
    form = ThanksForm(request.POST)
    must_be_valid(form)
    one.finish(thanks=form.cleaned_data["thanks"], by=request.user, now=timezone.now())
    messages.success(request, _("Done. The members are told."))
    return see_other(one.get_absolute_url())


def renew(request: PersonRequest, slug: str) -> HttpResponse:
    """Tend it for another term."""
    group = tended_group(request, slug)
    group.renew_term(person=request.user, today=timezone.localdate())
    messages.success(request, _("Your term is renewed."))
    return see_other(request.path.replace("/term/", "/handovers/"))
