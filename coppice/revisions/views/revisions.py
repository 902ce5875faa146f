"""The history of an item: list, one revision, comparison of two, restoring."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from coppice.audience.models import Item
from coppice.audience.viewing import Request
from coppice.kernel.resources import allow, see_other
from coppice.revisions import comparing
from coppice.revisions.models import Cause, Revision
from coppice.revisions.models.written import text_labels, writable

LISTED = 40


def mine_or_404(request: Request, pk: UUID) -> Any:
    """An item with texts that the person may change: its history is for nobody else."""
    item = get_object_or_404(Item.objects.visible_to(request.viewer).select_related("author"), pk=pk)
    written = writable(item)
    if written is None:
        raise Http404
    allow(written.can_be_changed_by(request.user))
    return written


def index(request: Request, pk: UUID) -> HttpResponse:
    """Every version, newest first."""
    written = mine_or_404(request, pk)
    revisions = Revision.objects.of(written).select_related("author").defer("snapshot")
    before = request.GET.get("before", "")
    if before.isdigit():
        revisions = revisions.filter(number__lt=int(before))
    rows = list(revisions[: LISTED + 1])
    older = rows[LISTED - 1].number if len(rows) > LISTED else None
    return render(request, "revisions/index.html", {"item": written, "revisions": rows[:LISTED], "older": older})


def name(request: Request, pk: UUID) -> HttpResponse:
    """Give what is there now a name: a snapshot."""
    written = mine_or_404(request, pk)
    given = request.POST.get("name", "").strip()[:120] or _("Snapshot of {moment}").format(
        moment=date_format(timezone.localtime(), "j F Y, H:i")
    )
    written.keep_revision(by=request.user, now=timezone.now(), cause=Cause.NAMED, name=given)
    messages.success(request, _("Kept as “{given}”.").format(given=given))
    return see_other(reverse("revisions", args=[written.pk]))


def show(request: Request, pk: UUID, number: int) -> HttpResponse:
    """One version, to read or restore."""
    written = mine_or_404(request, pk)
    revision = get_object_or_404(Revision.objects.of(written).select_related("author"), number=number)
    texts = labelled(written, revision.texts)
    return render(request, "revisions/show.html", {"item": written, "revision": revision, "texts": texts})


def restore(request: Request, pk: UUID, number: int) -> HttpResponse:
    """Say again what this version said; what is there now stays a version."""
    written = mine_or_404(request, pk)
    revision = get_object_or_404(Revision.objects.of(written), number=number)
    written.restore(revision, by=request.user, now=timezone.now())
    messages.success(
        request, _("Version {number} is back. What was there before is kept as a version too.").format(number=number)
    )
    return see_other(written.get_absolute_url())


def compare(request: Request, pk: UUID) -> HttpResponse:
    """Two versions in words: ?from=3&to=7, or &to=now."""
    written = mine_or_404(request, pk)
    old, new = side(written, request.GET.get("from", "")), side(written, request.GET.get("to", "now"))
    changes = [
        (label, comparing.compare(before, after), before, after)
        for code, label in text_labels(written).items()
        if (before := old.texts.get(code, "")) != (after := new.texts.get(code, ""))
    ]
    choices = Revision.objects.of(written).defer("snapshot")[:LISTED]
    context = {"item": written, "old": old, "new": new, "changes": changes, "revisions": choices}
    return render(request, "revisions/comparison.html", context)


class Now:
    """What is there now, beside its revisions."""

    number = "now"
    cause = ""

    def __init__(self, written: Any) -> None:
        self.texts, self.at, self.words = written.texts, written.written_at or written.changed_at, written.words

    def __str__(self) -> str:
        return _("What is there now")


def side(written: Any, asked: str) -> Any:
    """One side of a comparison; without a number, the newest revision that differs from now."""
    if asked == "now":
        return Now(written)
    revisions = Revision.objects.of(written)
    if asked.isdigit() and len(asked) < 9:
        return get_object_or_404(revisions, number=int(asked))
    return revisions.exclude(snapshot=written.snapshot()).newest() or Now(written)


def labelled(written: Any, texts: dict[str, str]) -> list[tuple[str, str]]:
    return [(label, texts[code]) for code, label in text_labels(written).items() if texts.get(code)]
