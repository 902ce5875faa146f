"""Evidence by mail: a private entry of the journal, to be finished, with what was attached."""

from __future__ import annotations

from io import BytesIO
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.files.models import Brought, File
from coppice.inbound import addresses
from coppice.inbound.reading import Attachment
from coppice.inbound.reading.message import paragraphs
from coppice.inbound.targets import Mail, Outcome
from coppice.journal import editing
from coppice.journal.models import Entry
from coppice.journal.models.entry import Details
from coppice.journal.ways import Way
from coppice.kernel import richtext
from coppice.kernel.addresses import fixed
from coppice.kernel.refusals import Refusal


def keep(mail: Mail) -> Outcome:
    """An entry of the day it came, titled by the subject. Sent again, it is the same entry."""
    brought, missing = bring(mail.reading.attachments)
    html = words_of(mail)
    if not html and not brought:
        raise Refusal(_("There was nothing in it: no words, and no file that could be kept."))
    day = timezone.localdate(mail.now, ZoneInfo(mail.by.time_zone))
    with transaction.atomic():
        entry, is_new = Entry.capture(html=html, happened_on=day, by=mail.by, now=mail.now, once=mail.once)
        if is_new:
            entry.describe(Details(day, title=mail.reading.topic, is_draft=True), by=mail.by, now=mail.now)
            for one in brought:
                File.hang(one, item=entry, by=mail.by)
    return Outcome(_("It is in your journal, to be finished. Only you can see it."), entry.get_absolute_url(), missing)


def bring(attachments: list[Attachment]) -> tuple[list[Brought], list[str]]:
    """Each file looked at and on the disk, and why some could not be kept."""
    return editing.bring(SimpleNamespace(file=BytesIO(one.content), name=one.name) for one in attachments)


def by_mail() -> Way | None:
    """What the journal's page of ways to capture is told."""
    if not addresses.is_on():
        return None
    about = _("What you send or forward to a private address of yours becomes an entry, with the files you attach.")
    return Way(_("By e-mail"), about, _("Make yourself one"), fixed("inbound:index"))


def words_of(mail: Mail) -> str:
    """What was written; what was only quoted if there is nothing else; else the subject, or the names of files."""
    reading = mail.reading
    names = " · ".join(each.name for each in reading.attachments)
    quoted = "" if reading.plain.strip() else reading.whole.strip()
    return reading.html if reading.plain.strip() else richtext.clean(paragraphs(quoted or reading.topic or names))
