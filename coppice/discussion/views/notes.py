"""My private notes about something that I was asked to read."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.audience.models import Item
from coppice.audience.viewing import Request
from coppice.discussion.models import PrivateNote
from coppice.discussion.views.loading import item_or_404
from coppice.kernel import richtext
from coppice.kernel.resources import allow, next_url, see_other


def read_by_name(request: Request, pk: UUID) -> Item:
    item = item_or_404(request, pk)
    allow(Item.objects.named_for(request.user).filter(pk=pk).exists())
    return item


def index(request: Request, pk: UUID) -> HttpResponse:
    """What I noted, and room for more."""
    item = read_by_name(request, pk)
    notes = PrivateNote.objects.visible_to(request.viewer).about(item)
    return render(request, "discussion/private_notes.html", {"item": item, "notes": notes})


def keep(request: Request, pk: UUID) -> HttpResponse:
    """Note something down."""
    item, html = read_by_name(request, pk), richtext.from_markdown(request.POST.get("text", ""))
    PrivateNote.keep(item=item, html=html, by=request.user, now=timezone.now())
    messages.success(request, _("Noted, for you alone."))
    return see_other(next_url(request, reverse("discussion:notes", args=[pk])) + "#private-notes")


def throw_away(request: Request, pk: UUID) -> HttpResponse:
    """I need it no longer."""
    note = get_object_or_404(PrivateNote.objects.visible_to(request.viewer), pk=pk)
    note.delete()
    messages.success(request, _("The note is gone."))
    return see_other(next_url(request, reverse("home")))
