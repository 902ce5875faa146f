"""What of a journal can be found: entries, by everything that is said in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from coppice.journal.models import Entry
from coppice.kernel import richtext
from coppice.kernel.findable import Kind, Thing, Watch

BESIDE = ("with_whom", "impact_reach", "impact_known", "impact_numbers")


def things(keys: Sequence[UUID]) -> Iterator[Thing]:
    """Entries by their words, with whom it was, what came of it, and the tools used."""
    for entry in Entry.everything.filter(pk__in=keys).prefetch_related("tools"):
        said = [richtext.plain(entry.texts[code]) for code in entry.text_codes if entry.texts.get(code)]
        beside = [words for name in BESIDE if (words := getattr(entry, name))]
        title = entry.title if entry.title or not said else said[0][:80]
        text = " · ".join(filter(None, ["\n".join(said), *beside, *map(str, entry.tools.all())]))
        yield Thing(key=entry.pk, item=entry.pk, title=title, text=text, path=entry.get_absolute_url())


KINDS = (
    Kind(
        code="entry",
        label=_("Entry"),
        plural=_("Entries"),
        things=things,
        rows=Entry.everything.all,
        watches=(
            Watch("audience_item", ("title",), only="kind = 'entry'"),
            Watch("journal_entry", ("texts", "searchable", *BESIDE), key="item_ptr_id"),
        ),
    ),
)
