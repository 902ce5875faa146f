"""That somebody tends a group: never nobody while it lives, and nobody for ever."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models, transaction
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.groups.models.membership import Membership, Term
from coppice.kernel.refusals import Refusal

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class LastFacilitator(Refusal):
    """A group would be left with nobody to tend it."""


class HasEnded(Refusal):
    """Somebody wanted to write in a group that has ended."""

    status = 409


class Tended(models.Model):
    """What a group has to do with those who tend it. Whoever changes who does holds its row."""

    if TYPE_CHECKING:
        memberships: RelatedManager[Membership]

    class Meta:
        abstract = True

    @property
    def is_open_for_writing(self) -> bool:
        raise NotImplementedError

    def held(self) -> Self:
        """Its row as it is now, held until the transaction ends: whoever counts its facilitators waits here."""
        row: Self = type(self)._default_manager.select_for_update(no_key=True).get(pk=self.pk)
        return row

    def held_open(self) -> Self:
        """As held, and refuses when it has ended."""
        group = self.held()
        group.must_be_open()
        return group

    def must_be_open(self) -> None:
        """For whoever writes in it, in any app."""
        if not self.is_open_for_writing:
            raise HasEnded(_("This group has ended, so nothing in it is changed any more."))

    def is_tended_by(self, person: object) -> bool:
        if not isinstance(person, Person):
            return False
        return self.memberships.filter(person=person, is_facilitator=True).exists()

    def must_keep_a_facilitator_besides(self, mine: Membership, otherwise: str) -> None:
        """The caller holds the row of the group. Who is last in a group that has ended may go."""
        others = self.memberships.filter(is_facilitator=True).exclude(pk=mine.pk)
        if mine.is_facilitator and self.is_open_for_writing and not others.exists():
            raise LastFacilitator(otherwise)

    @transaction.atomic
    def begin_to_tend(self, *, person: Person, today: date) -> Membership:
        """One more facilitator, for a term. Who tends it already goes on in the term they have."""
        mine = self.held().memberships.get(person=person)
        if not mine.is_facilitator:
            mine.is_facilitator = True
            mine.set_term(Term.beginning(today))
        return mine

    @transaction.atomic
    def stop_tending(self, *, person: Person) -> None:
        """A facilitator is a member like others again; never the last one."""
        mine = self.held().memberships.get(person=person)
        self.must_keep_a_facilitator_besides(
            mine, _("Nobody else tends this group yet, so you can’t stop. Nothing was changed.")
        )
        mine.is_facilitator = False
        mine.set_term(None)

    @transaction.atomic
    def pick_up(self, *, person: Person, today: date) -> bool:
        """A member begins to tend a group that nobody tends any more; False if somebody does."""
        group = self.held()
        if group.memberships.filter(is_facilitator=True).exists():
            return False
        group.begin_to_tend(person=person, today=today)
        return True

    @transaction.atomic
    def renew_term(self, *, person: Person, today: date) -> None:
        """Tend it for another three years; asked in the last months of a term."""
        mine = self.held_open().memberships.filter(person=person, is_facilitator=True).first()
        if mine is None:
            raise Refusal(_("You do not tend this group."))
        if mine.term and not mine.term.is_ending(today):
            raise Refusal(_("Your term has some time to go. Renew it in its last three months, if the others agree."))
        mine.set_term(mine.term.renewed() if mine.term else Term.beginning(today))
