"""What the journal's page is told of proposals."""

from django.utils.translation import gettext as _

from coppice.journal.beside import Way
from coppice.kernel.addresses import fixed


def beside_the_journal() -> Way:
    return Way(
        label=_("From the community"),
        url=fixed("proposals:index"),
        about=_("What you did here for others, ready to be made an entry with one action. Only you see it."),
    )
