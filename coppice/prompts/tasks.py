"""Asking whoever wants to be asked, when it is time where they are."""

from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.tasks import task
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.accounts.languages import in_language_of
from coppice.journal.models import Entry
from coppice.prompts.models import Prompt, Wish
from coppice.queue.periodic import every


@every(minutes=30)
@task
def ask_everybody() -> None:
    """Ask for one question for each person whose time has come."""
    for person_id in Wish.objects.due(timezone.now()).values_list("person_id", flat=True):
        ask_one.enqueue(str(person_id))


@task
def ask_one(person_id: str) -> None:
    """The person's next question; by mail if they like that better."""
    wish = Wish.objects.filter(pk=UUID(person_id)).first()
    prompt = wish.ask(now=timezone.now()) if wish else None
    if prompt and prompt.by_mail:
        mail_one.enqueue(str(prompt.pk))


@task
def mail_one(prompt_id: str) -> None:
    """One mail with the question, which one click ends for good (RFC 8058); none when it was put away meanwhile."""
    prompt = Prompt.objects.filter(pk=prompt_id, closed_at=None).select_related("person").first()
    if prompt is None or not Prompt.objects.filter(pk=prompt_id, mailed_at=None).update(mailed_at=timezone.now()):
        return
    person = prompt.person
    ending = Wish.of(person).ending_url
    context = {
        "person": person,
        "prompt": prompt,
        "unfinished": Entry.objects.by(person).to_be_finished().count(),
        "unfinished_url": f"{settings.BASE_URL}{reverse('journal:index')}?only=unfinished",
        "answer_url": settings.BASE_URL + prompt.get_absolute_url(),
        "ending_url": ending,
        "community": settings.COMMUNITY_NAME,
    }
    headers = {"List-Unsubscribe": f"<{ending}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    with in_language_of(person):
        body, subject = render_to_string("prompts/mail.txt", context), _("A question for your journal")
    EmailMessage(subject=subject, body=body, to=[person.email], headers=headers).send()
