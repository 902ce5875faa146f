"""The cast: the people every test of privacy asks, and how each of them opens a page.

owner        writes; nia          shares a group with the owner
fellow       in the owner's group Evaluation SIG
elsewhere    a member in another group
reader       asked by the owner to read
blocked      blocked by the owner, though in the same group
steward, administrator
colleague    has an account and is no member
nobody       not signed in
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from coppice.accounts.models import Person
from coppice.audience.models import Block
from coppice.groups.models import Group


@dataclass(frozen=True)
class Cast:
    """Everybody, with the owner's group."""

    owner: Person
    fellow: Person
    elsewhere: Person
    reader: Person
    blocked: Person
    steward: Person
    administrator: Person
    colleague: Person
    group: Group
    other_group: Group

    @property
    def people(self) -> dict[str, Person | None]:
        """Name in the cast to person; nobody is None."""
        named = {field.name: getattr(self, field.name) for field in fields(self)}
        people: dict[str, Person | None] = {name: one for name, one in named.items() if isinstance(one, Person)}
        return {**people, "nobody": None}


def a_person(name: str, **more: Any) -> Person:
    """Somebody with a verified address and no password."""
    email = more.pop("email", f"{name.lower().replace(' ', '.')}@trevenna.example")
    person = Person.objects.create_user(email, name=name, **more)
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    return person


@pytest.fixture
def cast(db: None) -> Cast:
    owner, fellow, blocked = a_person("Olwen Prys"), a_person("Femi Bello"), a_person("Bram de Wit")
    elsewhere, steward = a_person("Elspeth Munro"), a_person("Stella Ray", is_steward=True)
    group = Group.found(name="Evaluation SIG", slug="evaluation", purpose="How we know that it helps.", by=owner)
    other = Group.found(name="Media makers", slug="media", purpose="Sound and pictures.", by=elsewhere)
    for person in (fellow, blocked):
        group.join(person=person)
    Block.objects.create(by=owner, against=blocked)
    return Cast(
        owner=owner,
        fellow=fellow,
        elsewhere=elsewhere,
        reader=a_person("Ruth Adeyemi"),
        blocked=blocked,
        steward=steward,
        administrator=a_person("Ada Root", is_staff=True),
        colleague=a_person("Colm Lecturer", is_member=False),
        group=group,
        other_group=other,
    )


def signed_in(person: Person | None) -> Client:
    """A browser of that person's; of nobody's without one."""
    client = Client()
    if person is not None:
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
