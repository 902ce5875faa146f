"""What was changed in the vocabulary and how it is taken back; and how many people say what of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coppice.accounts.models import Person
from coppice.kernel.ids import uuid7
from coppice.people.models.skill import Changed, Described, Skill, everything_held


class SkillChange(models.Model):
    """What somebody changed in the vocabulary, with how it was before."""

    token = models.UUIDField(default=uuid7, editable=False, unique=True)
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="changes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    what = models.CharField(max_length=10)
    before = models.JSONField(default=dict)
    after = models.JSONField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.what

    @property
    def in_words(self) -> str:
        """What changed: before and after, for members."""
        if not self.before:
            return _("“{name}” was added").format(name=self.after["name"])
        changed = [name for name in self.after if self.before[name] != self.after[name]]
        said = [str(WORDS[name]) for name in changed if name != "merged_into"]
        if "merged_into" in changed:
            merged = _("“{name}” was merged") if self.after["merged_into"] else _("“{name}” stands by itself again")
            said.append(merged.format(name=self.after["name"]))
        if "name" in changed:
            names = {"before": self.before["name"], "after": self.after["name"]}
            said[0] = _("from “{before}” to “{after}”").format(**names)
        if "also" in changed:
            said.append(differing(self.before["also"], self.after["also"]))
        return ", ".join(said) or _("nothing")

    @property
    def can_be_undone(self) -> bool:
        return bool(self.before)

    @transaction.atomic
    def undo(self, *, by: Person, now: datetime) -> SkillChange:
        """Put back what this change changed, and nothing that others changed since."""
        everything_held()
        row = Skill.objects.get(pk=self.skill_id)
        here = asdict(row.described)
        mine = [name for name in self.after if self.before and self.before[name] != self.after[name]]
        if not mine or any(here[name] != self.after[name] for name in mine):
            raise Changed(_("It was changed again since, so this can’t be undone by itself. Nothing was changed."))
        back = Described(**{**here, **{name: self.before[name] for name in mine}})
        return row.become(back, what="undone", by=by, now=now)


class Tally(models.Model):
    """How many people say something of a skill to all members: never fewer than five, and nobody’s name."""

    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="tallies")
    side = models.CharField(max_length=5)
    people = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["skill", "side"], name="one_tally_of_a_skill"),
            models.CheckConstraint(name="tally_of_five_at_least", condition=Q(people__gte=5)),
        ]

    def __str__(self) -> str:
        return str(self.people)


WORDS = {
    "name": gettext_lazy("what it is called"),
    "region": gettext_lazy("where it lies"),
    "about": gettext_lazy("what belongs to it"),
    "also": gettext_lazy("other words for it"),
    "broader": gettext_lazy("what it is part of"),
}


def differing(before: Sequence[str], after: Sequence[str]) -> str:
    """Which words went and came: “− VLE + LMS”."""
    gone, come = [f"− {one}" for one in before if one not in after], [f"+ {one}" for one in after if one not in before]
    return " ".join([*gone, *come])
