"""Tending a talk: the steps that facilitators take, reports, muting, and what a group allows."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coppice.accounts.models import Person
from coppice.conversations.models.unnamed import STAND_IN
from coppice.groups.models import Group, Membership
from coppice.happenings.models import Happening
from coppice.kernel.ids import uuid7
from coppice.kernel.refusals import Refusal
from coppice.notices.models import Notice

if TYPE_CHECKING:
    from coppice.conversations.models.post import Post
    from coppice.conversations.models.topic import Topic

REPORTS = "/reports/"
TALK = ["topic started", "question asked", "call made", "posted", "mentioned", "offered"]


class GroupWays(models.Model):
    """How a group talks. Without a row, as a group does that chose nothing."""

    group = models.OneToOneField(Group, on_delete=models.CASCADE, primary_key=True, related_name="ways")
    may_ask_unnamed = models.BooleanField(default=False)

    @classmethod
    def of(cls, group: Group) -> GroupWays:
        return cls.objects.filter(group=group).first() or cls(group=group)

    @classmethod
    @transaction.atomic
    def choose(cls, group: Group, *, may_ask_unnamed: bool, by: Person, now: datetime) -> None:
        """What was asked without a name before stays without one."""
        before = cls.of(group).may_ask_unnamed
        cls.objects.update_or_create(group=group, defaults={"may_ask_unnamed": may_ask_unnamed})
        if before != may_ask_unnamed:
            what = Step.What.UNNAMED if may_ask_unnamed else Step.What.NAMED
            Step.objects.create(group=group, by=by, at=now, what=what)


class Step(models.Model):
    """One line of the moderation log, which every member of the group can read. Rows are only ever added."""

    class What(models.TextChoices):
        LOCKED = "locked", gettext_lazy("locked the topic")
        UNLOCKED = "unlocked", gettext_lazy("opened the topic again")
        SLOWED = "slowed", gettext_lazy("slowed the topic down")
        HURRIED = "hurried", gettext_lazy("let the topic go at its own pace again")
        MOVED = "moved", gettext_lazy("moved the topic to another group")
        CAME = "came", gettext_lazy("moved the topic here")
        SPLIT = "split", gettext_lazy("began a topic of its own from these posts")
        PARTED = "parted", gettext_lazy("took posts out of the topic, into one of their own")
        WITHDRAWN = "withdrawn", gettext_lazy("withdrew a post")
        LEFT = "left", gettext_lazy("looked at a report and left the post as it is")
        LET_IN = "let in", gettext_lazy("let a guest into the topic")
        UNNAMED = "unnamed", gettext_lazy("allowed questions without a name")
        NAMED = "named", gettext_lazy("ended questions without a name")

    group = models.ForeignKey(Group, on_delete=models.CASCADE, null=True, related_name="+")
    topic = models.ForeignKey("conversations.Topic", on_delete=models.SET_NULL, null=True, related_name="steps")
    number = models.PositiveIntegerField(null=True)
    part = models.ForeignKey("conversations.Topic", on_delete=models.SET_NULL, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    what = models.CharField(max_length=10, choices=What.choices)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["group", "-at", "-id"], name="steps_of_group")]

    @property
    def voice(self) -> str:
        """Who took it; in the reader’s language where nobody’s name stands there."""
        if self.by is None:
            return _("Somebody who left")
        return _(self.by.name) if self.by_id == STAND_IN else self.by.name

    @classmethod
    def take(
        cls, what: str, topic: Topic, *, by: Person, now: datetime, reason: str = "", number: int | None = None,
        part: Topic | None = None,
    ) -> Step:  # fmt: skip
        return cls.objects.create(
            group=topic.home, topic=topic, number=number, part=part, by=by, at=now, what=what, reason=reason[:300]
        )


class ReportQuerySet(models.QuerySet["Report"]):
    """Reports, for those who look at them."""

    def open(self) -> ReportQuerySet:
        return self.filter(settled_at=None)

    def for_(self, person: Person) -> ReportQuerySet:
        """Of what others wrote in groups that they facilitate.

        A steward's are those of the whole site, and of groups that nobody tends but whoever wrote the post.
        """
        tended = person.memberships.filter(is_facilitator=True).values("group")
        mine = Q(post__topic__home__in=tended)
        if person.is_steward:
            tending = Membership.objects.filter(is_facilitator=True, person__is_active=True)
            others = tending.filter(group=OuterRef("post__topic__home")).exclude(person=OuterRef("post__author"))
            mine |= Q(post__topic__home=None) | Q(~Exists(others))
        return self.filter(mine).exclude(post__author=person)


class Report(models.Model):
    """Somebody asks those who tend the talk to look at a post. Who reported it stays with them.

    Never with whoever wrote the post. One who asked without a name may be among those who tend: to leave them out would
    tell who asked, so that of reports of their words nobody is shown from whom they are.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    post = models.ForeignKey("conversations.Post", on_delete=models.CASCADE, related_name="reports")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    reason = models.TextField(max_length=1000)
    made_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[ReportQuerySet] = ReportQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["post", "by"], condition=Q(settled_at=None), name="one_open_report_each")
        ]

    @classmethod
    @transaction.atomic
    def make(cls, post: Post, *, reason: str, by: Person, now: datetime) -> Report:
        """Ask for a look. Asked again before anybody looked, the new reason counts; those who tend it are told once."""
        if not reason.strip():
            raise Refusal(_("Say in a sentence what is wrong with it. Nothing was sent."))
        looks = looking_at(post)
        if not looks:
            raise Refusal(_("Nobody else looks after this talk at present. Nothing was sent; your words are below."))
        voice = post.topic.voice_of(by)
        found, is_new = cls.objects.update_or_create(
            post=post,
            by=voice,
            settled_at=None,
            defaults={"reason": reason.strip()[:1000]},
            create_defaults={"reason": reason.strip()[:1000], "made_at": now},
        )
        if is_new:
            tell_of_report(post, tell=looks, now=now)
        return found

    @transaction.atomic
    def settle(self, *, withdraw: bool, reason: str, by: Person, now: datetime) -> None:
        """Look at it once for everybody who reported the post: withdraw it with a reason, or leave it as it is."""
        open_ones = Report.objects.select_for_update().filter(post=self.post_id, settled_at=None)
        if not open_ones.update(settled_at=now, settled_by=by):
            return
        if withdraw:
            self.post.withdraw(by=by, now=now, why=reason.strip() or _("it was reported"))
        else:
            topic, number = self.post.topic, self.post.number
            Step.take(Step.What.LEFT, topic, by=by, now=now, reason=reason.strip(), number=number)


def keepers(topic: Topic) -> list[Any]:
    """Who looks after its talk: the facilitators of its group, or the stewards."""
    return facilitators(topic.home) if topic.home else stewards()


def facilitators(group: Group) -> list[Any]:
    tending = group.memberships.filter(is_facilitator=True, person__is_active=True)
    return list(tending.values_list("person_id", flat=True))


def stewards() -> list[Any]:
    return list(Person.objects.filter(is_steward=True, is_active=True).values_list("pk", flat=True))


def looking_at(post: Post) -> list[Any]:
    """Who looks at reports of it: those who look after its talk, but for whoever wrote it; else the stewards."""
    others = [pk for pk in keepers(post.topic) if pk != post.author_id]
    return others or [pk for pk in stewards() if pk != post.author_id]


def tell_of_report(post: Post, *, tell: list[Any], now: datetime) -> None:
    """Who does not see the topic gets a notice without it: stewards who look at a group's post instead, and whoever
    looks although there is a block between them and who began it."""
    topic, home = post.topic, post.topic.home
    seeing = set(topic.viewers(now=now).filter(pk__in=tell).values_list("pk", flat=True))
    if seeing:
        topic.happened("post reported", by=None, now=now, tell=seeing, path=REPORTS)
    if others := [pk for pk in tell if pk not in seeing]:
        about = {"group": str(home.pk)} if home and set(others) & set(facilitators(home)) else {"is_site": home is None}
        Happening.record(actor=None, verb="post reported", about=about, tell=others, path=REPORTS, at=now)


class Mute(models.Model):
    """Somebody would rather not read another. Silent and one-sided: nobody else ever learns of it.

    They are told nothing of what the other says from then on, nor of what waits to be told.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mutes")
    against = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["by", "against"], name="one_mute_each"),
            models.CheckConstraint(name="no_mute_of_oneself", condition=~Q(by=models.F("against"))),
        ]

    @classmethod
    def choose(cls, against: Person, *, mute: bool, by: Person) -> None:
        if mute:
            cls.objects.get_or_create(by=by, against=against)
            waiting = Notice.objects.filter(person=by, happening__actor=against, happening__verb__in=TALK)
            waiting.new().update(seen_at=timezone.now())
        else:
            cls.objects.filter(by=by, against=against).delete()

    @classmethod
    def of(cls, person: Person) -> set[object]:
        """The ids of those whom they do not read."""
        return set(cls.objects.filter(by=person).values_list("against_id", flat=True))
