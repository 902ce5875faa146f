"""My account; and, in a demo, being anybody of the cast."""

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from coppice.accounts.agreements import AGREEMENTS, Agreement
from coppice.accounts.forms import MAIN_TIME_ZONES, AboutMeForm
from coppice.accounts.languages import COOKIE, in_language_of, spoken
from coppice.accounts.models import Consent, Person
from coppice.accounts.requests import PersonRequest
from coppice.kernel.resources import next_url, see_other
from coppice.ui.views import A_YEAR


def show_me(request: PersonRequest, form: AboutMeForm | None = None) -> HttpResponse:
    """What Coppice knows of me, and the ways to my addresses, password and sessions."""
    form = form or AboutMeForm(instance=request.user)
    context = {"form": form, "time_zones": MAIN_TIME_ZONES}
    return render(request, "accounts/me.html", context, status=422 if form.errors else 200)


def change_me(request: PersonRequest) -> HttpResponse:
    form = AboutMeForm(request.POST, instance=request.user)
    if not form.is_valid():
        return show_me(request, form)
    with in_language_of(form.save()):
        messages.success(request, _("Saved."))
    return see_other(reverse("me"))


def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep the language with this browser for a year, and with whoever is signed in for good."""
    response = see_other(next_url(request, "/"))
    if code := spoken(request.POST.get("language", "")):
        response.set_cookie(COOKIE, code, max_age=A_YEAR, samesite="Lax", secure=request.is_secure(), httponly=True)
        if request.user.is_authenticated:
            Person.objects.filter(pk=request.user.pk).update(language=code)
    return response


def optional_or_404(what: str) -> Agreement:
    agreement = AGREEMENTS.get(what)
    if agreement is None or not agreement.is_optional:
        raise Http404
    return agreement


def allow_it(request: PersonRequest, what: str) -> HttpResponse:
    """Agree to something that one may as well not agree to."""
    Consent.decide(optional_or_404(what), given=True, by=request.user, now=timezone.now())
    return see_other(next_url(request, reverse("me")))


def take_it_back(request: PersonRequest, what: str) -> HttpResponse:
    """And everything that was kept because of it goes."""
    Consent.decide(optional_or_404(what), given=False, by=request.user, now=timezone.now())
    return see_other(next_url(request, reverse("me")))


def only_in_demo() -> None:
    if not settings.DEMO:
        raise Http404


def demo_people(request: HttpRequest) -> JsonResponse:
    """Everybody one can be in the demo: [{"slug", "name", "email"}]."""
    only_in_demo()
    people = Person.objects.filter(is_active=True).order_by("joined_at", "slug")
    known = [{"slug": person.slug, "name": person.name, "email": person.email} for person in people]
    return JsonResponse(known, safe=False)


def demo_choose(request: HttpRequest) -> HttpResponse:
    """Choose whom to be."""
    only_in_demo()
    people = Person.objects.filter(is_active=True).order_by("joined_at", "slug")
    return render(request, "accounts/demo.html", {"people": people})


@csrf_exempt
def demo_session(request: HttpRequest) -> HttpResponse:
    """Be the person whose slug is given. No password: a demo holds nobody's real words."""
    only_in_demo()
    person = get_object_or_404(Person, slug=request.POST.get("person", ""), is_active=True)
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    UserSession.objects.create_from_request(request)
    return see_other(next_url(request, "/"))
