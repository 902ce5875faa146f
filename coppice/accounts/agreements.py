"""What people agree to, word for word. A new wording gets a new version, and people agree to it anew."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise


@dataclass(frozen=True)
class Agreement:
    """One thing one can agree to, as it is worded now."""

    what: str
    title: str | StrPromise
    version: str
    wording: str | StrPromise
    is_optional: bool = False


JOINING = Agreement(
    what="joining",
    title=_("Joining"),
    version="1",
    wording=_(
        "What you write is kept here so that you can use it. It is yours: private until you share it, and gone when "
        "you leave. You treat what colleagues share with you as theirs, and you keep out of what you share whatever "
        "could harm the people it is about."
    ),
)
LOOKING_UP = Agreement(
    what="looking-up",
    title=_("Looking up your links"),
    version="1",
    wording=_(
        "Now and then this server asks the addresses in your own entries and sections whether they still open, and "
        "whether they ask to sign in. Whoever runs a page there can then see that this community knows its address, "
        "and when it asked; nothing about you is sent. What was found is kept for you alone. You can take this back "
        "at any time: then nothing is asked any more, and everything that was found is deleted at once."
    ),
    is_optional=True,
)
AGREEMENTS = {agreement.what: agreement for agreement in [JOINING, LOOKING_UP]}
