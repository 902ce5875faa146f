"""What this app holds about a person: what they said of themselves, their choices, and their part in the vocabulary."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coppice.accounts.models import Person
from coppice.people.models import (
    Aim,
    Fact,
    Letter,
    Offer,
    Presence,
    Skill,
    SkillChange,
    Statement,
    Welcomed,
    Word,
)

TITLE = _("Your profile, and what you can help with")


def held(person: Person) -> dict[str, Any]:
    """Every line, the bin included, with how far it goes (eight queries)."""
    facts = Fact.everything.filter(person=person).prefetch_related("files").order_by("created_at", "pk")
    statements = Statement.everything.filter(person=person).select_related("skill").order_by("created_at", "pk")
    offers = Offer.everything.filter(person=person).order_by("created_at", "pk")
    here = Presence.objects.filter(person=person).first()
    letters = Letter.objects.filter(sender=person).select_related("to").order_by("at", "pk")
    return {
        "facts": [{"what": one.what, "words": one.words, "files": names(one), **span(one)} for one in facts],
        "statements": [
            {"skill": one.skill.name, "side": one.side, "level": one.level, "example": pk(one.example_id), **span(one)}
            for one in statements
        ],
        "offers": [
            {"what": one.what, "for": one.capacity, "time": one.is_available, "note": one.note, **span(one)}
            for one in offers
        ],
        "choices": choices(here),
        "aims": [
            {"skill": one.skill.name, "here": one.here, "wanted": one.wanted, "at": one.at.isoformat()}
            for one in Aim.objects.filter(person=person).select_related("skill").order_by("at", "pk")
        ],
        "letters": [{"to": one.to.name, "at": one.at.isoformat()} for one in letters],
        "vocabulary": [
            {"at": one.at.isoformat(), "what": one.what, "before": one.before, "after": one.after}
            for one in SkillChange.objects.filter(by=person).order_by("pk")
        ],
    }


def names(fact: Fact) -> list[str]:
    return [file.name for file in fact.files.all()]


def pk(value: Any) -> str:
    return str(value or "")


def span(item: Any) -> dict[str, str | None]:
    removed = item.removed_at.isoformat() if item.removed_at else None
    return {"reach": item.reach, "since": item.created_at.isoformat(), "removed_at": removed}


def choices(here: Presence | None) -> dict[str, str | None]:
    moments = ("listed_at", "contactable_at", "askable_at")
    return {name: at.isoformat() if here and (at := getattr(here, name)) else None for name in moments}


def erase(person: Person, *, leave_words: bool, now: datetime) -> None:
    """Every line goes. The vocabulary is everybody’s: it stays, but for skills that were this person’s alone."""
    for kind in (Fact, Statement, Offer):
        kind.everything.filter(person=person).delete()
    for table in (Presence, Aim, Welcomed):
        table.objects.filter(person=person).delete()
    Letter.objects.filter(Q(sender=person) | Q(to=person)).delete()
    if not leave_words:
        theirs = Skill.objects.filter(changes__by=person).exclude(changes__in=by_others(person))
        used = theirs.filter(statements=None, narrower=None, merged=None).exclude(pk__in=Aim.objects.values("skill"))
        alone = list(used.values_list("pk", flat=True))
        Word.objects.filter(skill__in=alone).delete()
        Skill.objects.filter(pk__in=alone).delete()
    SkillChange.objects.filter(by=person).update(by=None)


def by_others(person: Person) -> Any:
    return SkillChange.objects.exclude(by=person)
