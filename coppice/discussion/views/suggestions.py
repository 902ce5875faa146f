"""Other words that a reader suggests, and what the author makes of them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from coppice.audience.viewing import Request
from coppice.discussion.models import PassageChanged, Suggestion
from coppice.discussion.thread import difference
from coppice.discussion.views.loading import comment_or_404
from coppice.kernel.resources import allow, next_url, see_other

KEPT = gettext_noop("The text says it now. What it said before is version {number}, under Versions.")
PLAINER = gettext_noop(
    "The text says it now. Bold, links or other formatting inside these words could not be kept. "
    "What it said before is version {number}, under Versions."
)


def for_me(request: Request, pk: UUID) -> Suggestion:
    """One about a text of mine."""
    comment = comment_or_404(request, pk)
    allow(comment.item.can_be_changed_by(request.user))
    return get_object_or_404(Suggestion.objects.select_related("comment__item__author", "comment__author"), pk=pk)


def show(request: Request, pk: UUID, sentence: str = "", status: int = 200) -> HttpResponse:
    """What is suggested, beside what the text says now."""
    suggestion = for_me(request, pk)
    context = {
        "suggestion": suggestion,
        "comment": suggestion.comment,
        "difference": difference(suggestion.anchor.quote, suggestion.words),
        "now_says": suggestion.now_says(),
        "sentence": sentence,
    }
    return render(request, "discussion/suggestion.html", context, status=status)


def accept(request: Request, pk: UUID) -> HttpResponse:
    """Take the words over."""
    suggestion = for_me(request, pk)
    try:
        done = suggestion.accept(by=request.user, now=timezone.now())
    except PassageChanged as changed:
        return show(request, pk, changed.sentence, changed.status)
    kept = PLAINER if done.is_plainer else KEPT
    messages.success(request, _(kept).format(number=suggestion.before))
    return see_other(next_url(request, reverse("discussion:comment", args=[pk])))


def set_aside(request: Request, pk: UUID) -> HttpResponse:
    """Not this time."""
    for_me(request, pk).set_aside(by=request.user, now=timezone.now())
    messages.success(request, _("The text stays as it is."))
    return see_other(next_url(request, reverse("discussion:comment", args=[pk])))
