"""A slip of the keys: what was meant instead of a word that nothing says which one may see.

Every word that is near enough is tried, and those count that are said in something the viewer may see; so a word that
stands only in what they may not see changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.db.models import Q

from coppice.search.asking import Asked
from coppice.search.lexemes import Lexeme, some
from coppice.search.models import Word
from coppice.search.seeing import Looking, cards
from coppice.search.words import stem, tokens

SHORTEST, LONG, TRIED, READ = 4, 8, 200, 20


def corrected(asked: Asked, looking: Looking) -> dict[str, str]:
    """Other words for those that nobody said; none when nothing is near, or when every word is said somewhere."""
    is_alone = len(asked.words) == 1 and not asked.phrases  # then nothing was found, and nothing says it
    unsaid = [word for word in asked.words if is_alone or not is_said(asked, word, looking)]
    found = {word: meant(word, looking) for word in unsaid}
    return {word: other for word, other in found.items() if other} if all(found.values()) else {}


def is_said(asked: Asked, word: str, looking: Looking) -> bool:
    return bool(looking.newest(asked.word(word), most=1))


def meant(word: str, looking: Looking) -> str:
    """The nearest word that the viewer may read somewhere; of equally near ones the one that is said more often."""
    near = {other: distance(word, other) for other in candidates(word)} if len(word) >= SHORTEST else {}
    for far in range(1, slips(word) + 1):
        tried = sorted(other for other in near if near[other] == far)[:TRIED]
        rows = looking.newest(some(Lexeme(stem(other)) for other in tried), most=READ) if tried else []
        said = Counter(each for card in cards([row.pk for row in rows]).values() for each in tokens(card.whole))
        if found := [other for other in tried if said[other]]:
            return min(found, key=lambda other: (-said[other], other))
    return ""


def slips(word: str) -> int:
    return 2 if len(word) >= LONG else 1


def candidates(word: str) -> Iterable[str]:
    """Words that begin alike, or with the first two letters the other way round, and could be meant."""
    begins = Q(word__startswith=word[0]) | Q(word__startswith=word[1])
    found = Word.objects.filter(begins).order_by().values_list("pk", flat=True)
    return (other for other in found if other != word and could_be(other, word))


def could_be(other: str, word: str) -> bool:
    """Whether length and letters allow it to be a slip away: each takes one letter away and brings one, at most."""
    most = slips(word)
    return abs(len(other) - len(word)) <= most and len(set(other) ^ set(word)) <= 2 * most


def distance(one: str, other: str) -> int:
    """How many letters to add, leave out, change or swap with their neighbour."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        now = [row]
        for column, sign in enumerate(other, 1):
            best = min(last[column] + 1, now[-1] + 1, last[column - 1] + (letter != sign))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == sign:
                best = min(best, before[column - 2] + 1)
            now.append(best)
        before, last = last, now
    return last[-1]
