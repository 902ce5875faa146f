"""Asking to come in, being asked in, and accepting the agreement on the way; each with whom it concerns being told."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.groups.models import Group, Invitation, JoinRequest
from coppice.kernel.refusals import Refusal
from coppice.tending.models import Agreement
from coppice.tending.people import facilitators, happened, must_tend


class ReadAgain(Refusal):
    """The agreement that somebody accepts is not the one that is in force by now."""


@transaction.atomic
def accept(group: Group, *, seen: str, by: Person, now: datetime) -> None:
    """A member accepts what they read; refused when the group has agreed something else meanwhile."""
    agreement = Agreement.objects.in_force(group)
    if agreement and str(agreement.pk) != seen:
        raise ReadAgain(_("The agreement was changed meanwhile. Please read it again; nothing was done yet."))
    if agreement:
        agreement.accept(by=by, now=now)


@transaction.atomic
def enter(group: Group, *, seen: str, by: Person, now: datetime) -> None:
    """Through the open door, accepting the agreement."""
    group.enter(person=by)
    accept(group, seen=seen, by=by, now=now)


@transaction.atomic
def ask(group: Group, *, words: str, by: Person, now: datetime) -> JoinRequest:
    one = JoinRequest.ask(group=group, by=by, words=words, now=now)
    path = reverse("tending:requests", args=[group.slug])
    happened("group asked", group, by=by, to=facilitators(group), path=path, now=now)
    return one


@transaction.atomic
def answer(request: JoinRequest, *, is_accepted: bool, words: str, by: Person, now: datetime) -> None:
    group = request.group.held_open()
    must_tend(group, by)
    request.answer(is_accepted=is_accepted, words=words, by=by, now=now)
    verb = "group request accepted" if is_accepted else "group request declined"
    happened(verb, group, by=by, to=[request.person_id], path=group.get_absolute_url(), now=now)


@transaction.atomic
def invite(group: Group, *, person: Person, words: str, by: Person, now: datetime) -> Invitation:
    must_tend(group, by)
    one = Invitation.invite(group=group.held_open(), person=person, words=words, by=by, now=now)
    happened("group invited", group, by=by, to=[person], path=group.get_absolute_url(), now=now)
    return one


@transaction.atomic
def answer_invitation(one: Invitation, *, is_accepted: bool, seen: str, by: Person, now: datetime) -> None:
    """Accepted, one accepts the agreement as well."""
    one.group.held_open()
    one.answer(is_accepted=is_accepted, now=now)
    if is_accepted:
        accept(one.group, seen=seen, by=by, now=now)
    to: list[UUID] = [one.invited_by_id] if one.invited_by_id else []
    path = reverse("tending:invitations", args=[one.group.slug])
    verb = "group invitation accepted" if is_accepted else "group invitation declined"
    happened(verb, one.group, by=by, to=to, path=path, now=now)
