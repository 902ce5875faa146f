"""Packing everything of one person, and taking it away when they leave."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.tasks import task
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.accounts.languages import in_language_of
from coppice.accounts.models import Person
from coppice.portfolios.tasks import carry_out
from coppice.privacy import erasing, everything
from coppice.privacy.models import Departure, Opening
from coppice.queue.marks import attempts, long
from coppice.queue.periodic import every


@task
@attempts(3)
@long
def pack_everything(transfer_id: str) -> None:
    """Write the archive, then say so."""
    carry_out(transfer_id, everything.pack)


@task
def mail_departure(departure_id: int) -> None:
    """Say that somebody asked to leave, to their address: it may not have been them."""
    departure = Departure.objects.filter(pk=departure_id).select_related("person").first()
    if departure is None:
        return
    way_back = settings.BASE_URL + reverse("privacy:departure")
    context = {"departure": departure, "community": settings.COMMUNITY_NAME, "way_back": way_back}
    with in_language_of(departure.person):
        subject = _("You asked to leave {community}").format(community=settings.COMMUNITY_NAME)
        body = render_to_string("privacy/departure_mail.txt", context)
    EmailMessage(subject, body, to=[departure.person.email]).send()


@task
def mail_opening(number: int) -> None:
    """Tell the owner that an administrator opened something of theirs."""
    opening = Opening.objects.get(number=number)
    people = Person.objects.in_bulk([opening.by_id, opening.owner_id])
    owner = people.get(opening.owner_id)
    if owner is None:
        return
    page = settings.BASE_URL + reverse("privacy:index") + "#openings"
    context = {"opening": opening, "owner": owner, "page": page, "community": settings.COMMUNITY_NAME}
    with in_language_of(owner):
        by = people.get(opening.by_id, _("Somebody who left"))
        body = render_to_string("privacy/opening_mail.txt", {**context, "by": by})
        EmailMessage(_("An administrator opened something of yours"), body, to=[owner.email]).send()


@every(hours=1)
@task
def let_go() -> None:
    """Ask for the erasure of everybody whose time to think it over has passed."""
    for departure in Departure.objects.due(timezone.now()):
        erase_one.enqueue(departure.pk)


@task
def erase_one(departure_id: int) -> None:
    """Take everything of theirs away, unless they came back."""
    now = timezone.now()
    departure = Departure.objects.due(now).select_for_update().filter(pk=departure_id).first()
    if departure:
        erasing.erase(departure.person, leaves_words=departure.leaves_words, now=now)


@task
@long
def tidy_up() -> None:
    """Nothing of what was deleted stays in the files of the database."""
    erasing.let_go_of_pages()
