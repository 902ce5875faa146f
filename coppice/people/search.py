"""What of people can be found: members who are listed, by their names; lines of profiles; and skills, by every word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from coppice.kernel.findable import Kind, Thing, Watch
from coppice.people.models import Fact, Presence, Skill


def people(keys: Sequence[UUID]) -> Iterator[Thing]:
    """By nothing but their names: what they say of themselves is found by its own lines."""
    for here in Presence.objects.listed().filter(pk__in=keys).select_related("person"):
        yield Thing(key=here.pk, circle="members", title=here.person.name, text="", path=here.person.get_absolute_url())


def listed(viewer: Any, now: datetime) -> Any:
    return Presence.objects.visible_to(viewer).listed()


def facts(keys: Sequence[UUID]) -> Iterator[Thing]:
    """Each by itself, since each has an audience of its own."""
    for fact in Fact.everything.filter(pk__in=keys).select_related("person"):
        path = fact.get_absolute_url()
        yield Thing(key=fact.pk, item=fact.pk, title=fact.person.name, text=fact.said, path=path)


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
        label=_("Member"),
        plural=_("Members"),
        things=people,
        rows=Presence.objects.all,
        watches=(
            Watch("people_presence", ("listed_at", "by_name"), key="person_id"),
            Watch("accounts_person", ("name", "slug", "is_active", "is_member")),
        ),
        author="pk",
        seen=listed,
        weight=1.0,
    ),
    Kind(
        code="fact",
        label=_("Line of a profile"),
        plural=_("Lines of profiles"),
        things=facts,
        rows=Fact.everything.all,
        watches=(
            Watch("audience_item", ("title",), only="kind = 'fact'"),
            Watch("people_fact", ("words",), key="item_ptr_id"),
        ),
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
        author="pk",
        seen=known,
        weight=0.5,
    ),
)
