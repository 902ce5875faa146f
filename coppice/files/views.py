"""Handing files out, and taking them in."""

from typing import BinaryIO, cast
from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from coppice.audience.models import Item
from coppice.audience.viewing import Request
from coppice.files.looking import NotKept
from coppice.files.models import File
from coppice.kernel.refusals import wants_json
from coppice.kernel.resources import allow, next_url, see_other

SHOWN_IN_PAGES = {"image/jpeg", "image/png", "image/webp"}


def show(request: Request, pk: UUID) -> HttpResponseBase:
    """The bytes. Only pictures and PDFs open in the browser; everything else is a download."""
    file = get_object_or_404(File.objects.visible_to(request.viewer), pk=pk)
    etag = f'"{file.sha256}"'
    if request.headers.get("If-None-Match") == etag:
        return HttpResponse(status=304, headers={"ETag": etag, "Cache-Control": "private, no-cache"})
    try:
        content = file.path.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    inline = file.media_type in SHOWN_IN_PAGES or file.media_type == "application/pdf"
    response = FileResponse(content, as_attachment=not inline, filename=file.name, content_type=file.media_type)
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
        raise NotKept("Choose a file first. Nothing was added.")
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
    """Change what a picture is said to show."""
    file = get_object_or_404(File.objects.visible_to(request.viewer).select_related("item"), pk=pk)
    allow(file.item.can_be_changed_by(request.user))
    file.alt = request.POST.get("alt", "")[:500]
    file.save(update_fields=["alt"])
    return see_other(next_url(request, file.item.get_absolute_url()))


def remove(request: Request, pk: UUID) -> HttpResponse:
    """Take a file off an item of mine."""
    file = get_object_or_404(File.objects.visible_to(request.viewer).select_related("item"), pk=pk)
    allow(file.item.can_be_changed_by(request.user))
    file.delete()
    return see_other(next_url(request, file.item.get_absolute_url()))
