"""The journal as a list, and one entry to read."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.audience.sentences import sentence_for
from coppice.audience.viewing import Request
from coppice.journal import beside, listing, speaking_to, uses
from coppice.journal.cautions import before_sharing
from coppice.journal.filtering import ONLY, Filter, choices_of
from coppice.journal.listing import choice, grouped, options
from coppice.journal.models import Entry, Impact, Origin, Tool
from coppice.journal.speaking_to import Offered
from coppice.kernel import keyset

MOST_TOOLS = 200
PROMPTED = 3
HANGING = ("tools", "codes", "addresses", "files", "permissions")


def index(request: Request) -> HttpResponse:
    """Newest first, filtered by what the address asks for."""
    asked, person = Filter.read(request.GET), request.user
    mine = Entry.objects.by(person)
    rows = asked.apply(mine).values_list(*listing.SHOWN, named=True)
    page = keyset.page(rows, order=("-happened_on", "-pk"), after=request.GET.get("after", ""))
    here, offered = reverse("journal:index"), speaking_to.offered(person)
    older = asked.address(here)
    context = {
        "asked": asked,
        "lines": listing.lines(page.rows),
        "older": f"{older}{'&' if asked.is_set else '?'}after={page.next}" if page.next else "",
        "beside": beside.ways(),
        "is_start": "after" not in request.GET,
        "unfinished": [] if asked.is_set or "after" in request.GET else unfinished(mine),
        "years": (found := years(mine)),
        "choices": choices(asked, person, found, offered) if page.rows or asked.is_set else {},
    }
    return render(request, "journal/index.html", context)


def choices(asked: Filter, person: Person, years: list[int], offered: Offered) -> dict[str, SafeString]:
    """The selects of the filter, drawn."""
    tools = Tool.objects.filter(person=person).values_list("key", "name")[:MOST_TOOLS]
    groups = [
        (group.name, [(one.code, one.label) for one in group.codes])
        for group in offered.with_kept(filter(None, [asked.code]))
    ]
    drawn = {
        "year": choice("year", _("Year"), options([(str(year), str(year)) for year in years], asked.year)),
        "only": choice("only", _("Show"), options(choices_of(ONLY.items()), asked.only), _("All entries")),
        "tool": choice("tool", _("Tool"), options(tools, asked.tool)),
        "impact": choice("impact", _("What changed"), options(choices_of(Impact.choices), asked.impact), _("Anything")),
    }
    return drawn | (
        {"code": choice("code", _("Speaks to"), grouped(groups, asked.code), _("Anything"))} if groups else {}
    )


def unfinished(mine: Any) -> list[Any]:
    """The newest entries to be finished: one more than are shown tells that there are others."""
    rows = mine.to_be_finished().newest_first().values_list("pk", "title", named=True)
    return list(rows[: PROMPTED + 1])


def years(mine: Any) -> list[int]:
    """From this year back to the oldest entry's; one look at the index."""
    oldest = mine.order_by("happened_on", "pk").values_list("happened_on", flat=True).first()
    return list(range(timezone.localdate().year, oldest.year - 1, -1)) if oldest else []


def show(request: Request, pk: UUID) -> HttpResponse:
    """One entry: the text, and in the margin what belongs to it."""
    seen = Entry.objects.visible_to(request.viewer).annotate(was_brought=Exists(told_of(OuterRef("pk"))))
    entry = get_object_or_404(seen.select_related("author", "group").prefetch_related(*HANGING), pk=pk)
    is_mine = entry.can_be_changed_by(request.user)
    files = list(entry.files.all())
    offered = speaking_to.offered(entry.author) if entry.codes.all() else Offered()
    people = list(entry.permissions.all()) if is_mine else []
    context = {
        "entry": entry,
        "is_mine": is_mine,
        "texts": [(label, entry.text(code)) for code, label in entry.text_labels.items() if entry.text(code)],
        "sentence": sentence_for(entry, request.user),
        "codes": [(row.code, offered.label(row.code), offered.framework(row.code)) for row in entry.codes.all()],
        "files": files,
        "sounds": [file for file in files if file.is_sound],
        "pictures": [file for file in files if file.is_picture],
        "uses": uses.of(entry, request.viewer),
        "people": people,
        "origin": told_of(entry.pk).first() if is_mine and getattr(entry, "was_brought", False) else None,
        "cautions": before_sharing(entry, people) if is_mine else [],
    }
    return render(request, "journal/entry.html", context)


def told_of(entry: Any) -> QuerySet[Origin]:
    """Where it was brought from, if that said more than which it was."""
    return Origin.objects.filter(entry=entry).exclude(told={})
