"""What the audience holds about a person: how they shared, what was shared with them, whom they blocked."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coppice.accounts.models import Person
from coppice.audience.models import AudienceChange, Block, Grant, Item, Link

TITLE = _("Who could see what")


def held(person: Person) -> dict[str, Any]:
    """Five queries."""
    made = Grant.objects.filter(made_by=person).select_related("person")
    given = Grant.objects.filter(to(person)).select_related("made_by")
    return {
        "shared": [
            {"item": str(one.item_id), "with": one.to or f"whoever sees {one.through_id}", **span(one)} for one in made
        ],
        "shared_with_you": [{"item": str(one.item_id), "by": one.made_by.name, **span(one)} for one in given],
        "links": [
            {"item": str(one.item_id), "made_at": one.made_at.isoformat(), "ends_at": one.ends_at.isoformat()}
            for one in Link.objects.filter(made_by=person)
        ],
        "changes": [
            {"item": str(one.item_id), "at": one.at.isoformat(), "what": one.in_words}
            for one in AudienceChange.objects.filter(by=person).order_by("at", "pk")
        ],
        "blocked": [
            {"name": one.against.name, "at": one.made_at.isoformat()}
            for one in Block.objects.filter(by=person).select_related("against").order_by("pk")
        ],
    }


def erase(person: Person, *, leave_words: bool, now: datetime) -> None:
    """What they shared and was shared with them; and whatever of theirs its own app has left."""
    Grant.objects.filter(to(person) | Q(made_by=person)).delete()
    Link.objects.filter(made_by=person).delete()
    AudienceChange.objects.filter(by=person).delete()
    Block.objects.filter(Q(by=person) | Q(against=person)).delete()
    Item.everything.filter(author=person).delete()


def to(person: Person) -> Q:
    """Grants that name the person or an address of theirs."""
    return Q(person=person) | Q(address__in=person.addresses, address__gt="")


def span(grant: Grant) -> dict[str, str | None]:
    ends = grant.ends_at.isoformat() if grant.ends_at else None
    return {"reason": grant.reason, "from": grant.made_at.isoformat(), "until": ends}
