"""The rounds of a group: opening one, answering for oneself, the result, and what the group makes of it."""

from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.accounts.requests import PersonRequest
from coppice.frameworks.models import Edition
from coppice.groups.models import Group
from coppice.kernel.resources import allow, see_other
from coppice.rounds import results
from coppice.rounds.forms import AgreementForm, OpenForm
from coppice.rounds.models import Round

PREFIX = "on-"


def my_group(request: PersonRequest, slug: str) -> Group:
    """A group that the person belongs to; for others its rounds are not there."""
    group: Group = get_object_or_404(Group.objects.visible_to(request.user).of(request.user), slug=slug)
    return group


def round_or_404(request: PersonRequest, pk: UUID) -> Round:
    seen = Round.objects.visible_to(request.user).select_related("group", "edition")
    found: Round = get_object_or_404(seen, pk=pk)
    return found


def tends(request: PersonRequest, group: Group) -> bool:
    return group.memberships.filter(person=request.user, is_facilitator=True).exists()


def editions() -> list[Edition]:
    """Those that have words for where one is."""
    return [edition for edition in Edition.objects.offered() if edition.framework.steps]


def index(request: PersonRequest, slug: str, form: OpenForm | None = None) -> HttpResponse:
    """The rounds there were and are; a facilitator can open one."""
    group = my_group(request, slug)
    if tends(request, group):
        form = form or OpenForm(editions=editions())
    rounds = Round.objects.filter(group=group).select_related("edition")
    context = {"group": group, "rounds": rounds, "form": form}
    return render(request, "rounds/index.html", context, status=422 if form and form.errors else 200)


def open_round(request: PersonRequest, slug: str) -> HttpResponse:
    """Ask the members."""
    group = my_group(request, slug)
    allow(tends(request, group))
    form = OpenForm(request.POST, editions=editions())
    if not form.is_valid():
        return index(request, slug, form)
    made = Round.open(group=group, **form.cleaned_data, by=request.user, now=timezone.now())
    messages.success(request, _("It is open, and every member was told. Answer for yourself too, if you like."))
    return see_other(made.get_absolute_url())


def show(request: PersonRequest, pk: UUID, form: AgreementForm | None = None) -> HttpResponse:
    """While it is open one's own answers and nothing else; once it is closed the result."""
    one = round_or_404(request, pk)
    context = {"round": one, "tends": tends(request, one.group), "steps": one.framework.steps}
    if one.is_open:
        return render(request, "rounds/open.html", {**context, "lines": results.to_answer(one, request.user)})
    last = results.last_before(one)
    form = form or AgreementForm(initial={"agreed": one.agreed, "seen": one.agreed})
    context |= {"lines": results.result(one, last), "last": last, "form": form}
    return render(request, "rounds/closed.html", context, status=422 if form.errors else 200)


def answer(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Keep one's own answers."""
    one = round_or_404(request, pk)
    one.answer(said(request.POST), by=request.user)
    messages.success(request, _("Kept. You can change or take back your answers until the round is closed."))
    return see_other(one.get_absolute_url())


def said(sent: Mapping[str, str]) -> dict[str, str]:
    return {name.removeprefix(PREFIX): step for name, step in sent.items() if name.startswith(PREFIX)}


def withdraw(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Take one's answers back."""
    one = round_or_404(request, pk)
    one.withdraw(by=request.user)
    messages.success(request, _("Your answers are gone. You can answer again until the round is closed."))
    return see_other(one.get_absolute_url())


def close(request: PersonRequest, pk: UUID) -> HttpResponse:
    """End it, for everybody at once."""
    one = round_or_404(request, pk)
    allow(tends(request, one.group))
    one.close(by=request.user, now=timezone.now())
    messages.success(request, _("The round is closed. Look at the result together."))
    return see_other(one.get_absolute_url())


def agree(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Write down what the group made of it."""
    one = round_or_404(request, pk)
    allow(tends(request, one.group))
    form = AgreementForm(request.POST)
    if form.is_valid():
        words, seen = form.cleaned_data["agreed"], unix(form.cleaned_data["seen"])
        if one.agree(words=unix(words), seen=seen, by=request.user, now=timezone.now()):
            messages.success(request, _("Kept."))
            return see_other(one.get_absolute_url())
        form.add_error(None, _("Somebody wrote here meanwhile: theirs stands above. Yours is still in the field."))
        form.data = {**request.POST.dict(), "seen": Round.objects.get(pk=pk).agreed}
    return show(request, pk, form)


def unix(text: str) -> str:
    """With the ends of lines as they are kept: a browser sends others."""
    return text.replace("\r\n", "\n")
