"""The vocabulary as it is read: what lies within what, merged skills as one, and which skills a text speaks of.

It is a few thousand short rows at most and changes seldom, so it is kept in memory until somebody changes it; which
change was the last one is asked each time (one query).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from uuid import UUID

from coppice.people.folding import fold, is_nearly, stems
from coppice.people.models import Skill, SkillChange, Word

MOST_ROOTS, MOST_SKILLS = 6, 24
EXACT, NEARLY, IN_PART = 3, 2, 1


@dataclass(frozen=True)
class Tree:
    """Which skill lies within which, and which were merged into which."""

    broader: Mapping[UUID, UUID | None]
    merged: Mapping[UUID, UUID | None]

    @classmethod
    def read(cls) -> Tree:
        rows = list(Skill.objects.order_by().values_list("pk", "broader_id", "merged_into_id"))
        return cls({pk: up for pk, up, _ in rows}, {pk: into for pk, _, into in rows})

    def root(self, pk: UUID) -> UUID:
        """What a skill is read as."""
        seen = {pk}
        while (into := self.merged.get(pk)) and into not in seen:
            seen.add(pk := into)
        return pk

    def above(self, pk: UUID) -> UUID | None:
        """What a root lies within."""
        up = self.broader.get(pk)
        found = self.root(up) if up else None
        return None if found == pk else found

    def has_loop(self) -> bool:
        return any(self.is_endless(pk) for pk in self.broader)

    def is_endless(self, pk: UUID) -> bool:
        seen: set[UUID] = set()
        here: UUID | None = pk
        while here:
            if here in seen:
                return True
            seen.add(here)
            here = self.merged.get(here)
        here = self.root(pk)
        above: set[UUID] = set()
        while here:
            if here in above:
                return True
            above.add(here)
            here = self.above(here)
        return False


@dataclass(frozen=True)
class Vocabulary:
    """Every skill, ready to be asked. Made of two queries."""

    skills: Mapping[UUID, Skill]
    words: tuple[tuple[str, UUID], ...]
    tree: Tree
    by_stem: Mapping[str, frozenset[int]] = field(repr=False)

    @classmethod
    def read(cls) -> Vocabulary:
        skills = {skill.pk: skill for skill in Skill.objects.order_by("name", "pk")}
        words = tuple(Word.objects.order_by("folded").values_list("name", "skill_id"))
        by_stem: dict[str, set[int]] = defaultdict(set)
        for number, (name, _) in enumerate(words):
            for stem in stems(name):
                by_stem[stem].add(number)
        tree = Tree(
            {pk: skill.broader_id for pk, skill in skills.items()},
            {pk: skill.merged_into_id for pk, skill in skills.items()},
        )
        return cls(skills, words, tree, {stem: frozenset(numbers) for stem, numbers in by_stem.items()})

    @cached_property
    def together(self) -> Mapping[UUID, list[UUID]]:
        """Each root with all that were merged into it, itself first."""
        found: dict[UUID, list[UUID]] = {pk: [pk] for pk in self.skills if self.tree.root(pk) == pk}
        for pk in self.skills:
            if (root := self.tree.root(pk)) != pk:
                found[root].append(pk)
        return found

    @cached_property
    def below(self) -> Mapping[UUID, list[UUID]]:
        """The roots that lie directly within each root."""
        found: dict[UUID, list[UUID]] = defaultdict(list)
        for pk in self.together:
            if up := self.tree.above(pk):
                found[up].append(pk)
        return found

    def root(self, pk: UUID) -> Skill:
        return self.skills[self.tree.root(pk)]

    def within(self, root: UUID) -> list[UUID]:
        """The root and every root below it, nearest first."""
        found = [root]
        for pk in found:
            found += [one for one in self.below.get(pk, []) if one not in found]
        return found

    def ids(self, roots: Iterable[UUID]) -> list[UUID]:
        """Every skill that counts as one of these, the most asked for first; at most a few."""
        inside = [one for root in roots for one in self.within(root)]
        return list(dict.fromkeys(pk for one in inside for pk in self.together[one]))[:MOST_SKILLS]

    def called(self, name: str) -> Skill | None:
        """The skill that this is a word for."""
        pk = self.by_folded.get(fold(name))
        return self.root(pk) if pk else None

    @cached_property
    def by_folded(self) -> Mapping[str, UUID]:
        return {fold(name): pk for name, pk in self.words}

    def spoken_as(self, ids: Iterable[UUID]) -> list[tuple[str, frozenset[str]]]:
        """Each word for one of these skills as stems, and what the skill is called."""
        wanted = set(ids)
        return [(self.root(pk).name, frozenset(stems(name))) for name, pk in self.words if pk in wanted]

    @property
    def names(self) -> list[str]:
        """Every word, for lists that are offered while one types."""
        return [name for name, _ in self.words]

    def ids_in(self, region: str) -> list[UUID]:
        """Every skill that lies in the region, merged ones with what they are read as."""
        return [pk for pk in self.skills if self.root(pk).region == region]

    def spoken_of(self, text: str) -> list[Skill]:
        """The skills a short question or a long text speaks of, the best fitting first."""
        said = stems(text)[:400]
        there, nearly = set(said), self.nearly(said)
        best: dict[UUID, tuple[int, int]] = {}
        for number in {one for stem in there | set(nearly) for one in self.by_stem.get(stem, ())}:
            name, pk = self.words[number]
            if fit := fitting(stems(name), said, there, nearly):
                root = self.tree.root(pk)
                best[root] = max(best.get(root, (0, 0)), fit)
        ranked = sorted(best, key=lambda pk: (best[pk], self.skills[pk].name), reverse=True)
        top = best[ranked[0]][0] if ranked else 0
        return [self.skills[pk] for pk in ranked if best[pk][0] >= min(top, NEARLY)][:MOST_ROOTS]

    def knows(self, text: str) -> bool:
        """Whether each word of it is a word of some skill."""
        return all(stem in self.by_stem for stem in stems(text))

    def nearly(self, said: list[str]) -> frozenset[str]:
        """Stems of the vocabulary that were typed with a slip, or only begun."""
        if len(said) > 12:
            return frozenset()
        unknown = {stem for stem in said if stem not in self.by_stem}
        begun = said[-1] if said and len(said[-1]) >= 3 else ""
        return frozenset(
            stem
            for stem in self.by_stem
            if any(is_nearly(typed, stem) for typed in unknown) or (begun in unknown and stem.startswith(begun))
        )


def fitting(name: list[str], said: list[str], there: set[str], nearly: frozenset[str]) -> tuple[int, int] | None:
    """How well a name fits what was said, and how long it is; nothing where it doesn't."""
    if all(stem in there for stem in name):
        return EXACT, len(name)
    if all(stem in there or stem in nearly for stem in name):
        return NEARLY, len(name)
    if len(said) <= 3 and all(stem in name or any(is_nearly(stem, one) for one in name) for stem in said):
        return IN_PART, 0
    return None


def current() -> Vocabulary:
    """As it is now."""
    return kept(SkillChange.objects.order_by("-pk").values_list("token", flat=True).first())


@lru_cache(maxsize=2)
def kept(newest: UUID | None) -> Vocabulary:
    return Vocabulary.read()
