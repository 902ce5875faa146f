"""Who reads whose drafts in the demonstration."""

from datetime import datetime, timedelta
from typing import Any

from coppice.accounts.models import Person
from coppice.readers.models import Reader

# whose portfolio, who reads, what was said
READERS = [
    ("morwenna-pascoe", "ruth-adeyemi", "I am happiest with 1a and least sure of 3a. Is it clear what I did myself?"),
    ("morwenna-pascoe", "lowri-prosser", "Could you look whether the reflection goes far enough?"),
    ("farah-siddiqui", "morwenna-pascoe", "My first attempt! Be honest, please."),
    ("idris-bowen", "ruth-adeyemi", "The advanced area is the hard one. What would you want to see?"),
]


def seed(people: dict[str, Person], portfolios: dict[str, list[Any]], *, now: datetime) -> None:
    """Ask the readers, for the next two months."""
    for owner, reader, message in READERS:
        for portfolio in portfolios.get(owner, [])[:1]:
            Reader.ask(
                item=portfolio,
                by=people[owner],
                person=people[reader],
                message=message,
                until=now + timedelta(days=60),
                now=now - timedelta(days=12),
            )
