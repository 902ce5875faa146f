"""Evidence beside a section: choosing it, saying what it shows, taking it away."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.audience.viewing import Request
from coppice.journal import cautions
from coppice.journal.models import Entry
from coppice.kernel.resources import see_other
from coppice.portfolios import fitting
from coppice.portfolios.forms import EvidenceForm, PieceForm
from coppice.portfolios.views.loading import my_piece, my_section


def new(request: Request, pk: UUID) -> HttpResponse:
    """Entries of one's journal that would fit, or the one that was chosen."""
    section, words = my_section(request, pk), request.GET.get("q", "").strip()[:200]
    if chosen := request.GET.get("entry", ""):
        form = EvidenceForm(initial={"entry": chosen, "shared": True}, person=request.user)
        return confirm(request, pk, chosen, form)
    fits, others = fitting.offers(section, request.user, words)
    context = {"section": section, "fitting": fits, "others": others, "words": words}
    return render(request, "portfolios/evidence/new.html", context)


def confirm(request: Request, pk: UUID, chosen: object, form: EvidenceForm) -> HttpResponse:
    """One entry, before it is set beside the section."""
    mine = Entry.objects.visible_to(request.viewer).filter(author=request.user)
    entry = get_object_or_404(mine.filter(pk__in=[chosen] if is_id(chosen) else []))
    context = {
        "section": my_section(request, pk),
        "entry": entry,
        "form": form,
        "warnings": cautions.before_sharing(entry),
    }
    return render(request, "portfolios/evidence/confirm.html", context, status=422 if form.errors else 200)


def is_id(text: object) -> bool:
    try:
        UUID(str(text))
    except ValueError:
        return False
    return True


def attach(request: Request, pk: UUID) -> HttpResponse:
    """Set an entry beside the section."""
    section = my_section(request, pk)
    form = EvidenceForm(request.POST, person=request.user)
    if not form.is_valid():
        return confirm(request, pk, request.POST.get("entry", ""), form)
    section.attach(**form.cleaned_data, by=request.user, now=timezone.now())
    messages.success(request, _("“{entry}” is beside this section now.").format(entry=form.cleaned_data["entry"]))
    return see_other(section.get_absolute_url() + "#evidence-beside")


def edit(request: Request, pk: UUID, form: PieceForm | None = None) -> HttpResponse:
    """What it shows here, and who can open it."""
    piece = my_piece(request, pk)
    form = form or PieceForm(initial={"note": piece.note, "shared": piece.shared})
    context = {"piece": piece, "section": piece.section, "form": form, "warnings": cautions.before_sharing(piece.entry)}
    return render(request, "portfolios/evidence/edit.html", context, status=422 if form.errors else 200)


def update(request: Request, pk: UUID) -> HttpResponse:
    """Say what it shows; lend it to readers or keep it back."""
    piece, form = my_piece(request, pk), PieceForm(request.POST)
    if not form.is_valid():
        return edit(request, pk, form)
    piece.revise(
        note=form.cleaned_data["note"], shared=form.cleaned_data["shared"], by=request.user, now=timezone.now()
    )
    return see_other(piece.section.get_absolute_url() + "#evidence-beside")


def move(request: Request, pk: UUID) -> HttpResponse:
    """One place further up or down."""
    piece = my_piece(request, pk)
    piece.move(later=request.POST.get("place") == "later", by=request.user, now=timezone.now())
    return see_other(piece.section.get_absolute_url() + "#evidence-beside")


def detach(request: Request, pk: UUID) -> HttpResponse:
    """Take it away from the section."""
    piece = my_piece(request, pk)
    piece.detach(by=request.user, now=timezone.now())
    messages.success(
        request, _("“{entry}” is no longer beside this section. It stays in your journal.").format(entry=piece.entry)
    )
    return see_other(piece.section.get_absolute_url() + "#evidence-beside")
