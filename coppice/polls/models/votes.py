"""What is voted. With a name, a row for each vote. Without names, a list of who voted and a box, and nothing between.

If each ballot without a name were a row, it could be tied to a voter: by the order of both tables, by a number, by the
transaction that PostgreSQL notes in every row. So there are no such rows. A poll has one box: how often each way of
voting occurred, sorted, written anew with each vote.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.kernel.refusals import Refusal
from coppice.polls.counting import Ballot
from coppice.polls.models.poll import Poll


class AlreadyVoted(Refusal):
    """A ballot without a name can't be found again, so it can't be changed."""

    status = 409


class Vote(models.Model):
    """With a name: what one person chose. No person: somebody who left."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="votes")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    chosen = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "person"], name="one_vote_each")]

    def __str__(self) -> str:
        return ", ".join(map(str, self.chosen))


class Voter(models.Model):
    """That somebody voted without a name. Two columns and a number drawn by lot: no time, and nothing of the vote."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="voters")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "person"], name="one_ballot_each")]

    def __str__(self) -> str:
        return str(self.person)


class Box(models.Model):
    """All ballots of a poll without names: `counts` says how often "2" or "0,3,1" was voted, in sorted order."""

    poll = models.OneToOneField(Poll, on_delete=models.CASCADE, primary_key=True, related_name="box")
    counts = models.JSONField(default=dict)
    total = models.PositiveIntegerField(default=0)

    objects: ClassVar[models.Manager[Box]] = models.Manager()

    class Meta:
        constraints = [models.CheckConstraint(name="a_box_is_not_empty", condition=models.Q(total__gt=0))]

    def __str__(self) -> str:
        return str(self.total)

    @classmethod
    def drop(cls, poll: Poll, ballot: Sequence[int], *, by: Person) -> None:
        """Put one in and note that `by` voted; the row of the poll is held meanwhile, so that none is lost."""
        if Voter.objects.filter(poll=poll, person=by).exists():
            raise AlreadyVoted(
                _("You have voted already. A ballot without a name can’t be found again, so it can’t be changed.")
            )
        Voter.objects.create(poll=poll, person=by)
        box = cls.objects.filter(poll=poll).first() or cls(poll=poll)
        key = ",".join(map(str, ballot))
        box.counts = dict(sorted({**box.counts, key: box.counts.get(key, 0) + 1}.items()))
        box.total += 1
        box.save()

    @property
    def ballots(self) -> dict[Ballot, int]:
        return {tuple(map(int, key.split(","))): many for key, many in self.counts.items()}
