"""Ending mail of one sort with one click (RFC 8058): whoever holds the mail can, and learns nothing of whose it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse

from coppice.accounts.models import Person
from coppice.groups.models import Group
from coppice.notices import kinds
from coppice.notices.contents import Contents
from coppice.notices.kinds import Kind, When
from coppice.notices.models import Choice, Letter

SIGNER = signing.Signer(salt="notices.ending", sep=".")
DIGEST = "digests"
IN_DIGESTS = {When.DAILY, When.WEEKLY}


@dataclass(frozen=True)
class Ending:
    """Which mail of whom is to end: of some kinds, of one group or of all, or every digest."""

    person: UUID
    kinds: Sequence[str]
    group: UUID | None = None

    @classmethod
    def of(cls, letter: Letter, contents: Contents) -> Ending:
        """What ends the like of this letter."""
        if letter.day is not None:
            return cls(letter.person_id, [DIGEST])
        codes = sorted({notice.kind.code for notice in contents.notices})
        groups = {notice.group_id if notice.kind.in_groups else None for notice in contents.notices}
        return cls(letter.person_id, codes, groups.pop() if len(groups) == 1 else None)

    @classmethod
    def from_token(cls, token: str) -> Ending | None:
        """None for what was never sent to anybody, and for somebody who is no longer here."""
        try:
            person, codes, group = SIGNER.unsign(token).split(":")
            found = cls(UUID(person), codes.split(","), UUID(group) if group else None)
        except (signing.BadSignature, ValueError):
            return None
        return found if Person.objects.filter(pk=found.person, is_active=True).exists() else None

    @property
    def token(self) -> str:
        return SIGNER.sign(f"{self.person.hex}:{','.join(self.kinds)}:{self.group.hex if self.group else ''}")

    @property
    def url(self) -> str:
        return settings.BASE_URL + reverse("notices:ending", args=[self.token])

    @property
    def labels(self) -> list[str]:
        return [str(kind.label) for code in self.kinds if (kind := kinds.named(code))]

    @property
    def is_digest(self) -> bool:
        return DIGEST in self.kinds

    @transaction.atomic
    def carry_out(self) -> None:
        """No more such mail. Done twice it is done once."""
        person = Person.objects.select_for_update().get(pk=self.person)
        group = Group.objects.filter(pk=self.group).first() if self.group else None
        if self.group and group is None:
            return
        concerned = self.concerned(person)
        if self.is_digest:
            Choice.objects.filter(person=person, when__in=IN_DIGESTS).exclude(group=None).update(when=When.NEVER)
        for kind in concerned:
            Choice.choose(When.NEVER, by=person, kind=kind.code, group=group)

    def concerned(self, person: Person) -> list[Kind]:
        if not self.is_digest:
            return [kind for code in self.kinds if (kind := kinds.named(code))]
        choices = Choice.made_by([person.pk])
        return [kind for kind in kinds.every() if choices.when(person.pk, kind) in IN_DIGESTS]
