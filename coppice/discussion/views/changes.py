"""What was written since a reader was last here."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from coppice.audience.models import Item
from coppice.audience.viewing import Request
from coppice.discussion.models import Visit
from coppice.discussion.views.loading import item_or_404
from coppice.kernel.resources import allow
from coppice.revisions import comparing
from coppice.revisions.models import Cause, Revision
from coppice.revisions.models.written import text_labels, writable


def show(request: Request, pk: UUID) -> HttpResponse:
    """What was written since the reader was last here: between the version they saw and what is there now."""
    item = item_or_404(request, pk)
    now = timezone.now()
    allow(Item.objects.named_for(request.user, now=now).filter(pk=item.pk).exists())
    written = writable(item)
    if written is None:
        raise Http404
    since = Visit.since(item, by=request.user, now=now)
    seen = Revision.objects.of(item).exclude(cause=Cause.KEPT).filter(at__lte=since).newest() if since else None
    labels = text_labels(written)
    pairs = (
        [(labels.get(code, code), seen.texts.get(code, ""), html) for code, html in written.texts.items()]
        if seen
        else []
    )
    found = [(label, comparing.compare(old, new)) for label, old, new in pairs if old != new]
    return render(request, "discussion/changes.html", {"item": written, "since": since, "changes": found})
