"""Saying something about an item, and what becomes of it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from coppice.audience.models import Item
from coppice.audience.viewing import Request
from coppice.discussion import threads
from coppice.discussion.anchors import Anchor, make_by_quote
from coppice.discussion.models import Comment, Visit
from coppice.kernel import richtext
from coppice.kernel.resources import allow, next_url, see_other
from coppice.revisions import comparing
from coppice.revisions.models import Cause, Revision
from coppice.revisions.models.written import text_labels, writable


def item_or_404(request: Request, pk: UUID) -> Item:
    item: Item = get_object_or_404(Item.objects.visible_to(request.viewer).select_related("author"), pk=pk)
    return item


def comment_or_404(request: Request, pk: UUID) -> Comment:
    seen = Comment.objects.visible_to(request.viewer, now=timezone.now())
    return get_object_or_404(seen.select_related("item__author", "author", "parent"), pk=pk)


def index(request: Request, pk: UUID) -> HttpResponse:
    """All threads about one item."""
    item = item_or_404(request, pk)
    written = writable(item)
    board = threads.board(item, request.viewer, written.texts if written else {}, now=timezone.now())
    allow(board.can_comment)
    return render(request, "discussion/index.html", {"item": item, "board": board})


def say(request: Request, pk: UUID) -> HttpResponse:
    """Comment, on a passage or the whole; or answer a thread."""
    item = item_or_404(request, pk)
    allow(Item.objects.named_for(request.user).filter(pk=item.pk).exists())
    parent = request.POST.get("parent", "")
    comment = Comment.say(
        item=item,
        html=richtext.from_markdown(request.POST.get("text", "")),
        by=request.user,
        now=timezone.now(),
        anchor=None if parent else anchor_of(request, item),
        parent=get_object_or_404(Comment.objects.of(item), pk=parent) if is_uuid(parent) else None,
    )
    return see_other(next_url(request, item.as_kind().get_absolute_url()) + f"#note-{comment.pk}")


def changes(request: Request, pk: UUID) -> HttpResponse:
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


def show(request: Request, pk: UUID) -> HttpResponse:
    """On to the comment, where it stands beside the text."""
    comment = comment_or_404(request, pk)
    return see_other(comment.item.as_kind().get_absolute_url() + f"#note-{comment.pk}")


def edit(request: Request, pk: UUID) -> HttpResponse:
    """My comment, to be said differently or taken back."""
    comment = comment_or_404(request, pk)
    allow(comment.can_be_changed_by(request.user))
    context = {"comment": comment, "text": richtext.to_markdown(comment.html), "wordings": comment.wordings.all()}
    return render(request, "discussion/edit.html", context)


def reword(request: Request, pk: UUID) -> HttpResponse:
    comment = comment_or_404(request, pk)
    allow(comment.can_be_changed_by(request.user))
    comment.reword(html=richtext.from_markdown(request.POST.get("text", "")), by=request.user, now=timezone.now())
    return see_other(reverse("discussion:comment", args=[pk]))


def withdraw(request: Request, pk: UUID) -> HttpResponse:
    comment = comment_or_404(request, pk)
    allow(comment.can_be_changed_by(request.user))
    comment.withdraw(by=request.user, now=timezone.now())
    messages.success(request, "Your comment is taken back.")
    return see_other(comment.item.as_kind().get_absolute_url())


def resolve(request: Request, pk: UUID) -> HttpResponse:
    """Say that what the thread asked is settled."""
    comment = comment_or_404(request, pk)
    allow(comment.can_be_resolved_by(request.user))
    comment.resolve(by=request.user, now=timezone.now())
    return see_other(next_url(request, reverse("discussion:comment", args=[pk])))


def reopen(request: Request, pk: UUID) -> HttpResponse:
    comment = comment_or_404(request, pk)
    allow(comment.can_be_resolved_by(request.user))
    comment.reopen(by=request.user)
    return see_other(next_url(request, reverse("discussion:comment", args=[pk])))
