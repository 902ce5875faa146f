"""Where I am with skills and where I want to be: for my eyes alone."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.audience.viewing import Request
from coppice.kernel.resources import see_other
from coppice.people import vocabulary
from coppice.people.models import Aim
from coppice.people.skill_forms import AimForm
from coppice.people.views.profile import members_only


def index(request: Request, form: AimForm | None = None) -> HttpResponse:
    """The longest way first."""
    members_only(request)
    words = vocabulary.current()
    mine = sorted(Aim.objects.filter(person=request.user), key=lambda one: (-one.way, words.root(one.skill_id).name))
    rows = [(aim, words.root(aim.skill_id)) for aim in mine]
    form = form or AimForm(words=words, initial={"skill": request.GET.get("skill", "")})
    context = {"rows": rows, "form": form, "words": words.names}
    return render(request, "people/aims.html", context, status=422 if form.errors else 200)


def set_one(request: Request) -> HttpResponse:
    members_only(request)
    form = AimForm(request.POST, words=vocabulary.current())
    if not form.is_valid():
        return index(request, form)
    Aim.set(**form.cleaned_data, by=request.user, now=timezone.now())
    messages.success(request, _("Kept, for you alone."))
    return see_other(reverse("people:aims"))


def drop(request: Request, pk: int) -> HttpResponse:
    get_object_or_404(Aim, pk=pk, person=request.user).delete()
    messages.success(request, _("Taken off your list."))
    return see_other(reverse("people:aims"))
