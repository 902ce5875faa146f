"""Saying something about an item: by name, or as a guest by a link."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from coppice.accounts.models import Person
from coppice.audience.models import Item
from coppice.audience.viewing import GUESTS_HELD, Request, Viewer
from coppice.discussion import openly
from coppice.discussion.anchors import Anchor, make_by_quote
from coppice.discussion.models import Comment, Guest, GuestLink, Promise, Suggestion
from coppice.discussion.replacing import tidied
from coppice.discussion.views.loading import item_or_404
from coppice.kernel import richtext
from coppice.kernel.resources import next_url, see_other
from coppice.revisions.models.written import writable

MOST_HELD = 20


def say(request: Request, pk: UUID) -> HttpResponse:
    """Comment, on a passage or the whole; or answer a thread."""
    item = item_or_404(request, pk)
    with transaction.atomic():
        comment = heard(request, item, by=voice(request, item))
    if comment.guest:
        remember(request, comment.guest)
    return see_other(next_url(request, item.as_kind().get_absolute_url()) + f"#note-{comment.pk}")


def voice(request: Request, item: Item) -> Person | Guest:
    """Who speaks: somebody asked by name, or a guest by the link they came with, whom this browser remembers."""
    now, looking = timezone.now(), request.viewer
    if looking.person and may_speak(looking, item, now):
        return looking.person
    link = GuestLink.held(item, looking, now=now)
    if link is None:
        raise PermissionDenied
    return link.admit(name=request.POST.get("name", ""), viewer=looking, now=now)


def may_speak(looking: Viewer, item: Item, now: datetime) -> bool:
    if openly.is_talked_about(item):
        return openly.may_join(looking, item)
    return bool(Item.objects.named_for(looking.person, now=now).filter(pk=item.pk).exists())


def remember(request: Request, guest: Guest) -> None:
    """So that this browser can show and change what was said in it."""
    held = [pk for pk in request.session.get(GUESTS_HELD, []) if pk != str(guest.pk)]
    request.session[GUESTS_HELD] = [str(guest.pk), *held][:MOST_HELD]


def heard(request: Request, item: Item, *, by: Person | Guest) -> Comment:
    """What the form says: a comment or an answer, which may be a suggestion or a promise."""
    html = richtext.from_markdown(request.POST.get("text", ""))
    thread, now = thread_of(request, item), timezone.now()
    if thread and request.POST.get("promise") and isinstance(by, Person):
        return Promise.give(thread=thread, html=html, by=by, now=now).comment
    anchor = None if thread else anchor_of(request, item)
    if anchor and (words := other_words(request, anchor)):
        return Suggestion.make(item=item, anchor=anchor, words=words, html=html, by=by, now=now).comment
    return Comment.say(item=item, html=html, by=by, now=now, anchor=anchor, parent=thread)


def other_words(request: Request, anchor: Anchor) -> str:
    """What is suggested for the passage, if that is something else."""
    words = tidied(request.POST.get("instead", ""))
    return words if words != tidied(anchor.quote) else ""


def thread_of(request: Request, item: Item) -> Comment | None:
    """What is answered, if it is an answer."""
    parent = request.POST.get("parent", "")
    known = Comment.objects.of(item).visible_to(request.viewer, now=timezone.now())
    return get_object_or_404(known, pk=parent) if is_uuid(parent) else None


def anchor_of(request: Request, item: Item) -> Anchor | None:
    """The passage that was chosen, if one was."""
    code, block = request.POST.get("code", ""), request.POST.get("block", "")
    written = writable(item)
    if not block or written is None or code not in written.texts:
        return None
    start = request.POST.get("start", "")
    at = int(start) if start.isdigit() and len(start) < 9 else 0
    return make_by_quote(written.text(code), block, request.POST.get("quote", ""), at, code)


def is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
