"""The agreement of a group: reading, accepting, making the next one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.accounts.requests import PersonRequest
from coppice.kernel import richtext
from coppice.kernel.resources import see_other
from coppice.tending import coming_in, rules
from coppice.tending.forms import AgreementForm
from coppice.tending.models import Agreement
from coppice.tending.views.loading import group_or_404, my_group, tended_group


def show(request: PersonRequest, slug: str, form: AgreementForm | None = None) -> HttpResponse:
    """What one can rely on, and every version before."""
    group = group_or_404(request, slug)
    versions = list(Agreement.objects.filter(group=group))
    last = versions[0] if versions else None
    if form is None and group.is_tended_by(request.user) and group.is_open_for_writing:
        form = AgreementForm(last=last, behaviour=richtext.to_markdown(last.behaviour) if last else "")
    context = {
        "group": group,
        "agreement": last,
        "rule": rules.of_agreement(last),
        "earlier": versions[1:],
        "is_member": group.has(request.user),
        "accepted": last.acceptances.filter(person=request.user).first() if last else None,
        "form": form,
    }
    return render(request, "tending/agreement.html", context, status=422 if form and form.errors else 200)


def make(request: PersonRequest, slug: str) -> HttpResponse:
    """The next version, which asks every member."""
    group = tended_group(request, slug)
    form = AgreementForm(request.POST, last=None)
    if not form.is_valid():
        return show(request, slug, form)
    sent = {**form.cleaned_data, "behaviour": richtext.from_markdown(form.cleaned_data["behaviour"])}
    made = Agreement.make(group=group, by=request.user, now=timezone.now(), **sent)
    messages.success(request, _("It holds from now on, and every member is asked to read it."))
    return see_other(made.get_absolute_url())


def accept(request: PersonRequest, slug: str) -> HttpResponse:
    """A member accepts what they read."""
    group = my_group(request, slug)
    coming_in.accept(group, seen=request.POST.get("agreement", ""), by=request.user, now=timezone.now())
    messages.success(request, _("Thank you. That you accepted it is kept with the day."))
    return see_other(group.get_absolute_url())
