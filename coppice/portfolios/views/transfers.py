"""Portfolios on their way in: what was brought, how far it is, and where each passage goes."""

from typing import BinaryIO, cast
from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from coppice.audience.viewing import Request
from coppice.frameworks.models import Edition
from coppice.kernel.refusals import Refusal
from coppice.kernel.resources import see_other
from coppice.portfolios.correcting import Sheet
from coppice.portfolios.entries_in.sheet import EntriesSheet
from coppice.portfolios.forms_transfers import BringForm
from coppice.portfolios.leap2a.carrying import offered
from coppice.portfolios.leap2a.sheet import LeapSheet
from coppice.portfolios.models.transfer import Format, State, Transfer
from coppice.portfolios.views.loading import my_portfolio

MEDIA_TYPES: dict[str, str] = {
    Format.PDF: "application/pdf",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.ODT: "application/vnd.oasis.opendocument.text",
    Format.EPUB: "application/epub+zip",
}


def index(request: Request, form: BringForm | None = None) -> HttpResponse:
    """Bring in a portfolio, and what was brought in the last days."""
    editions = list(Edition.objects.visible_to(request.viewer).offered())
    context = {
        "form": form or BringForm(editions=editions),
        "editions": editions,
        "recent": Transfer.objects.visible_to(request.viewer).inward()[:20],
    }
    return render(request, "portfolios/transfers/index.html", context, status=422 if form and form.errors else 200)


def bring(request: Request) -> HttpResponse:
    """Take the file and begin to read it."""
    editions = list(Edition.objects.visible_to(request.viewer).offered())
    form = BringForm(request.POST, request.FILES, editions=editions)
    if not form.is_valid():
        return index(request, form)
    upload = form.cleaned_data["file"]
    edition, pathway = form.chosen
    try:
        transfer = Transfer.bring_in(
            upload=cast(BinaryIO, upload.file),
            name=upload.name,
            edition=edition,
            pathway=pathway,
            by=request.user,
            now=timezone.now(),
        )
    except Refusal as refusal:
        form.add_error("file", refusal.sentence)
        return index(request, form)
    return see_other(transfer.get_absolute_url())


def show(request: Request, pk: UUID) -> HttpResponse:
    """How far it is; once it is read, what was found and where it would go."""
    transfer = _mine(request, pk)
    if not transfer.is_moving and request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Refresh": "true"})
    if not transfer.is_inward and transfer.portfolio:
        return see_other(reverse("portfolios:exports", args=[transfer.portfolio_id]))
    sheet = _sheet(transfer) if transfer.state == State.READY else None
    return render(request, "portfolios/transfers/show.html", {"transfer": transfer, "sheet": sheet})


def confirm(request: Request, pk: UUID) -> HttpResponse:
    """Go ahead, with the places as they were corrected."""
    transfer = _mine(request, pk)
    sheet = _sheet(transfer) if transfer.state == State.READY else None
    if isinstance(sheet, EntriesSheet) and "again" in request.POST:
        transfer.reconsider(proposal=sheet.reconsidered(request.POST))
        return see_other(transfer.get_absolute_url())
    places = sheet.corrected(request.POST) if sheet else transfer.proposal
    written_for = sheet.pathway(request.POST) if isinstance(sheet, LeapSheet) else None
    transfer.confirm(proposal=places, written_for=written_for, now=timezone.now())
    return see_other(transfer.get_absolute_url())


def forget(request: Request, pk: UUID) -> HttpResponse:
    """Delete it, with its file."""
    transfer = _mine(request, pk)
    home = reverse("portfolios:transfers") if transfer.is_inward else "/"
    if not transfer.is_inward and transfer.portfolio_id:
        home = reverse("portfolios:exports", args=[transfer.portfolio_id])
    transfer.forget()
    return see_other(home)


def exports(request: Request, pk: UUID) -> HttpResponse:
    """What it can leave as, and what was made in the last days."""
    portfolio = my_portfolio(request, pk)
    made = list(Transfer.objects.visible_to(request.viewer).out_of(portfolio)[:30])
    moving = next((transfer for transfer in made if transfer.is_moving), None)
    if not moving and request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Refresh": "true"})
    ready = [transfer for transfer in made if not transfer.is_moving]
    context = {"portfolio": portfolio, "made": ready, "moving": moving, "formats": Format.choices}
    return render(request, "portfolios/transfers/exports.html", context)


def export(request: Request, pk: UUID) -> HttpResponse:
    """Ask for one."""
    portfolio = my_portfolio(request, pk)
    Transfer.take_out(
        portfolio=portfolio,
        format=request.POST.get("format", ""),
        by=request.user,
        now=timezone.now(),
    )
    return see_other(reverse("portfolios:exports", args=[pk]))


def fetch(request: Request, pk: UUID) -> HttpResponseBase:
    """The file itself, to its owner alone."""
    transfer = _mine(request, pk)
    if not transfer.can_be_fetched:
        raise Http404
    kind = MEDIA_TYPES.get(transfer.format, "application/zip")
    response = FileResponse(transfer.result.open("rb"), as_attachment=True, filename=transfer.name, content_type=kind)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _sheet(transfer: Transfer) -> Sheet | LeapSheet | EntriesSheet | None:
    """The dry run that fits what was brought; an archive comes in whole."""
    if transfer.is_archive:
        return None
    if transfer.is_leap2a:
        return LeapSheet(transfer, list(offered(transfer.person)))
    return EntriesSheet(transfer) if transfer.is_entries else Sheet.of(transfer)


def _mine(request: Request, pk: UUID) -> Transfer:
    found = Transfer.objects.visible_to(request.viewer).select_related("portfolio", "edition", "person")
    return get_object_or_404(found, pk=pk)
