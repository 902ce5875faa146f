"""Handing files out, and taking them in."""

from pathlib import Path
from typing import BinaryIO, cast
from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.audience.models import Item
from coppice.audience.viewing import Request
from coppice.files import parts
from coppice.files.looking import NotKept
from coppice.files.models import File, Original
from coppice.kernel.refusals import wants_json
from coppice.kernel.resources import allow, next_url, see_other

SHOWN_IN_PAGES = {"image/jpeg", "image/png", "image/webp"}


def show(request: Request, pk: UUID) -> HttpResponseBase:
    """The bytes. Only pictures and PDFs open in the browser; everything else is a download."""
    file = get_object_or_404(File.objects.visible_to(request.viewer), pk=pk)
    etag = f'"{file.sha256}"'
    if request.headers.get("If-None-Match") == etag:
        return HttpResponse(status=304, headers={"ETag": etag, "Cache-Control": "private, no-cache"})
    return handed_out(request, file.path, file.media_type, file.name, etag)


def original(request: Request, pk: UUID) -> HttpResponseBase:
    """What a covered picture showed before, for its owner."""
    kept = get_object_or_404(Original.objects.owned_by(request.viewer.person).select_related("file"), pk=pk)
    return handed_out(request, kept.path, kept.media_type, kept.file.name, f'"{kept.sha256}"')


def handed_out(request: Request, path: Path, media_type: str, name: str, etag: str) -> HttpResponseBase:
    """The bytes at this path, all of them or the part that a player asks for, with nothing in them that could run."""
    try:
        content = path.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    inline = media_type in SHOWN_IN_PAGES or media_type == "application/pdf"
    response: FileResponse | StreamingHttpResponse = FileResponse(
        content, as_attachment=not inline, filename=name, content_type=media_type
    )
    size = path.stat().st_size
    if part := parts.asked_for(request.headers.get("Range", ""), size):
        content.close()
        response = StreamingHttpResponse(parts.read(path, *part), status=206, content_type=media_type)
        response["Content-Range"] = f"bytes {part[0]}-{part[1]}/{size}"
        response["Content-Length"] = str(part[1] - part[0] + 1)
    response["Accept-Ranges"] = "bytes"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-cache"
    response["ETag"] = etag
    return response


def add(request: Request, pk: UUID) -> HttpResponse:
    """Keep an upload with an item of mine."""
    item = get_object_or_404(Item.objects.visible_to(request.viewer), pk=pk)
    allow(item.can_be_changed_by(request.user))
    upload = request.FILES.get("file")
    if upload is None or not upload.name:
        raise NotKept(_("Choose a file first. Nothing was added."))
    file = File.keep(
        item=item,
        upload=cast(BinaryIO, upload.file),
        name=upload.name,
        by=request.user,
        alt=request.POST.get("alt", ""),
    )
    item.touch(now=timezone.now())
    if wants_json(request):
        known = {"id": str(file.pk), "url": file.get_absolute_url(), "name": file.name, "alt": file.alt}
        return JsonResponse(known, status=201)
    return see_other(next_url(request, item.get_absolute_url()))


def describe(request: Request, pk: UUID) -> HttpResponse:
    """Change what a picture is said to show, or what a recording says."""
    file = get_object_or_404(File.objects.visible_to(request.viewer).select_related("item"), pk=pk)
    allow(file.can_be_changed_by(request.user))
    file.alt = request.POST.get("alt", file.alt)[:500]
    file.said = request.POST.get("said", file.said)[:20_000]
    file.save(update_fields=["alt", "said"])
    return see_other(next_url(request, file.item.get_absolute_url()))


def remove(request: Request, pk: UUID) -> HttpResponse:
    """Take a file off an item of mine."""
    file = get_object_or_404(File.objects.visible_to(request.viewer).select_related("item"), pk=pk)
    allow(file.can_be_changed_by(request.user))
    file.delete()
    return see_other(next_url(request, file.item.get_absolute_url()))
