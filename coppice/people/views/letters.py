"""Writing to somebody through Coppice, who is not shown to the other until they want to be."""

from django.conf import settings
from django.contrib import messages
from django.core.mail import EmailMessage
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.accounts.languages import in_language_of
from coppice.accounts.models import Person
from coppice.audience.viewing import Request
from coppice.kernel.refusals import Refusal
from coppice.kernel.resources import see_other
from coppice.people.forms import LetterForm
from coppice.people.models import Letter, Presence
from coppice.people.views.profile import members_only


class NotSent(Refusal):
    """The mail server does not answer, or refused."""

    status = 503


def reachable_or_404(request: Request, slug: str) -> Person:
    """Somebody who lets members write to them; everybody else is not there."""
    members_only(request)
    may = Presence.objects.visible_to(request.viewer).contactable().exclude(pk=request.user.pk)
    found = may.filter(person__slug=slug).select_related("person").first()
    if found is None:
        raise Http404
    return found.person


def new(request: Request, slug: str, form: LetterForm | None = None) -> HttpResponse:
    """What would you like from them?"""
    person = reachable_or_404(request, slug)
    context = {"person": person, "form": form or LetterForm()}
    return render(request, "people/letter.html", context, status=422 if form else 200)


def send(request: Request, slug: str) -> HttpResponse:
    """By mail, at once; what it says is kept nowhere."""
    person = reachable_or_404(request, slug)
    form = LetterForm(request.POST)
    if not form.is_valid():
        return new(request, slug, form)
    try:
        with transaction.atomic():
            Letter.count_one(sender=request.user, to=person, now=timezone.now())
            with in_language_of(person):
                letter(request.user, person, **form.cleaned_data).send()
    except OSError:
        raise NotSent(
            _("The mail could not be handed over just now. Your words are below; send them again in a while.")
        )
    messages.success(request, _("Your letter to {name} is on its way.").format(name=person.name))
    return see_other(reverse("people:profile", args=[slug]))


def letter(sender: Person, to: Person, *, words: str, answer_to_me: bool) -> EmailMessage:
    """The mail, in the language that is active."""
    back = Presence.of(sender).contactable_at
    context = {
        "sender": sender,
        "to": to,
        "words": words.strip(),
        "answer_to_me": answer_to_me,
        "answer_url": settings.BASE_URL + reverse("people:letter", args=[sender.slug]) if back else "",
        "profile_url": settings.BASE_URL + reverse("people:profile", args=[sender.slug]),
        "choices_url": settings.BASE_URL + reverse("people:offers"),
        "community": settings.COMMUNITY_NAME,
    }
    subject = _("{name} writes to you").format(name=" ".join(sender.name.split()))
    body = render_to_string("people/letter.txt", context)
    reply_to = [sender.email] if answer_to_me else None
    return EmailMessage(subject=subject[:150], body=body, to=[to.email], reply_to=reply_to)
