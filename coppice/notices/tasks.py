"""Reading the log of happenings into notices, and notices into mail."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q
from django.tasks import task
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.accounts.languages import in_language_of
from coppice.accounts.models import Person
from coppice.happenings.models import Cursor
from coppice.notices.models import How, Notice, tell
from coppice.queue.periodic import every

QUIET = timedelta(minutes=15)
A_DAY = timedelta(days=1)
MOST_IN_A_MAIL = 20
KEPT_SEEN = timedelta(days=180)


@every(minutes=0.5)
@task
def tell_everybody() -> None:
    """Make notices of what happened since the last time."""
    for happening in Cursor.read("notices"):
        tell(happening, now=timezone.now())


@every(minutes=5)
@task
def mail_everybody() -> None:
    """Ask for one mail for each person whose oldest unmailed notice has waited long enough."""
    now = timezone.now()
    for person_id in waiting(now):
        mail_one.enqueue(str(person_id))


def waiting(now: datetime) -> Iterable[object]:
    unmailed = Notice.objects.filter(mailed_at=None, seen_at=None, made_at__gt=now - timedelta(days=7)).exclude(
        happening__verb="asked to read"
    )
    daily = Q(person__mail_choice__how=How.DAILY)
    never = Q(person__mail_choice__how=How.NEVER)
    due = Q(made_at__lte=now - QUIET) & ~daily | Q(made_at__lte=now - A_DAY) & daily
    return unmailed.filter(due).exclude(never).order_by().values_list("person_id", flat=True).distinct()


@task
def mail_one(person_id: str) -> None:
    """One mail with everything new that the person can still see; nothing when there is nothing."""
    person = Person.objects.get(pk=person_id)
    now = timezone.now()
    unmailed = Notice.objects.visible_to(person).new().filter(mailed_at=None).exclude(happening__verb="asked to read")
    notices = list(unmailed.select_related("happening__actor", "happening__item").order_by("made_at", "id")[:200])
    if not notices:
        return
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(mailed_at=now)
    with in_language_of(person):
        letter(person, notices).send()


def letter(person: Person, notices: list[Notice]) -> EmailMessage:
    """The mail, in the language that is active."""
    context = {
        "person": person,
        "groups": by_item(notices[:MOST_IN_A_MAIL]),
        "more": max(0, len(notices) - MOST_IN_A_MAIL),
        "base_url": settings.BASE_URL,
        "choices_url": settings.BASE_URL + reverse("notices:choices"),
        "community": settings.COMMUNITY_NAME,
    }
    subject = (
        notices[0].sentence if len(notices) == 1 else _("{many} things that came for you").format(many=len(notices))
    )
    return EmailMessage(subject=subject[:150], body=render_to_string("notices/mail.txt", context), to=[person.email])


def by_item(notices: list[Notice]) -> list[tuple[str, list[Notice]]]:
    """Notices under the title of what they are about, in the order they came."""
    groups: dict[str, list[Notice]] = defaultdict(list)
    for notice in notices:
        groups[str(notice.happening.item or "")].append(notice)
    return list(groups.items())


@every(days=1)
@task
def forget_seen() -> None:
    """Notices that were seen half a year ago go."""
    Notice.objects.filter(seen_at__lt=timezone.now() - KEPT_SEEN).delete()
