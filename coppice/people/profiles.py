"""A profile as one viewer may see it, in a constant number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import timezone

from coppice.accounts.models import Person
from coppice.audience.models import Item, unblocked
from coppice.audience.sentences import who_can_see
from coppice.audience.viewing import Viewer
from coppice.people import picturing, vocabulary
from coppice.people.models import Fact, Level, Offer, Presence, Side, Statement, What

ABOVE = (What.PRONOUNS, What.SAYING, What.ROLE, What.ORGANISATION)
APART = (What.ABOUT, What.ASKING, What.PICTURE)


@dataclass(frozen=True)
class Said:
    """One statement, with its skill as it is called now and its example, if the viewer may see that."""

    statement: Statement
    skill: str
    example: Item | None
    sentence: str

    @property
    def level(self) -> str:
        return str(Level(self.statement.level).label)


@dataclass(frozen=True)
class Profile:
    """What stands on the page. `sentences` say who can see each line, for the person alone."""

    person: Person
    facts: Sequence[Fact]
    helps: Sequence[Said]
    learns: Sequence[Said]
    offers: Sequence[Offer]
    picture: Sequence[picturing.Part]
    presence: Presence
    is_mine: bool
    sentences: dict[UUID, str]

    def all(self, *sorts: What) -> list[Fact]:
        return [fact for fact in self.facts if fact.what in sorts]

    def one(self, what: What) -> Fact | None:
        return next(iter(self.all(what)), None)

    @property
    def above(self) -> list[Fact]:
        """Under the name: roles and organisation."""
        return self.all(What.ROLE, What.ORGANISATION)

    @property
    def beside_name(self) -> list[Fact]:
        return self.all(What.PRONOUNS, What.SAYING)

    @property
    def about(self) -> Fact | None:
        return self.one(What.ABOUT)

    @property
    def asking(self) -> Fact | None:
        return self.one(What.ASKING)

    @property
    def portrait(self) -> Fact | None:
        found = self.one(What.PICTURE)
        return found if found and found.shown_files else None

    @property
    def rest(self) -> list[Fact]:
        """Everything that has no place of its own, in the order of the sorts."""
        order = [one for one in What if one not in (*ABOVE, *APART)]
        return sorted(
            (fact for fact in self.facts if fact.what in order), key=lambda fact: order.index(What(fact.what))
        )

    @property
    def seen_by(self) -> list[tuple[str, str]]:
        """For the person alone: each fact and who can see it."""
        return [(str(What(fact.what).label), self.sentences.get(fact.pk, "")) for fact in self.facts]

    @property
    def clock(self) -> str:
        """What time it is where they are, if they say where."""
        fact = self.one(What.ZONE)
        return f"{timezone.localtime(timezone.now(), ZoneInfo(fact.words)):%H:%M}" if fact else ""

    @property
    def is_empty(self) -> bool:
        return not (self.facts or self.helps or self.learns or self.offers)


def of(person: Person, viewer: object, *, now: datetime) -> Profile | None:
    """The profile, or nothing: members see each other’s unless there is a block; others where they see a line of it."""
    who = Viewer.of(viewer).person
    facts = list(
        Fact.objects.visible_to(viewer, now=now).of(person).prefetch_related("files").order_by("created_at", "pk")
    )
    said = (
        Statement.objects.visible_to(viewer, now=now)
        .of(person)
        .select_related("example")
        .order_by("-level", "title", "pk")
    )
    statements, offers = list(said), list(Offer.objects.visible_to(viewer, now=now).of(person).order_by("what"))
    is_member = bool(who and who.is_member)
    if not (facts or statements or offers) and not (is_member and who and may_know(who, person)):
        return None
    words, is_mine = vocabulary.current(), who == person
    sentences = who_can_see([*facts, *statements, *offers], now=now) if is_mine else {}
    examples = seen_examples(statements, viewer, now=now)
    shown = [
        Said(one, words.root(one.skill_id).name, examples.get(one.example_id), sentences.get(one.pk, ""))
        for one in statements
    ]
    return Profile(
        person=person,
        facts=facts,
        helps=[one for one in shown if one.statement.side == Side.HELP],
        learns=[one for one in shown if one.statement.side == Side.LEARN],
        offers=offers,
        picture=picturing.of_person(statements, words),
        presence=Presence.of(person) if is_member else Presence(person=person),
        is_mine=is_mine,
        sentences=sentences,
    )


def may_know(who: Person, person: Person) -> bool:
    """Whether there is no block between them (one query)."""
    return Person.objects.filter(unblocked(who, "pk"), pk=person.pk).exists()


def seen_examples(statements: Sequence[Statement], viewer: object, *, now: datetime) -> dict[UUID | None, Item]:
    ids = [one.example_id for one in statements if one.example_id]
    return {item.pk: item for item in Item.objects.visible_to(viewer, now=now).filter(pk__in=ids)} if ids else {}
