"""What of portfolios can be found: each by its title, and its sections by their texts and the notes beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from coppice.kernel import richtext
from coppice.kernel.findable import Kind, Thing, Watch
from coppice.portfolios.models import Portfolio, Section


def portfolios(keys: Sequence[UUID]) -> Iterator[Thing]:
    for one in Portfolio.everything.filter(pk__in=keys).select_related("edition"):
        yield Thing(key=one.pk, item=one.pk, title=one.title, text=one.written_for, path=one.get_absolute_url())


def sections(keys: Sequence[UUID]) -> Iterator[Thing]:
    """Those in which something is written; what the framework asks is found with the framework."""
    for one in Section.everything.filter(pk__in=keys, words__gt=0).select_related("whole"):
        said = "\n".join(richtext.plain(html) for html in one.texts.values() if html)
        yield Thing(key=one.pk, item=one.pk, title=one.title, text=said, path=one.get_absolute_url())


KINDS = (
    Kind(
        code="portfolio",
        label=_("Portfolio"),
        plural=_("Portfolios"),
        things=portfolios,
        rows=Portfolio.everything.all,
        watches=(Watch("audience_item", ("title",), only="kind = 'portfolio'"),),
        weight=0.6,
    ),
    Kind(
        code="section",
        label=_("Section"),
        plural=_("Sections"),
        things=sections,
        rows=Section.everything.all,
        watches=(
            Watch("audience_item", ("title",), only="kind = 'section'"),
            Watch("portfolios_section", ("texts", "own_title"), key="item_ptr_id"),
        ),
    ),
)
