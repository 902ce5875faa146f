"""A post, and how it was worded before."""

from __future__ import annotations

from collections.abc import Sequence, Set
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.audience.models import Block
from coppice.audience.rule import visible
from coppice.audience.viewing import Viewer
from coppice.conversations import wording
from coppice.conversations.models.attached import Attached
from coppice.conversations.models.moderating import Step
from coppice.conversations.models.taking_part import Following
from coppice.conversations.models.topic import Topic
from coppice.conversations.models.unnamed import STAND_IN
from coppice.conversations.refusing import NotAnyMore
from coppice.files.models import Brought
from coppice.kernel import richtext
from coppice.kernel.addresses import address
from coppice.kernel.ids import uuid7

A_PAGE = 20
WHOLE = 200


class PostQuerySet(models.QuerySet["Post"]):
    """Posts, as far as somebody may see their topics."""

    def visible_to(self, viewer: object, *, now: datetime | None = None) -> PostQuerySet:
        """In topics that the viewer sees, but for those of whom they block or are blocked by."""
        who = Viewer.of(viewer)
        return self.heard_by(who).filter(visible(who, now or timezone.now(), item="topic_id"))

    def heard_by(self, viewer: object) -> PostQuerySet:
        """Within a topic that is seen already: all but those of people between whom and the viewer there is a block."""
        person = Viewer.of(viewer).person
        if person is None:
            return self
        between = Q(by=person, against=OuterRef("author")) | Q(by=OuterRef("author"), against=person)
        return self.exclude(Exists(Block.objects.filter(between)))

    def on_page(self, page: int) -> PostQuerySet:
        """Twenty numbers, from a count that never shifts: page 900 costs what page 1 does."""
        return self.filter(number__gt=(page - 1) * A_PAGE, number__lte=page * A_PAGE)

    def here(self) -> PostQuerySet:
        return self.filter(withdrawn_at=None)


class Post(models.Model):
    """What somebody said in a topic; numbered, the first is what the topic begins with. `html` is clean."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="posts")
    number = models.PositiveIntegerField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="posts")
    html = models.TextField()
    made_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)
    helpful_at = models.DateTimeField(null=True)
    thanks = models.PositiveIntegerField(default=0)
    me_too = models.PositiveIntegerField(default=0)
    learned = models.PositiveIntegerField(default=0)
    via = models.CharField(max_length=10, blank=True)
    once = models.UUIDField(null=True, editable=False)
    # Whether files were ever added: where none were, nothing need be asked about them.
    had_files = models.BooleanField(default=False, editable=False)

    # The names after an @ under which nobody here can be told; known to whoever just posted.
    unheard: Sequence[str] = ()

    objects: ClassVar[PostQuerySet] = PostQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["topic", "number"], name="posts_are_numbered"),
            models.UniqueConstraint(fields=["topic", "once"], name="posted_once"),
            models.CheckConstraint(name="withdrawn_says_nothing", condition=Q(withdrawn_at=None) | Q(html="")),
            models.CheckConstraint(name="unnamed_without_files", condition=~Q(author=STAND_IN) | Q(had_files=False)),
        ]
        indexes = [models.Index(fields=["author", "made_at"], name="posts_by_author")]

    def __str__(self) -> str:
        return richtext.plain(self.html)[:80]

    @property
    def permalink(self) -> str:
        """An address that finds it wherever it is moved to."""
        return address("conversations:post", self.pk)

    def get_absolute_url(self) -> str:
        return self.permalink

    @property
    def page(self) -> int:
        return (self.number - 1) // A_PAGE + 1

    @property
    def place(self) -> str:
        """Where it stands now."""
        return f"{address('conversations:show', self.topic_id)}?page={self.page}#post-{self.number}"

    @property
    def is_unnamed(self) -> bool:
        return self.author_id == STAND_IN

    @property
    def voice(self) -> str:
        return _(self.author.name) if self.is_unnamed else self.author.name

    @classmethod
    def add(
        cls, topic: Topic, *, html: str, by: Person, now: datetime, once: UUID | None = None, via: str = "",
        files: Sequence[Brought] = (),
    ) -> Post:  # fmt: skip
        """The next post of a topic whose row the caller holds. `html` was cleaned. Whoever posts follows."""
        author = topic.voice_of(by)
        topic.last_number, topic.last_at = topic.last_number + 1, now
        topic.others += author.pk != topic.author_id
        topic.save(update_fields=["last_number", "last_at", "others"])
        post = cls.objects.create(
            topic=topic, number=topic.last_number, author=author, html=html, made_at=now, once=once, via=via
        )
        Attached.hang(files, post=post)
        if author.pk != STAND_IN:
            Following.begin(topic, person=author, seen_number=post.number)
        return post

    def tell(self, verb: str, *, now: datetime, but: Set[UUID] = frozenset()) -> None:
        """Write it into the log for those who follow, but for those who do not hear its author."""
        unheard = Block.objects.filter(Q(by=self.author) | Q(against=self.author)).values_list("by", "against")
        deaf = {pk for pair in unheard for pk in pair}
        people = Following.objects.of(self.topic).exclude(person__mutes__against=self.author)
        told = set(people.values_list("person_id", flat=True)) - deaf - but
        self.topic.happened(verb, by=self.author, now=now, tell=told, post=str(self.pk), path=self.permalink)

    def is_by(self, person: object) -> bool:
        """Whether these are their words: under their name, or as whoever asks without one."""
        if not isinstance(person, Person):
            return False
        return person.pk == self.author_id or (self.is_unnamed and self.topic.is_asked_by(person))

    def can_be_withdrawn_by(self, person: object) -> bool:
        """One can always take back one’s own words, where nothing can be added any more too."""
        return self.withdrawn_at is None and self.is_by(person)

    def held(self) -> Post:
        """Its row as it is now, held until the transaction ends."""
        return Post.objects.select_for_update(of=("self",)).select_related("topic", "author").get(pk=self.pk)

    @transaction.atomic
    def reword(
        self, *, html: str, seen: str, by: Person, now: datetime, files: Sequence[Brought] = ()
    ) -> bool:  # fmt: skip
        """Say it differently, with more files; what was said before is kept. False, and nothing is changed, if it no
        longer says what was `seen` (a fingerprint): then somebody reworded it meanwhile."""
        from coppice.conversations import mentions

        html, row = wording.said(html), self.held()
        if row.withdrawn_at:
            raise NotAnyMore(_("This post was withdrawn meanwhile. Your words are below."))
        row.topic.must_be_open()
        if seen and seen != richtext.fingerprint(row.html):
            return False
        Attached.hang(files, post=row)
        if html != row.html:
            Wording.objects.create(post=row, html=row.html, until=now)
            row.html, row.edited_at = html, now
            row.save(update_fields=["html", "edited_at"])
            row.touch_topic(now=now)
            row.topic.happened("post reworded", by=by, now=now, post=str(row.pk))
            mentions.tell(row, now=now)
            self.unheard = row.unheard
        self.html, self.edited_at = row.html, row.edited_at
        return True

    @transaction.atomic
    def withdraw(self, *, by: Person, now: datetime, why: str = "") -> None:
        """Take it back: a gap stays, so that what follows still makes sense. `why` is a facilitator's reason."""
        self.topic.locked()
        row = self.held()
        if row.withdrawn_at is None:
            row.html, row.withdrawn_at, row.withdrawn_why, row.helpful_at = "", now, why[:300], None
            row.save(update_fields=["html", "withdrawn_at", "withdrawn_why", "helpful_at"])
            Topic.everything.filter(pk=row.topic_id).recount()
            row.wordings.all().delete()
            row.mentions.all().delete()
            row.touch_topic(now=now)
            Attached.take_off(row)
            tell = [row.author] if why and row.author_id not in {STAND_IN, by.pk} else []
            row.topic.happened("post withdrawn", by=by, now=now, tell=tell, post=str(row.pk), path=row.permalink)
            if why:
                Step.take(Step.What.WITHDRAWN, row.topic, by=by, now=now, reason=why, number=row.number)
        self.html, self.withdrawn_at, self.withdrawn_why = "", row.withdrawn_at, row.withdrawn_why

    def touch_topic(self, *, now: datetime) -> None:
        """What a topic begins with is what it says in a feed."""
        if self.number == 1:
            self.topic.touch(now=now)

    @transaction.atomic
    def find_helpful(self, helpful: bool, *, by: Person, now: datetime) -> None:
        """The asker says that this helped, or takes that back. One helpful post makes the question answered."""
        topic, row = self.topic.locked(), self.held()
        row.helpful_at = now if helpful else None
        row.save(update_fields=["helpful_at"])
        any_left = Post.objects.filter(topic=topic, helpful_at__isnull=False).exists()
        topic.answered_at = (topic.answered_at or now) if any_left else None
        topic.save(update_fields=["answered_at"])
        if helpful:
            tell = [row.author] if row.author_id != STAND_IN else []
            topic.happened("found helpful", by=by, now=now, tell=tell, post=str(row.pk), path=row.permalink)
        self.helpful_at = row.helpful_at

    def count(self, **by: int) -> None:
        """Add to what its reactions come to."""
        Post.objects.filter(pk=self.pk).update(**{name: F(name) + more for name, more in by.items()})

    def reactions(self) -> dict[str, int]:
        return {name: number for name in ("thanks", "me_too", "learned") if (number := getattr(self, name))}


class Wording(models.Model):
    """What a post said before it was reworded. Its author is that of the post: nobody is named here."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="wordings")
    html = models.TextField()
    until = models.DateTimeField()

    class Meta:
        ordering = ["-until", "-id"]

    def as_json(self) -> dict[str, Any]:
        return {"html": self.html, "until": self.until.isoformat()}
