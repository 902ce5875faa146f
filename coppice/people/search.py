"""What of people can be found: the names of those who are listed, and what they say of themselves, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coppice.accounts.models import Person
from coppice.kernel.findable import Kind, Thing, Watch
from coppice.people.models import Fact, Presence, Skill, Statement, What


def people(keys: Sequence[UUID]) -> Iterator[Thing]:
    for one in Person.objects.filter(pk__in=keys, is_active=True, is_member=True):
        yield Thing(
            key=one.pk, title=one.name, text="", path=reverse("people:profile", args=[one.slug]), circle="members"
        )


def listed(viewer: Any, now: datetime) -> Any:
    """Those who chose to be listed and are not blocked."""
    return Person.objects.filter(pk__in=Presence.objects.visible_to(viewer).listed().values("pk"))


def facts(keys: Sequence[UUID]) -> Iterator[Thing]:
    """What somebody wrote; not the name of their time zone, nor of a picture's file."""
    told = Fact.everything.filter(pk__in=keys).exclude(what__in=[What.ZONE, What.PICTURE]).select_related("person")
    for one in told:
        yield Thing(key=one.pk, item=one.pk, title=one.title, text=one.said, path=one.get_absolute_url())


def statements(keys: Sequence[UUID]) -> Iterator[Thing]:
    for one in Statement.everything.filter(pk__in=keys).select_related("person"):
        yield Thing(key=one.pk, item=one.pk, title=one.title, text="", path=one.get_absolute_url())


def skills(keys: Sequence[UUID]) -> Iterator[Thing]:
    for skill in Skill.objects.filter(pk__in=keys).prefetch_related("words"):
        said = [skill.about, *(word.name for word in skill.words.all())]
        text = "\n".join(filter(None, said))
        yield Thing(key=skill.pk, circle="members", title=skill.name, text=text, path=skill.get_absolute_url())


def known(viewer: Any, now: datetime) -> Any:
    return Skill.objects.visible_to(viewer).in_use()


KINDS = (
    Kind(
        code="person",
        label=_("Person"),
        plural=_("People"),
        things=people,
        rows=Person.objects.all,
        watches=(Watch("accounts_person", ("name", "slug", "is_active", "is_member")),),
        author="pk",
        seen=listed,
        weight=1.0,
    ),
    Kind(
        code="fact",
        label=_("On a profile"),
        plural=_("On profiles"),
        things=facts,
        rows=Fact.everything.all,
        watches=(
            Watch("audience_item", ("title",), only="kind = 'fact'"),
            Watch("people_fact", ("words", "what"), key="item_ptr_id"),
        ),
    ),
    Kind(
        code="statement",
        label=_("Expertise"),
        plural=_("Expertise"),
        things=statements,
        rows=Statement.everything.all,
        watches=(
            Watch("audience_item", ("title",), only="kind = 'statement'"),
            Watch("people_statement", ("level", "side"), key="item_ptr_id"),
        ),
        weight=0.2,
    ),
    Kind(
        code="skill",
        label=_("Skill"),
        plural=_("Skills"),
        things=skills,
        rows=Skill.objects.all,
        watches=(
            Watch("people_skill", ("name", "about", "merged_into_id")),
            Watch("people_word", ("name",), key="skill_id", is_part=True),
        ),
        author="changes__by",
        seen=known,
        weight=0.5,
    ),
)
