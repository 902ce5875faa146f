"""What can be done with one post: reword it, see how it was worded, withdraw it, react, say that it helped."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.audience.viewing import Request
from coppice.conversations import wording
from coppice.conversations.models import Attached, Post, Reaction
from coppice.conversations.refusing import NotAnyMore
from coppice.conversations.views.loading import brought, limits, post_or_404, refuse, typed
from coppice.conversations.views.posting import warn
from coppice.kernel import richtext
from coppice.kernel.refusals import Refusal
from coppice.kernel.resources import allow, see_other


def mine_or_403(request: Request, pk: UUID) -> Post:
    post = post_or_404(request, pk)
    allow(post.can_be_withdrawn_by(request.user))
    return post


def edit(request: Request, pk: UUID, html: str | None = None, status: int = 200) -> HttpResponse:
    """My post, to be said differently or taken back; only to be taken back where nothing can be added any more."""
    post = mine_or_403(request, pk)
    words = wording.raised(post.html) if html is None else html
    context = {"post": post, "html": words, "markdown": richtext.to_markdown(words)}
    context |= {
        "seen": richtext.fingerprint(post.html),
        "conflict": status == 409,
        "can_reword": post.topic.is_open,
        "files": Attached.of([post]).get(post.pk, ()),
        "limits": limits(),
    }
    if post.number == 1:
        context["title"] = request.POST.get("title", post.topic.title)
        context["tags"] = request.POST.get("tags", ", ".join(tag.name for tag in post.topic.tags.all()))
    return render(request, "conversations/edit.html", context, status=status)


def reword(request: Request, pk: UUID) -> HttpResponse:
    """Keep the new words; if another window kept other ones meanwhile, show both and lose neither."""
    post = mine_or_403(request, pk)
    html = typed(request, wording.raised(post.html))
    try:
        files = brought(request, unnamed=post.is_unnamed)
        seen = request.POST.get("seen", "")
        kept = post.reword(html=html, seen=seen, by=request.user, now=timezone.now(), files=files)
    except NotAnyMore:
        raise
    except Refusal as refusal:
        refuse(request, refusal.sentence)
        return edit(request, pk, html, refusal.status)
    if not kept:
        refuse(request)
        return edit(request, pk, html, 409)
    if post.number == 1 and "title" in request.POST:
        tags = request.POST.get("tags", "").split(",")
        post.topic.retitle(title=request.POST["title"], tags=tags, by=request.user, now=timezone.now())
    warn(request, post.unheard)
    return see_other(post.place)


def withdraw(request: Request, pk: UUID) -> HttpResponse:
    post = mine_or_403(request, pk)
    post.withdraw(by=request.user, now=timezone.now())
    messages.success(request, _("Your post is withdrawn. Its number stays, so that the answers to it make sense."))
    return see_other(post.place)


def history(request: Request, pk: UUID) -> HttpResponse:
    """How a post was worded before, for whoever sees it now."""
    post = post_or_404(request, pk)
    return render(request, "conversations/history.html", {"post": post, "wordings": post.wordings.all()})


def react(request: Request, pk: UUID) -> HttpResponse:
    """Say one of three things with one press, or take it back."""
    post = answerable(request, pk)
    if back := request.POST.get("back"):
        Reaction.take_back(post, back, by=request.user)
    else:
        Reaction.give(post, request.POST.get("meaning", ""), by=request.user)
    return see_other(post.place)


def answerable(request: Request, pk: UUID) -> Post:
    """A post that stands, in a topic in which the person has a say."""
    post = post_or_404(request, pk)
    allow(post.withdrawn_at is None and not post.is_by(request.user))
    allow(post.topic.can_be_answered_by(request.user, now=timezone.now()))
    return post


def helped(request: Request, pk: UUID) -> HttpResponse:
    return find_helpful(request, pk, helpful=True)


def did_not_help(request: Request, pk: UUID) -> HttpResponse:
    return find_helpful(request, pk, helpful=False)


def find_helpful(request: Request, pk: UUID, *, helpful: bool) -> HttpResponse:
    """For whoever asked: this is what helped."""
    post = post_or_404(request, pk)
    is_answer = post.topic.is_question and post.number > 1 and post.withdrawn_at is None
    allow(is_answer and post.topic.is_asked_by(request.user))
    post.find_helpful(helpful, by=request.user, now=timezone.now())
    return see_other(post.place)
