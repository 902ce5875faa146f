"""What was written since a reader was last here."""

from collections.abc import Iterator, Mapping
from typing import Any
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
from coppice.revisions.models.written import text_labels, writable


def show(request: Request, pk: UUID) -> HttpResponse:
    """What was written since the reader was last here: between what they saw then and what is there now."""
    item = item_or_404(request, pk)
    now = timezone.now()
    allow(Item.objects.named_for(request.user, now=now).filter(pk=item.pk).exists())
    written = writable(item)
    if written is None:
        raise Http404
    since = Visit.since(item, by=request.user, now=now, texts=written.texts)
    seen = Visit.seen_before(item, by=request.user) if since else None
    found = list(differences(seen, written)) if seen is not None else []
    return render(request, "discussion/changes.html", {"item": written, "since": since, "changes": found})


def differences(seen: Mapping[str, str], written: Any) -> Iterator[tuple[str, comparing.Comparison]]:
    """Each text that says something else now, also one that came or went meanwhile."""
    labels = text_labels(written)
    for code in dict.fromkeys([*labels, *written.texts, *seen]):
        old, new = seen.get(code, ""), written.text(code)
        if old != new:
            yield labels.get(code, code.capitalize()), comparing.compare(old, new)
