"""Bringing the index up to date with what waits, a bounded number at a time; and making all of it again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import batched, pairwise
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from coppice.accounts.models import Person
from coppice.audience.models import Item
from coppice.kernel.findable import Kind, Thing, kinds
from coppice.search import doors
from coppice.search.lexemes import Lexeme, candidates
from coppice.search.models import Card, Waiting, Word
from coppice.search.tables import let_go_of_words
from coppice.search.words import LONGEST, SMALL, joined, stem, stems, tokens

AT_ONCE = 100
LONGEST_TEXT = 200_000
LOCK = 1706
SHORTEST, FEW, SEVERAL = 4, 20, 5
COLUMNS = ("item_id", "title", "said", "path", "stems", "marks")

type Work = dict[str, set[UUID]]


def bring_up_to_date(*, at_most: int = AT_ONCE, first: Person | None = None) -> int:
    """Look at what waits, what `first` wrote before all else; how many rows were taken.

    One at a time does so. A row and what was made of it are committed together.
    """
    if not Waiting.objects.exists():
        return 0
    with transaction.atomic():
        wait_for_others()
        rows = taken(at_most, first)
        Waiting.objects.filter(pk__in=[row.pk for row in rows]).delete()
        look_at(work_of(rows))
    return len(rows)


def wait_for_others() -> None:
    """SQLite has one writer at a time anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def taken(at_most: int, first: Person | None) -> list[Waiting]:
    """Rows about so many things; one that was written several times has several."""
    theirs = Waiting.objects.filter(Exists(Item.everything.filter(pk=OuterRef("key"), author=first)))
    rows = list(theirs.order_by("-id")[: SEVERAL * at_most]) if first else []
    rows += Waiting.objects.order_by("id")[: SEVERAL * at_most]
    about = set(list(dict.fromkeys((row.kind, row.key) for row in rows))[:at_most])
    return [row for row in rows if (row.kind, row.key) in about]


def work_of(rows: Iterable[Waiting]) -> Work:
    """The keys to look at, by kind. A kind that waits whole is cut into pieces, which wait in its place."""
    work, governing = defaultdict[str, set[UUID]](set), list[UUID]()
    for row in rows:
        if row.key is None:
            note_all([row.kind])
        elif row.kind:
            work[row.kind].add(row.key)
        else:
            governing.append(row.key)
    if governing:
        cards = Card.objects.filter(item_id__in=doors.governed(governing))
        for kind, key in cards.values_list("kind", "key"):
            work[kind].add(key)
    return work


def note_all(codes: Iterable[str]) -> None:
    """Everything of these kinds waits, the oldest first, and so do cards whose row may be gone."""
    keys = set[tuple[UUID, str]]()
    for code in kinds().keys() & set(codes):
        keys |= {(key, code) for key in kinds()[code].rows().order_by().values_list("pk", flat=True)}
        keys |= {(key, code) for key in Card.objects.filter(kind=code).values_list("key", flat=True)}
    for some in batched(sorted(keys), 1000):
        Waiting.objects.bulk_create(Waiting(kind=code, key=key) for key, code in some)


def look_at(work: Work) -> None:
    for code, keys in work.items():
        if code in kinds():
            write_cards(kinds()[code], sorted(keys))


def write_cards(kind: Kind, keys: Sequence[UUID]) -> None:
    """Make the cards of these rows as they are now: new, changed, or gone."""
    there = {(card.key, card.part): card for card in Card.objects.filter(kind=kind.code, key__in=keys)}
    made = [card_of(kind, thing, its_doors) for thing, its_doors in doors_of(kind.things(keys))]
    fresh = {(card.key, card.part): card for card in made}
    gone = [card.pk for name, card in there.items() if name not in fresh]
    Card.objects.filter(pk__in=gone).delete()
    changed = [name for name in fresh.keys() & there.keys() if differ(fresh[name], there[name])]
    for name in changed:
        fresh[name].pk = there[name].pk
    Card.objects.bulk_update([fresh[name] for name in changed], COLUMNS)
    new = [card for card in made if (card.key, card.part) not in there]
    Card.objects.bulk_create(new)
    remember_words([*new, *(fresh[name] for name in changed)])


def differ(one: Card, other: Card) -> bool:
    return any(getattr(one, column) != getattr(other, column) for column in COLUMNS)


def doors_of(things: Iterable[Thing]) -> Iterator[tuple[Thing, set[str]]]:
    yield from doors.of_things(things, timezone.now()).items()


def card_of(kind: Kind, thing: Thing, its_doors: Iterable[str]) -> Card:
    """The card of a thing. NUL, which PostgreSQL keeps in no text, counts as a space."""
    title, said = (" ".join(words[:LONGEST_TEXT].replace("\0", " ").split()) for words in (thing.title, thing.text))
    whole = tokens(title) + tokens(said)
    title_marks = {f"t:{each}" for each in stems(title)}
    marks = {f"k:{kind.code}", *its_doors, *title_marks, *pairs(whole), *joined(f"{title} {said}")}
    known = {"kind": kind.code, "key": thing.key, "part": thing.part, "item_id": thing.item, "path": thing.path}
    words = f" {' '.join(map(stem, whole))} "
    return Card(**known, title=title, said=said, stems=words, marks=" ".join(sorted(marks)))


def pairs(words: Sequence[str]) -> set[str]:
    """Neighbours of which one is a small word, so that a quotation of the commonest words is found as fast as any."""
    return {pair(one, other) for one, other in pairwise(words) if one in SMALL or other in SMALL}


def pair(one: str, other: str) -> str:
    return f"{stem(one)}~{stem(other)}"


def remember_words(cards: Iterable[Card]) -> None:
    said = {word for card in cards for word in tokens(card.whole) if SHORTEST <= len(word) < LONGEST and word.isalpha()}
    for some in batched(sorted(said), 500):
        known = set(Word.objects.filter(pk__in=some).values_list("pk", flat=True))
        Word.objects.bulk_create([Word(word) for word in some if word not in known], ignore_conflicts=True)


def rebuild(say: Any = None) -> int:
    """Make everything anew, the oldest first; how many things can be found afterwards."""
    with transaction.atomic():
        Card.objects.all().delete()
        Word.objects.all().delete()
        Waiting.objects.all().delete()
        note_all(kinds())
    while done := bring_up_to_date(at_most=500):
        if say:
            say(f"Looked at {done} more; {Waiting.objects.count()} wait.")
    return Card.objects.count()


def forget(found: Q) -> None:
    """Take cards away now, and every word that only they had; what they were made from is looked at again."""
    cards = list(Card.objects.filter(found).defer("stems", "marks"))
    Card.objects.filter(pk__in=[card.pk for card in cards]).delete()
    Waiting.objects.bulk_create(Waiting(kind=card.kind, key=card.key) for card in cards)
    sweep({word for card in cards for word in tokens(card.whole)})
    let_go_of_words(connection)


def sweep(words: Iterable[str] | None = None) -> int:
    """Forget those words that nothing says any more, by default all with such a stem; how many those were."""
    if words is None:
        gone = [word for word in Word.objects.values_list("pk", flat=True) if not saying(word, 1)]
    else:
        gone = [word for word in words if not is_said(word)]
    for some in batched(gone, 500):
        Word.objects.filter(pk__in=some).delete()
    return len(gone)


def is_said(word: str) -> bool:
    """Whether one of the newest cards with its stem says just this word. (One forgotten too soon is met again.)"""
    cards = Card.objects.filter(pk__in=saying(word, FEW)).defer("stems", "marks")
    return any(word in tokens(card.whole) for card in cards)


def saying(word: str, most: int) -> list[int]:
    """The newest cards with its stem."""
    newest, values = candidates(Lexeme(stem(word)), before=2**62, most=most)
    with connection.cursor() as cursor:
        cursor.execute(newest, values)
        return [pk for (pk,) in cursor.fetchall()]


def of_person(person: Person) -> Q:
    """Whose words they are: by the rows of each kind, and by the items that govern them."""
    theirs = Q(item_id__in=Item.everything.filter(author=person).values("pk"))
    for code, kind in kinds().items():
        theirs |= Q(kind=code, key__in=kind.rows().filter(**{kind.author: person.pk}).values("pk"))
    return theirs
