"""The vocabulary of skills, which all members keep together: words, what lies within what, merging, and its history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coppice.accounts.models import Person
from coppice.audience.viewing import Viewer
from coppice.happenings.models import Happening
from coppice.kernel.ids import uuid7
from coppice.kernel.refusals import Refusal
from coppice.people.folding import fold

if TYPE_CHECKING:
    from coppice.people.models.changes import SkillChange

MOST_WORDS = 20


class Region(models.TextChoices):
    """Where a skill lies."""

    TECHNOLOGY = "technology", gettext_lazy("Technology")
    BOTH = "both", gettext_lazy("Where they meet")
    EDUCATION = "education", gettext_lazy("Education")


class Loop(Refusal):
    """Something would lie within itself."""


class Taken(Refusal):
    """A word belongs to another skill already."""


class Changed(Refusal):
    """Somebody changed the skill meanwhile."""

    status = 409


@dataclass(frozen=True)
class Described:
    """Everything a member can say of a skill; kept whole with each change, so that each can be undone."""

    name: str
    region: str
    about: str = ""
    also: Sequence[str] = ()
    broader: str = ""
    merged_into: str = ""


class SkillQuerySet(models.QuerySet["Skill"]):
    """Skills, in the community's words."""

    def visible_to(self, viewer: object) -> SkillQuerySet:
        """The vocabulary is the members’; for anybody else there is none."""
        person = Viewer.of(viewer).person
        return self if person and person.is_member else self.none()

    def in_use(self) -> SkillQuerySet:
        return self.filter(merged_into=None)


class Skill(models.Model):
    """Something one can be good at. A skill that was merged stays where it is, and is read as the other one."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=80)
    region = models.CharField(max_length=10, choices=Region.choices)
    about = models.CharField(max_length=400, blank=True)
    broader = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="narrower")
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged")

    objects: ClassVar[SkillQuerySet] = SkillQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(name="skill_not_within_itself", condition=Q(broader=None) | ~Q(broader=F("id"))),
            models.CheckConstraint(
                name="skill_not_merged_into_itself", condition=Q(merged_into=None) | ~Q(merged_into=F("id"))
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("people:skill", args=[self.pk])

    @property
    def described(self) -> Described:
        """As it is now (one query)."""
        also = [word.name for word in self.words.order_by("name") if word.name != self.name]
        ids = {name: str(getattr(self, f"{name}_id") or "") for name in ("broader", "merged_into")}
        return Described(self.name, self.region, self.about, also, **ids)

    @property
    def mark(self) -> str:
        """Tells whether somebody changed it since: by its newest change (one query)."""
        return str(self.changes.order_by("-pk").values_list("token", flat=True).first() or "")

    @classmethod
    @transaction.atomic
    def add(cls, described: Described, *, by: Person, now: datetime) -> Skill:
        """A new skill in everybody's vocabulary."""
        everything_held()
        made = cls.objects.create(name=described.name, region=described.region)
        made.become(described, what="added", by=by, now=now)
        return made

    @transaction.atomic
    def describe(self, described: Described, *, seen: str, by: Person, now: datetime) -> SkillChange:
        """Say all of it anew, unless somebody changed it since it was `seen`."""
        everything_held()
        if seen != self.mark:
            raise Changed(_("Somebody changed this skill while you did. Look at both below; nothing of yours is lost."))
        row = Skill.objects.get(pk=self.pk)
        described = replaced(described, merged_into=str(row.merged_into_id or ""))
        return row.become(described, what="changed", by=by, now=now)

    @transaction.atomic
    def merge_into(self, other: Skill, *, by: Person, now: datetime) -> SkillChange:
        """From now on the two are one. Nothing moves: whoever spoke of this one is found under the other."""
        everything_held()
        row, root = Skill.objects.get(pk=self.pk), rooted(other.pk)
        if row.merged_into_id or root == row.pk:
            raise Loop(_("These two are one already. Nothing was changed."))
        return row.become(replaced(row.described, merged_into=str(root)), what="merged", by=by, now=now)

    def become(self, described: Described, *, what: str, by: Person, now: datetime) -> SkillChange:
        """Take on what was said, and write down what it was before. The caller holds the vocabulary."""
        before = {} if what == "added" else asdict(self.described)
        self.name, self.region, self.about = described.name.strip(), described.region, described.about.strip()
        self.broader_id = UUID(described.broader) if described.broader else None
        self.merged_into_id = UUID(described.merged_into) if described.merged_into else None
        if self.broader_id == self.pk:
            raise Loop(_("A skill cannot lie within itself. Nothing was changed."))
        self.save()
        self.take_words([self.name, *described.also])
        refuse_loops()
        Happening.record(actor=by, verb="skill changed", about={"skill": str(self.pk)}, at=now)
        after = asdict(self.described)
        change: SkillChange = self.changes.create(by=by, at=now, what=what, before=before, after=after)
        return change

    def take_words(self, names: Sequence[str]) -> None:
        """Be known by these names and no others."""
        wanted = {fold(name): name.strip()[:80] for name in reversed(names) if fold(name)}
        if len(wanted) > MOST_WORDS:
            raise Refusal(_("At most twenty words for one skill, please. Nothing was changed."))
        others = Word.objects.filter(folded__in=wanted).exclude(skill=self).select_related("skill")
        if other := others.first():
            said = _("“{word}” is a word for “{skill}” already. You can merge the two skills. Nothing was changed.")
            raise Taken(said.format(word=other.name, skill=other.skill.name))
        Word.objects.filter(skill=self).exclude(folded__in=wanted).delete()
        known = dict(Word.objects.filter(skill=self).values_list("folded", "name"))
        for folded, name in wanted.items():
            if known.get(folded) != name:
                Word.objects.update_or_create(skill=self, folded=folded, defaults={"name": name})


class Word(models.Model):
    """A name by which a skill is known. No two skills share one."""

    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="words")
    name = models.CharField(max_length=80)
    folded = models.CharField(max_length=100, unique=True)

    class Meta:
        ordering = ["folded"]

    def __str__(self) -> str:
        return self.name


def replaced(described: Described, **changes: Any) -> Described:
    return Described(**{**asdict(described), **changes})


def everything_held() -> None:
    """One change of the vocabulary at a time: only so can nobody make a loop out of two that are none."""
    list(Skill.objects.select_for_update().order_by("pk").values_list("pk", flat=True))


def rooted(pk: UUID) -> UUID:
    from coppice.people.vocabulary import Tree

    return Tree.read().root(pk)


def refuse_loops() -> None:
    """The command that would leave a loop behind is not done."""
    from coppice.people.vocabulary import Tree

    if Tree.read().has_loop():
        raise Loop(_("One of them would lie within itself, by way of others. Nothing was changed."))
