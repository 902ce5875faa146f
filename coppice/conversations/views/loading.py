"""What the views load, through the rule of privacy, and what was typed at length."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from coppice.audience.viewing import Request
from coppice.conversations.models import Post, Topic
from coppice.conversations.models.attached import MOST, UNNAMED, bring
from coppice.files.models import Brought
from coppice.groups.models import Group
from coppice.kernel import richtext
from coppice.kernel.refusals import Refusal


def topic_or_404(request: Request, pk: UUID) -> Topic:
    found: Topic = get_object_or_404(Topic.objects.visible_to(request.viewer).select_related("author", "home"), pk=pk)
    return found


def post_or_404(request: Request, pk: UUID) -> Post:
    seen = Post.objects.visible_to(request.viewer)
    return get_object_or_404(seen.select_related("topic__author", "topic__home", "author"), pk=pk)


def group_or_404(request: Request, slug: str) -> Group:
    """A group of one's own: what others talk about is theirs."""
    group: Group = get_object_or_404(Group.objects.visible_to(request.user).of(request.user), slug=slug)
    return group


def members_only(request: Request) -> None:
    """The talk of the whole site is the members’; a colleague who was let into one topic sees that one."""
    if not request.user.is_member:
        raise Http404


def typed(request: Request, old: str = "") -> str:
    """What was written in the field `text`: HTML from the editor, Markdown from the plain field."""
    text: str = request.POST.get("text", "")
    return text if request.POST.get("text-format") == "html" else richtext.from_markdown_over(old, text)


def brought(request: Request, *, unnamed: bool) -> list[Brought]:
    """The files that were chosen, on the disk. Without a name none are even looked at."""
    chosen = request.FILES.getlist("files")
    if chosen and unnamed:
        raise Refusal(str(UNNAMED))
    return bring(chosen)


def limits() -> dict[str, int]:
    """How many files a post can carry, and how large each can be in megabytes."""
    return {"most": MOST, "size": settings.LARGEST_FILE // (1024 * 1024)}


def refuse(request: Request, sentence: str = "") -> None:
    """Say why, and that files have to be chosen again, which no browser keeps."""
    if sentence:
        messages.error(request, sentence)
    if request.FILES:
        messages.warning(request, _("Your words are below. Please choose the files again."))


def number(given: str, default: int = 1) -> int:
    return int(given) if given.isascii() and given.isdigit() and 0 < len(given) < 9 else default
