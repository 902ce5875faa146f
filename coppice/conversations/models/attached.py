"""Files that go with a post."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from coppice.accounts.models import Person
from coppice.conversations.models.moderating import Mute
from coppice.files.models import Brought, File
from coppice.kernel.refusals import Refusal

if TYPE_CHECKING:
    from coppice.conversations.models.post import Post

MOST = 10
UNNAMED = gettext_lazy(
    "A file can tell who made it, so none can go with what you say without your name. Nothing was kept."
)


class Attached(models.Model):
    """A file of one post. It hangs on the topic, with which it is seen, and is gone when the post is withdrawn."""

    file = models.OneToOneField(File, on_delete=models.CASCADE, primary_key=True, related_name="attached")
    post = models.ForeignKey("conversations.Post", on_delete=models.CASCADE, related_name="attached")

    @classmethod
    def hang(cls, brought: Sequence[Brought], *, post: Post) -> None:
        """Add to a post whose row the caller holds."""
        if not brought:
            return
        if post.is_unnamed:
            raise Refusal(str(UNNAMED))
        few_enough(len(brought) + cls.objects.filter(post=post).count())
        files = [File.hang(one, item=post.topic, by=post.author) for one in brought]
        Attached.objects.bulk_create(Attached(file=file, post=post) for file in files)
        post.had_files = True
        post.save(update_fields=["had_files"])

    @classmethod
    def of(cls, posts: Iterable[Post]) -> Mapping[UUID, list[File]]:
        """The files of each post: one query, or none where no post ever had any."""
        found: defaultdict[UUID, list[File]] = defaultdict(list)
        if some := [post.pk for post in posts if post.had_files and not post.withdrawn_at]:
            rows = cls.objects.filter(post__in=some).select_related("file").order_by("file__kept_at", "file__id")
            for row in rows:
                found[row.post_id].append(row.file)
        return found

    @classmethod
    def take_off(cls, post: Post) -> None:
        File.objects.filter(attached__post=post).delete()


def few_enough(number: int) -> None:
    if number > MOST:
        raise Refusal(_("A post can carry up to {most} files, and these are more. Nothing was kept.").format(most=MOST))


def bring(uploads: Iterable[Any]) -> list[Brought]:
    """Each upload looked at and on the disk, where it waits for its post; all of them, or a refusal."""
    chosen = list(uploads)
    few_enough(len(chosen))
    return [File.bring(upload.file, upload.name or "file") for upload in chosen]


def folded_away(person: Person) -> Exists:
    """Files of posts by whom somebody does not read: not there for them."""
    muted = Mute.objects.filter(by=person).values("against")
    return Exists(Attached.objects.filter(file=OuterRef("pk"), post__author__in=muted))


def in_words(files: Sequence[str]) -> str:
    """That there are files, in a mail."""
    said = ngettext("With a file: {names}", "With files: {names}", len(files))
    return said.format(names=" · ".join(files)) if files else ""
