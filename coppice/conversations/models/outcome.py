"""Did it work here? What came of an answer, where and with what."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coppice.accounts.models import Person
from coppice.conversations import wording
from coppice.conversations.models.unnamed import STAND_IN
from coppice.kernel.refusals import Refusal

if TYPE_CHECKING:
    from coppice.conversations.models.topic import Topic


class Worked(models.TextChoices):
    """How far it did."""

    YES = "yes", gettext_lazy("It worked here")
    PARTLY = "partly", gettext_lazy("It worked in part")
    NO = "no", gettext_lazy("It did not work here")


class Outcome(models.Model):
    """One person tried what a topic advises: whether it worked, and in which context."""

    topic = models.ForeignKey("conversations.Topic", on_delete=models.CASCADE, related_name="outcomes")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    worked = models.CharField(max_length=8, choices=Worked.choices)
    discipline = models.CharField(max_length=120, blank=True)
    size = models.CharField(max_length=120, blank=True)
    platform = models.CharField(max_length=120, blank=True)
    words = models.TextField(max_length=2000, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [models.UniqueConstraint(fields=["topic", "person"], name="one_outcome_each")]

    @classmethod
    def say(cls, topic: Topic, *, worked: str, by: Person, now: datetime, words: str = "", **context: str) -> Outcome:
        """Say it, or say it differently."""
        if worked not in Worked.values:
            raise Refusal()
        lines = {name: wording.line(context.get(name, ""))[:120] for name in ("discipline", "size", "platform")}
        known = {"worked": worked, "words": words.strip()[:2000], **lines}
        made, _new = cls.objects.update_or_create(
            topic=topic, person=topic.voice_of(by), defaults=known, create_defaults={**known, "made_at": now}
        )
        return made

    @property
    def voice(self) -> str:
        return _(self.person.name) if self.person_id == STAND_IN else self.person.name

    @property
    def context(self) -> str:
        return " · ".join(filter(None, (self.discipline, self.size, self.platform)))
