"""Saying something about an item."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.audience.viewing import Request
from coppice.discussion import threads
from coppice.discussion.views.loading import comment_or_404, item_or_404
from coppice.kernel import richtext
from coppice.kernel.resources import allow, see_other
from coppice.revisions.models.written import writable


def index(request: Request, pk: UUID) -> HttpResponse:
    """All threads about one item."""
    item = item_or_404(request, pk)
    written = writable(item)
    board = threads.board(item, request.viewer, written.texts if written else {}, now=timezone.now())
    allow(board.can_comment)
    return render(request, "discussion/index.html", {"item": item, "board": board})


def show(request: Request, pk: UUID) -> HttpResponse:
    """On to the comment, where it stands beside the text."""
    comment = comment_or_404(request, pk)
    return see_other(comment.item.as_kind().get_absolute_url() + f"#note-{comment.pk}")


def edit(request: Request, pk: UUID) -> HttpResponse:
    """My comment, to be said differently or taken back."""
    comment = comment_or_404(request, pk)
    allow(comment.can_be_changed_by(request.viewer))
    context = {
        "comment": comment,
        "text": richtext.to_markdown(comment.html),
        "wordings": comment.wordings.all(),
        "can_promise": comment.can_be_promised_by(request.user) and not comment.promised,
    }
    return render(request, "discussion/edit.html", context)


def reword(request: Request, pk: UUID) -> HttpResponse:
    comment = comment_or_404(request, pk)
    allow(comment.can_be_changed_by(request.viewer))
    comment.reword(html=richtext.from_markdown(request.POST.get("text", "")), by=comment.voice, now=timezone.now())
    return see_other(reverse("discussion:comment", args=[pk]))


def withdraw(request: Request, pk: UUID) -> HttpResponse:
    comment = comment_or_404(request, pk)
    allow(comment.can_be_changed_by(request.viewer))
    comment.withdraw(by=comment.voice, now=timezone.now())
    messages.success(request, _("Your comment is taken back."))
    return see_other(comment.item.as_kind().get_absolute_url())
