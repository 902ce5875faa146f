"""The journals of the demonstration: two years of a dozen invented people, from the texts in `demo/`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone

from coppice.accounts.models import Person
from coppice.files.models import File
from coppice.groups.models import Group
from coppice.journal.demo_files import about, make
from coppice.journal.models import Entry
from coppice.journal.models.entry import Details
from coppice.kernel import richtext

DEMO = Path(__file__).parent / "demo"


def seed(people: dict[str, Person], groups: dict[str, Group], *, now: datetime) -> dict[str, list[Entry]]:
    """Everybody's entries, oldest first, by the slug of whoever keeps them."""
    return {
        slug: [tell(told, people[slug], number, now=now) for number, told in enumerate(journal)]
        for slug, journal in journals()
        if slug in people
    }


def journals() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    yield "morwenna-pascoe", read("morwenna-pascoe")
    yield from read("others").items()


def read(name: str) -> Any:
    return yaml.load((DEMO / f"{name}.yaml").read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def tell(told: dict[str, Any], by: Person, number: int, *, now: datetime) -> Entry:
    """One entry through the same commands that a page uses."""
    moment = working_hour(now, told["ago"], number)
    day = timezone.localdate(moment)
    entry, _ = Entry.capture(html=richtext.from_markdown(told["what"]), happened_on=day, by=by, now=moment)
    later = min(moment + timedelta(days=2, minutes=40), now)
    for code, key in (("so_what", "so"), ("now_what", "now")):
        if key in told:
            entry.write(code=code, html=richtext.from_markdown(told[key]), bases=[], by=by, now=later)
    entry.describe(details(told, day), by=by, now=later)
    if told.get("people"):
        entry.set_permissions([(who, state, note) for who, state, note in told["people"]], by=by, now=later)
    for name in told.get("files", []):
        shown = about(name) if name.endswith(".png") else ""
        file = File.keep(item=entry, upload=BytesIO(make(name)), name=name, by=by, alt=shown)
        File.objects.filter(pk=file.pk).update(kept_at=later)
    return entry


def working_hour(now: datetime, days: int, number: int) -> datetime:
    """A moment on a working day about so long ago, later and later in the day from entry to entry."""
    day = timezone.localtime(now) - timedelta(days=days)
    day -= timedelta(days=9 if (day.month, day.day) > (12, 22) or (day.month, day.day) < (1, 3) else 0)
    day -= timedelta(days=max(0, day.weekday() - 4))
    clock = time(9 + number * 5 % 8, number * 17 % 60)
    return min(timezone.make_aware(datetime.combine(day.date(), clock)), now)


def details(told: dict[str, Any], day: Any) -> Details:
    return Details(
        happened_on=day,
        title=told.get("title", ""),
        with_whom=told.get("with", ""),
        impact=told.get("impact", ""),
        impact_reach=told.get("reach", ""),
        impact_known=told.get("known", ""),
        impact_numbers=str(told.get("numbers", "")),
        is_draft=told.get("draft", False),
        tools=told.get("tools", ()),
        codes=[code if ":" in code else f"cmalt:{code}" for code in told.get("codes", ())],
        links=[(url, label) for url, label in told.get("links", ())],
    )
