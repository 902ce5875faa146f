"""What can be said at all, and which version of a text it speaks of."""

from datetime import datetime

from django.utils.translation import gettext as _

from coppice.audience.models import Item
from coppice.kernel import richtext
from coppice.kernel.refusals import Refusal
from coppice.revisions.models import Cause
from coppice.revisions.models.written import writable

LONGEST = 20_000


class NothingSaid(Refusal):
    """A comment without words, or with far too many."""


def said_or_not(html: str) -> str:
    """As `said`, but something that speaks for itself needs no words."""
    return said(html) if richtext.plain(richtext.clean(html)).strip() else ""


def said(html: str) -> str:
    """Clean, neither empty nor endless."""
    html = richtext.clean(html)
    if not richtext.plain(html).strip():
        raise NothingSaid(_("Your comment has no words yet. Write something and send it again."))
    if len(html) > LONGEST:
        raise NothingSaid(_("This comment is too long to stand in a margin. Please divide it in two."))
    return html


def revision_of(item: Item, now: datetime) -> int | None:
    """The number of the revision that says what the item says now, made when there is none yet."""
    written = writable(item)
    if written is None:
        return None
    row = written.locked()
    number: int = row.keep_revision(by=row.author, now=now, cause=Cause.READ).number
    return number
