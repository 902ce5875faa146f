"""Saying something about an item."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from coppice.audience.models import Item
from coppice.audience.viewing import Request
from coppice.discussion import threads
from coppice.discussion.anchors import Anchor, make_by_quote
from coppice.discussion.models import Comment, Promise, Suggestion
from coppice.discussion.replacing import tidied
from coppice.discussion.views.loading import comment_or_404, item_or_404
from coppice.kernel import richtext
from coppice.kernel.resources import allow, next_url, see_other
from coppice.revisions.models.written import writable


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
    comment = heard(request, item)
    return see_other(next_url(request, item.as_kind().get_absolute_url()) + f"#note-{comment.pk}")


def heard(request: Request, item: Item) -> Comment:
    """What the form says: a comment or an answer, which may be a suggestion or a promise."""
    html = richtext.from_markdown(request.POST.get("text", ""))
    thread, by, now = thread_of(request, item), request.user, timezone.now()
    if thread and request.POST.get("promise"):
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
    known = Comment.objects.of(item).heard_by(request.viewer)
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


def show(request: Request, pk: UUID) -> HttpResponse:
    """On to the comment, where it stands beside the text."""
    comment = comment_or_404(request, pk)
    return see_other(comment.item.as_kind().get_absolute_url() + f"#note-{comment.pk}")


def edit(request: Request, pk: UUID) -> HttpResponse:
    """My comment, to be said differently or taken back."""
    comment = comment_or_404(request, pk)
    allow(comment.can_be_changed_by(request.user))
    context = {
        "comment": comment,
        "text": richtext.to_markdown(comment.html),
        "wordings": comment.wordings.all(),
        "can_promise": comment.can_be_promised_by(request.user) and not comment.promised,
    }
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
