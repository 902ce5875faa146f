"""Saving a text: from the editor as one writes, or from a plain form."""

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.http.request import RawPostDataException
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.audience.models import Item
from coppice.audience.viewing import Request
from coppice.kernel import richtext
from coppice.kernel.refusals import Refusal
from coppice.kernel.resources import allow, next_url, see_other
from coppice.revisions.models import Conflict, Written
from coppice.revisions.models.written import writable


def text_or_404(request: Request, pk: UUID, code: str) -> Any:
    written = writable(get_object_or_404(Item.objects.visible_to(request.viewer), pk=pk))
    if written is None or code not in written.text_codes:
        raise Http404
    return written


def show(request: Request, pk: UUID, code: str) -> HttpResponseBase:
    """The text as it is now, for an editor that wants to be sure."""
    written = text_or_404(request, pk, code)
    html = written.text(code)
    known = {"html": html, "fingerprint": richtext.fingerprint(html), "saved_at": written.written_at}
    return JsonResponse(known, headers={"Cache-Control": "no-store"})


def autosave(request: Request, pk: UUID, code: str) -> HttpResponseBase:
    """Save what the editor sends; answered with 200 only after the commit."""
    written = text_or_404(request, pk, code)
    if not written.can_be_changed_by(request.user):
        return JsonResponse({"sentence": _("You can read this text but not change it.")}, status=403)
    sent = read_sent(request)
    try:
        saved = written.write(code=code, by=request.user, now=timezone.now(), **sent)
    except Conflict as conflict:
        return JsonResponse(in_conflict(written, conflict), status=409)
    answer = {"fingerprint": saved.fingerprint, "saved_at": saved.at, "words": saved.words}
    if saved.html != sent["html"]:
        answer["html"] = saved.html
    if saved.superseded:
        answer["superseded"] = True
    return JsonResponse(answer)


def read_sent(request: Request) -> dict[str, Any]:
    """What the editor sent, with the right shapes; raises a Refusal otherwise."""
    try:
        sent = json.loads(request.body)
        html, bases = sent["html"], sent.get("bases", [])
        writer, sequence = sent.get("writer", ""), sent.get("sequence", 0)
        if not (isinstance(html, str) and isinstance(writer, str) and isinstance(sequence, int)):
            raise TypeError
        return {
            "html": html,
            "bases": [str(base) for base in bases][:1000],
            "writer": writer[:40],
            "sequence": sequence,
        }
    except (ValueError, KeyError, TypeError, AttributeError, RawPostDataException) as error:
        raise Refusal(
            _("This save could not be read. Your text is still in your browser; please try again.")
        ) from error


def in_conflict(written: Written, conflict: Conflict) -> dict[str, Any]:
    item_id = written.pk
    comparison = reverse("comparison", args=[item_id]) + f"?from={conflict.kept.number}&to=now"
    return {
        "html": conflict.current,
        "fingerprint": richtext.fingerprint(conflict.current),
        "kept": conflict.kept.number,
        "comparison": comparison,
        "saved_at": written.written_at,
    }


def save_form(request: Request, pk: UUID, code: str) -> HttpResponse:
    """The way without scripts: Markdown in a plain field, and the fingerprint of what it was made from."""
    written = text_or_404(request, pk, code)
    allow(written.can_be_changed_by(request.user))
    base = request.POST.get("base", "")
    html = richtext.from_markdown_over(written.text(code), request.POST.get("text", ""))
    try:
        written.write(code=code, html=html, bases=[base], by=request.user, now=timezone.now())
    except Conflict as conflict:
        messages.warning(
            request,
            _(
                "This text was changed elsewhere while you wrote. Nothing is lost: here are both, "
                "yours as a version of its own."
            ),
        )
        return see_other(reverse("comparison", args=[written.pk]) + f"?from={conflict.kept.number}&to=now")
    messages.success(request, _("Saved."))
    return see_other(next_url(request, written.get_absolute_url()))
