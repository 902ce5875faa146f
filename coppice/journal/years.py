"""A year of a journal as a picture: twelve shoots from one stool, a leaf for each entry."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count
from django.db.models.functions import ExtractMonth
from django.urls import reverse
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.journal.models import Entry, EntryCode, Impact
from coppice.journal.speaking_to import Offered

WIDTH, GROUND, TALLEST, UNDER = 720, 0, 230, 42
STEPS = ["", *Impact.values]
MOST_LEAVES = 40


@dataclass(frozen=True)
class Leaf:
    """One entry: where its leaf sits, which way it points, and how far its impact went (0 to 6; -1 to be finished)."""

    x: int
    y: float
    points_left: bool
    step: int
    size: float

    @property
    def kind(self) -> str:
        return "bud" if self.step < 0 else f"step-{self.step}"


@dataclass(frozen=True)
class Shoot:
    """One month."""

    first: date
    entries: int
    unfinished: int
    furthest: str
    url: str
    x: int
    tip: int
    leaves: list[Leaf]

    @property
    def left(self) -> int:
        return self.x - WIDTH // 24


@dataclass(frozen=True)
class Step:
    """One rung of impact and how many entries reached it."""

    name: str
    number: int
    entries: int
    url: str


@dataclass(frozen=True)
class Spoken:
    """One part of a framework, and the months in which entries spoke to it."""

    framework: str
    short: str
    label: str
    months: list[tuple[date, int, str]]
    total: int


@dataclass(frozen=True)
class Year:
    """Everything that the page of a year shows. Three queries."""

    year: int
    entries: int
    unfinished: int
    shoots: list[Shoot]
    steps: list[Step]
    unknown: Step
    top: int
    spoken: list[Spoken] = field(default_factory=list)

    @property
    def height(self) -> int:
        return UNDER - self.top


def picture(person: Person, year: int, offered: Offered) -> Year:
    """The person's year, drawn from counts alone."""
    mine = Entry.objects.by(person).in_year(year)
    counted = mine.values_list(ExtractMonth("happened_on"), "is_draft", "impact").annotate(n=Count("pk")).order_by()
    months: dict[int, Counter[int]] = defaultdict(Counter)
    reached: Counter[str] = Counter()
    for month, is_draft, impact, n in counted:
        months[month][-1 if is_draft else STEPS.index(impact)] += n
        reached[impact] += n
    most = max((min(sum(found.values()), MOST_LEAVES) for found in months.values()), default=1)
    shoots = [shoot(date(year, month, 1), months[month], most) for month in range(1, 13)]
    return Year(
        year=year,
        entries=sum(one.entries for one in shoots),
        unfinished=sum(one.unfinished for one in shoots),
        shoots=shoots,
        steps=[step(impact, year, reached[impact]) for impact in reversed(Impact.values)],
        unknown=step("", year, reached[""]),
        top=min(one.tip for one in shoots) - 48,
        spoken=spoken(person, year, offered),
    )


def shoot(first: date, found: Counter[int], most: int) -> Shoot:
    """Leaves from the ground up: the furthest impact first, what is to be finished at the tip, as buds."""
    x = WIDTH // 24 + (first.month - 1) * (WIDTH // 12)
    apart = min(26.0, TALLEST / max(most, 1))
    size = round(min(1.4, max(0.5, apart / 14)), 2)
    order = [step for step in (*range(6, -1, -1), -1) for _ in range(found[step])][:MOST_LEAVES]
    leaves = [
        Leaf(x, round(GROUND - 16 - place * apart, 1), place % 2 == 1, step, size) for place, step in enumerate(order)
    ]
    finished = max((step for step in found if found[step] and step > 0), default=0)
    return Shoot(
        first=first,
        entries=found.total(),
        unfinished=found[-1],
        furthest=str(Impact(STEPS[finished]).label) if finished else "",
        url=f"{reverse('journal:index')}?month={first:%Y-%m}",
        x=x,
        tip=round(leaves[-1].y) - 6 if leaves else GROUND,
        leaves=leaves,
    )


def step(impact: str, year: int, entries: int) -> Step:
    name = str(Impact(impact).label) if impact else _("Not known yet")
    return Step(name, STEPS.index(impact), entries, f"{reverse('journal:index')}?year={year}&impact={impact}")


def spoken(person: Person, year: int, offered: Offered) -> list[Spoken]:
    """For each part that was spoken to, the count of each month."""
    rows = EntryCode.objects.filter(entry__in=Entry.objects.by(person).in_year(year).values("pk"))
    counted = rows.values_list("code", ExtractMonth("entry__happened_on")).annotate(n=Count("pk")).order_by()
    found: dict[str, Counter[int]] = defaultdict(Counter)
    for code, month, n in counted:
        found[code][month] += n
    order = {code: place for place, code in enumerate(offered.labels)}
    return [
        spoken_one(code, year, found[code], offered)
        for code in sorted(found, key=lambda code: (order.get(code, 999), code))
    ]


def spoken_one(code: str, year: int, counts: Counter[int], offered: Offered) -> Spoken:
    base = reverse("journal:index")
    months = [
        (first, counts[first.month], f"{base}?code={code}&month={first:%Y-%m}")
        for first in (date(year, month, 1) for month in range(1, 13))
    ]
    return Spoken(offered.framework(code), code.rpartition(":")[2], offered.label(code), months, counts.total())
