"""Evidence by mail: a private entry of the journal, to be finished, with what was attached."""

from __future__ import annotations

from io import BytesIO
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.files.models import Brought, File
from coppice.inbound.reading import Attachment
from coppice.inbound.targets import Mail, Outcome
from coppice.journal.models import Entry
from coppice.journal.models.entry import Details
from coppice.kernel import richtext
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


def words_of(mail: Mail) -> str:
    """What was written; what was only quoted if there is nothing else; else the subject, or the names of files."""
    reading = mail.reading
    names = " · ".join(each.name for each in reading.attachments)
    quoted = "" if reading.plain.strip() else reading.whole.strip()
    return reading.html if reading.plain.strip() else richtext.clean(as_text(quoted or reading.topic or names))


def as_text(words: str) -> str:
    from coppice.inbound.reading.message import paragraphs

    return paragraphs(words)


def bring(attachments: list[Attachment]) -> tuple[list[Brought], list[str]]:
    """Each file looked at and on the disk, and why some could not be kept."""
    brought, missing = [], []
    for one in attachments:
        try:
            brought.append(File.bring(BytesIO(one.content), one.name))
        except Refusal as refusal:
            missing.append(refusal.sentence.removesuffix(_("Nothing was added.")).rstrip())
    return brought, missing
