"""The questions of a chat, written beforehand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext as _

from coppice.kernel.refusals import Refusal

if TYPE_CHECKING:
    from coppice.chats.models.chat import Chat as ChatRow

MOST = 20
LONGEST = 400


class Question(models.Model):
    """One question. `seq` is 0 until everybody present was told that it is open."""

    chat = models.ForeignKey("chats.Chat", on_delete=models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=LONGEST)
    opens_at = models.DateTimeField(null=True)
    seq = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["chat", "number"], name="questions_are_numbered"),
            models.CheckConstraint(
                name="an_open_question_has_a_time", condition=models.Q(seq=0) | models.Q(opens_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def label(self) -> str:
        """As the community says it: Q1."""
        return f"Q{self.number}"

    def due(self, chat: ChatRow) -> datetime:
        """When the clock opens it."""
        return chat.starts_at + timedelta(minutes=(self.number - 1) * chat.pace)

    def is_open(self, chat: ChatRow, now: datetime) -> bool:
        if self.opens_at is not None:
            return self.opens_at <= now
        return not chat.by_hand and chat.called_off_at is None and self.due(chat) <= now

    def announce(self, chat: ChatRow, *, at: datetime) -> None:
        """It is open from now on, under a number of the chat, which is held."""
        self.opens_at, self.seq = at, chat.next()
        self.save(update_fields=["opens_at", "seq"])

    @classmethod
    def lines(cls, words: Iterable[str]) -> list[str]:
        """A question each, in one line; what has no room is refused and not cut."""
        lines = [line for each in words if (line := " ".join(each.split()))]
        if len(lines) > MOST:
            raise Refusal(_("A chat has room for {most} questions. Nothing was changed.").format(most=MOST))
        for number, line in enumerate(lines, 1):
            if len(line) > LONGEST:
                sentence = _("{label} is too long: a question has room for {most} characters. Nothing was changed.")
                raise Refusal(sentence.format(label=f"Q{number}", most=LONGEST))
        return lines

    @classmethod
    def write(cls, chat: ChatRow, words: Iterable[str]) -> None:
        """These questions and no others, as far as they are not open yet: what is open or answered stays as it is."""
        lines = cls.lines(words)
        fixed = ~models.Q(seq=0) | models.Exists(chat.answers.filter(question=models.OuterRef("pk")))
        kept = list(cls.objects.filter(fixed, chat=chat))
        for one in kept:
            if one.number > len(lines) or lines[one.number - 1] != one.words:
                raise Refusal(
                    _("{label} is open already and stays as it is. Nothing was changed.").format(label=one.label)
                )
        known = {one.number for one in kept}
        cls.objects.filter(chat=chat).exclude(number__in=known).delete()
        fresh = [Question(chat=chat, number=n, words=line) for n, line in enumerate(lines, 1) if n not in known]
        Question.objects.bulk_create(fresh)
