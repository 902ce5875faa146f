"""Work done later: the mail that asks somebody to read."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.tasks import task
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.accounts.languages import in_language_of


@task
def mail_reader(reader_id: str) -> None:
    """Send the request once, in the language of whoever is asked or else asks; when it was ended, send nothing.

    Nothing is sent across a block either, which whoever asks can't tell from here.
    """
    from coppice.readers.models import Reader

    live = Reader.objects.live(timezone.now()).select_related("grant__item__author", "grant__made_by", "grant__person")
    reader = live.filter(pk=reader_id, mailed_at=None).first()
    if reader is None:
        return
    context = {
        "reader": reader,
        "asker": reader.grant.made_by,
        "item": reader.grant.item,
        "community": settings.COMMUNITY_NAME,
    }
    with in_language_of(reader.grant.person or reader.grant.made_by):
        message = EmailMessage(
            subject=_("{name} asks you to read a draft").format(name=reader.grant.made_by.name),
            body=render_to_string("readers/mail.txt", context),
            to=[reader.mail_address],
        )
    if not reader.is_across_a_block:
        message.send()
    reader.mailed_at = timezone.now()
    reader.save(update_fields=["mailed_at"])
