"""Words that its author wrote in another portfolio: found, set side by side, brought over, and kept in step."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.audience.viewing import Request
from coppice.kernel.resources import see_other
from coppice.portfolios import desk, elsewhere
from coppice.portfolios.models import Section, TextOrigin
from coppice.portfolios.views.loading import my_section


def index(request: Request, pk: UUID) -> HttpResponse:
    """What there is elsewhere, what suits best first."""
    section = my_section(request, pk)
    context = {"section": section, "candidates": elsewhere.candidates(section)}
    return render(request, "portfolios/elsewhere/index.html", context)


def show(request: Request, pk: UUID, other: UUID) -> HttpResponse:
    """Both side by side: what each framework asks, and what is written."""
    section, source = my_section(request, pk), my_section(request, other)
    linked = elsewhere.linked(section, source)
    texts = [(text, linked.get(text.code)) for text in desk.writings(source) if text.html]
    context = {
        "section": section,
        "source": source,
        "texts": texts,
        "asked": [desk.asked(one.portfolio.edition, one.code) for one in (section, source)],
        "writings": desk.writings(section),
    }
    return render(request, "portfolios/elsewhere/show.html", context)


def bring_over(request: Request, pk: UUID, other: UUID) -> HttpResponse:
    """Copy a text below what is written here."""
    section, source = my_section(request, pk), my_section(request, other)
    code, source_code = request.POST.get("code", ""), request.POST.get("text", "")
    TextOrigin.bring_over(
        source=source, source_code=source_code, into=section, code=code, by=request.user, now=timezone.now()
    )
    messages.success(request, _("It is here, below what you had written. The original stays as it is."))
    return see_other(f"{section.get_absolute_url()}#{code}")


def origin_or_404(section: Section, origin: UUID) -> TextOrigin:
    found: TextOrigin = get_object_or_404(TextOrigin.objects.of(section).with_both(), pk=origin)
    return found


def change(request: Request, pk: UUID, origin: UUID) -> HttpResponse:
    """What changed in the other text since both were side by side, and what that would make of this one."""
    section = my_section(request, pk)
    row = origin_or_404(section, origin)
    context = {
        "section": section,
        "origin": row,
        "came": row.section_id == section.pk,
        "difference": elsewhere.difference(row, section) if row.is_here else None,
    }
    return render(request, "portfolios/elsewhere/change.html", context)


def follow(request: Request, pk: UUID, origin: UUID) -> HttpResponse:
    """Bring the change over, or leave this text as it is."""
    section, now = my_section(request, pk), timezone.now()
    row = origin_or_404(section, origin)
    if request.POST.get("do") == "leave":
        row.leave_change(by=request.user, now=now)
        messages.success(request, _("Your text stays as it is."))
        return see_other(section.get_absolute_url())
    seen = (request.POST.get("mine", ""), request.POST.get("theirs", ""))
    if row.bring_change(into=section, seen=seen, by=request.user, now=now):
        messages.success(request, _("The change is here. What stood here before is kept as a version."))
        return see_other(section.get_absolute_url())
    messages.warning(request, _("One of the two was changed while you looked. Nothing was brought over; look again."))
    return see_other(reverse("portfolios:text_origin", args=[pk, origin]))


def forget(request: Request, pk: UUID, origin: UUID) -> HttpResponse:
    """From now on the two are two texts."""
    section = my_section(request, pk)
    origin_or_404(section, origin).part(by=request.user)
    messages.success(request, _("Both texts stay as they are, and no longer know of each other."))
    return see_other(section.get_absolute_url())
