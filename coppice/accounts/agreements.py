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
AGREEMENTS = {agreement.what: agreement for agreement in [JOINING]}
