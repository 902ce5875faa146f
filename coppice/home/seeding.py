"""The demonstration community, put together from each app's share, always the same."""

from datetime import datetime
from importlib import import_module
from typing import Any

from django.db import transaction

from coppice.accounts import seeds as accounts
from coppice.accounts.models import Person
from coppice.groups import seeds as groups


def is_seeded() -> bool:
    return Person.objects.filter(slug="morwenna-pascoe").exists()


@transaction.atomic
def seed_community(*, now: datetime) -> dict[str, int]:
    """Everything at once, or nothing; how much of each there is now."""
    people = accounts.seed(now=now)
    circles = groups.seed(people)
    share("people")(people, circles, now=now)
    share("frameworks")(people, now=now)
    entries = share("journal")(people, circles, now=now)
    portfolios = share("portfolios")(people, circles, entries, now=now)
    share("readers")(people, portfolios, now=now)
    share("discussion")(people, portfolios, now=now)
    share("rounds")(people, circles, now=now)
    topics = share("conversations")(people, circles, now=now)
    share("tending")(people, circles, now=now)
    share("polls")(people, circles, now=now)
    share("chats")(people, circles, now=now)
    share("inbound")(people, now=now)
    return {
        "people": len(people),
        "groups": len(circles),
        "topics": len(topics),
        "entries": sum(len(some) for some in entries.values()),
        "portfolios": sum(len(some) for some in portfolios.values()),
    }


def share(app: str) -> Any:
    return import_module(f"coppice.{app}.seeds").seed
