"""Everything of one person's, by who can see it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from coppice.accounts.models import Person
from coppice.audience.models import Grant, Item, Link, Reach
from coppice.audience.sentences import who_can_see

MOST = 2000
SHOWN = 12
ONLY_YOU = _("Only you")
WIDEST = (_("Anyone on the web"), _("All members"))


@dataclass(frozen=True)
class Circle:
    """Those who can see the same things, and the things. What comes along with one of them is only counted."""

    sentence: str
    items: Sequence[Any]
    along: int

    @property
    def shown(self) -> Sequence[Any]:
        return self.items[:SHOWN]

    @property
    def more(self) -> int:
        return max(0, len(self.items) - SHOWN)


@dataclass(frozen=True)
class Circles:
    """What only the person sees, in numbers; and every circle, widest first."""

    only_you: Sequence[str]
    circles: Sequence[Circle]
    beyond: int


def of(person: Person, *, now: datetime) -> Circles:
    """Five queries, whatever there is. What was last touched longest ago is left out beyond a great number."""
    mine = Item.objects.by(person)
    perhaps = mine.filter(perhaps_shared(now))
    items = list(perhaps.only("id", "kind", "title", "changed_at").order_by("-changed_at", "-id")[:MOST])
    sentences = who_can_see(items, now=now)
    kinds = mine.order_by().values("kind").annotate(all=Count("pk"), shared=Count("pk", filter=perhaps_shared(now)))
    kept = Counter(item.kind for item in items if sentences[item.pk] == str(ONLY_YOU))
    counted = {row["kind"]: (row["all"] - row["shared"] + kept[row["kind"]], row["shared"]) for row in kinds}
    return Circles(
        only_you=[in_words(kind, here) for kind, (here, _) in sorted(counted.items()) if here],
        circles=gathered([item for item in items if sentences[item.pk] != str(ONLY_YOU)], sentences, now=now),
        beyond=sum(shared for _, shared in counted.values()) - len(items),
    )


def perhaps_shared(now: datetime) -> Q:
    """Cheap to ask of very many: further than its author, or with a live grant or link."""
    granted = Grant.objects.live(now).filter(item=OuterRef("pk"))
    linked = Link.objects.live(now).filter(item=OuterRef("pk"))
    return ~Q(reach=Reach.ONLY_ME) | Exists(granted) | Exists(linked)


def gathered(items: Sequence[Item], sentences: dict[UUID, str], *, now: datetime) -> list[Circle]:
    lent = Grant.objects.live(now).filter(item__in=[item.pk for item in items], through__isnull=False)
    through: dict[UUID, set[UUID]] = defaultdict(set)
    for lent_id, other in lent.order_by().values_list("item_id", "through_id"):
        through[lent_id].add(other)
    circles: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        circles[sentences[item.pk]].append(item)
    return [circle(said, circles[said], through) for said in sorted(circles, key=widest_first)]


def circle(sentence: str, items: Sequence[Item], through: dict[UUID, set[UUID]]) -> Circle:
    here = {item.pk for item in items}
    alone = [item for item in items if not through[item.pk] & here]
    return Circle(sentence, alone, len(items) - len(alone))


def widest_first(sentence: str) -> tuple[int, str]:
    return next((n for n, said in enumerate(WIDEST) if sentence.startswith(str(said))), len(WIDEST)), sentence


def in_words(kind: str, number: int) -> str:
    said = {
        "entry": ngettext("{number} journal entry", "{number} journal entries", number),
        "fact": ngettext("{number} line of your profile", "{number} lines of your profile", number),
        "offer": ngettext("{number} offer", "{number} offers", number),
        "portfolio": ngettext("{number} portfolio", "{number} portfolios", number),
        "charter": ngettext("{number} charter in draft", "{number} charters in draft", number),
        "section": ngettext("{number} section", "{number} sections", number),
        "statement": ngettext("{number} skill you spoke of", "{number} skills you spoke of", number),
        "chat": ngettext("{number} chat hour", "{number} chat hours", number),
        "topic": ngettext("{number} topic", "{number} topics", number),
        "poll": ngettext("{number} poll", "{number} polls", number),
    }
    return said[kind].format(number=number)
