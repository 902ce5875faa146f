"""Texts that are edited at random while every single character is remembered, so that it is known where each one went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from random import Random

from coppice.discussion.anchors import Anchor, Changed, NoSuchPassage, Placed, make, place
from coppice.kernel import richtext
from coppice.kernel.richtext import Block

OPENINGS = (
    "In the spring term",
    "After the first pilot",
    "With two colleagues from Nursing",
    "When the platform changed",
    "Last year",
    "At the request of the faculty",
    "Before the induction week",
    "As a result",
    "In my role as a learning technologist",
    "Later on",
)
ACTIONS = (
    "I redesigned the online activities",
    "we ran a workshop for new lecturers",
    "I evaluated the recordings of lectures",
    "we moved the quizzes to the learning platform",
    "I wrote a short guide",
    "the team agreed a template",
    "I worked with colleagues in the School of Nursing",
    "students asked for earlier feedback",
    "I observed three seminars",
    "we chose a tool for peer review",
    "I learned how captions change who can take part",
    "it became clear that time was the obstacle",
)
REASONS = (
    "because the students could not find the materials",
    "so that everyone could take part",
    "although the budget was small",
    "which saved about four hours a week",
    "and I would do it differently now",
    "as the survey of forty students showed",
    "in order to meet the accessibility regulations",
    "while keeping the workload of the staff in mind",
    "and the students told us that it helped",
    "at Kingsway University",
    "which I had read about in the literature",
)
WORDS = (
    "careful",
    "module",
    "indeed",
    "together",
    "sandbox",
    "rubric",
    "online",
    "colleague",
    "often",
    "evidence",
    "because",
    "the",
    "a",
    "of",
    "quietly",
    "assessment",
    "Moodle",
    "approach",
    "students",
    "feedback",
    "learning",
    "designed",
    "peer",
    "and",
    "I",
)

type Letter = tuple[str, int]
fresh = count(1)


def letters(text: str) -> list[Letter]:
    return [(letter, next(fresh)) for letter in text]


@dataclass
class Paragraph:
    block: str
    letters: list[Letter]

    @property
    def text(self) -> str:
        return "".join(letter for letter, _ in self.letters)


class EditedText:
    """A text of paragraphs under the hands of a restless writer."""

    def __init__(self, random: Random, words: int = 1800) -> None:
        self.random = random
        self.paragraphs: list[Paragraph] = []
        while sum(len(paragraph.text.split()) for paragraph in self.paragraphs) < words:
            sentences = " ".join(self.sentence() for _ in range(random.choice((1, 3, 4, 5, 6, 9))))
            self.paragraphs.append(Paragraph("", letters(sentences)))
        self.settle()

    def sentence(self) -> str:
        parts = [self.random.choice(list_) for list_ in (OPENINGS, ACTIONS, REASONS)]
        extra = f" {self.random.choice(WORDS)} {self.random.choice(WORDS)} {self.random.randrange(1900, 2030)}"
        return f"{parts[0]}, {parts[1]} {parts[2]}{extra if self.random.random() < 0.5 else ''}."

    @property
    def html(self) -> str:
        return "".join(f'<p data-block="{one.block}">{one.text}</p>' for one in self.paragraphs)

    @property
    def blocks(self) -> list[Block]:
        return [Block(one.block, "p", one.text, "") for one in self.paragraphs]

    def settle(self) -> None:
        """Tidies white space and addresses as saving does, and takes over the addresses that saving gave."""
        for one in self.paragraphs:
            if (text := one.text) == text.strip() and "  " not in text:
                continue
            tidy: list[Letter] = []
            for letter in one.letters:
                if letter[0] != " " or (tidy and tidy[-1][0] != " "):
                    tidy.append(letter)
            one.letters = tidy[:-1] if tidy and tidy[-1][0] == " " else tidy
        self.paragraphs = [one for one in self.paragraphs if one.letters]
        addresses = Counter(one.block for one in self.paragraphs)
        if addresses.get("") or max(addresses.values(), default=1) > 1:
            saved = richtext.blocks(richtext.clean(self.html))
            assert [block.text for block in saved] == [one.text for one in self.paragraphs]
            for one, block in zip(self.paragraphs, saved, strict=True):
                one.block = block.id

    def edit(self) -> str:
        """One edit, chosen by chance; answers with its name."""
        chosen = self.random.choices(EDITS, weights=[weight for _, weight in EDITS])[0][0]
        chosen(self, self.random.choice(self.paragraphs))
        self.settle()
        if not self.paragraphs:
            self.paragraphs = [Paragraph("", letters(self.sentence()))]
            self.settle()
        return chosen.__name__

    def span(self, one: Paragraph, most: int) -> tuple[int, int]:
        """From the start of one word to the end of another, not many words further."""
        starts = [0] + [at + 1 for at, (letter, _) in enumerate(one.letters) if letter == " "]
        first = self.random.randrange(len(starts))
        last = min(len(starts) - 1, first + self.random.randrange(most))
        return starts[first], starts[last + 1] - 1 if last + 1 < len(starts) else len(one.letters)

    def some_words(self) -> str:
        return " ".join(self.random.choices(WORDS, k=self.random.randrange(1, 6)))

    def insert(self, one: Paragraph) -> None:
        at, _ = self.span(one, 1)
        one.letters[at:at] = letters(self.some_words() + " ")

    def delete(self, one: Paragraph) -> None:
        start, end = self.span(one, 8)
        del one.letters[start:end]

    def replace(self, one: Paragraph) -> None:
        start, end = self.span(one, 5)
        one.letters[start:end] = letters(self.some_words())

    def mistype(self, one: Paragraph) -> None:
        at = self.random.randrange(len(one.letters))
        one.letters[at : at + 1] = letters(self.random.choice(("", "e", "ss", " ")))

    def split(self, one: Paragraph) -> None:
        at, _ = self.span(one, 1)
        keeps = self.random.choice((one.block, ""))
        self.paragraphs.insert(self.paragraphs.index(one) + 1, Paragraph(keeps, one.letters[at:]))
        del one.letters[at:]

    def merge(self, one: Paragraph) -> None:
        at = self.paragraphs.index(one)
        if at + 1 < len(self.paragraphs):
            following = self.paragraphs.pop(at + 1)
            one.letters += letters(" ") + following.letters

    def move(self, one: Paragraph) -> None:
        self.paragraphs.remove(one)
        self.paragraphs.insert(self.random.randrange(len(self.paragraphs) + 1), one)

    def duplicate(self, one: Paragraph) -> None:
        copy = Paragraph(one.block, list(one.letters))
        self.paragraphs.insert(self.random.randrange(len(self.paragraphs) + 1), copy)

    def remove(self, one: Paragraph) -> None:
        self.paragraphs.remove(one)

    def paste_plain(self, one: Paragraph) -> None:
        self.move(one)
        one.block = ""

    def move_words(self, one: Paragraph) -> None:
        start, end = self.span(one, 25)
        taken = one.letters[start:end]
        del one.letters[start:end]
        other = self.random.choice(self.paragraphs)
        if other.letters:
            at, _ = self.span(other, 1)
            other.letters[at:at] = taken + letters(" ")

    def find_and_replace(self, one: Paragraph) -> None:
        start, end = self.span(one, 2)
        old, new = one.text[start:end], self.some_words()
        for other in self.paragraphs:
            at = other.text.find(old)
            while at >= 0:
                other.letters[at : at + len(old)] = letters(new)
                at = other.text.find(old, at + len(new))

    def rewrite(self, one: Paragraph) -> None:
        one.letters = letters(" ".join(self.random.choices(WORDS, k=60)) + ".")


type Edit = Callable[[EditedText, Paragraph], None]
EDITS: tuple[tuple[Edit, int], ...] = (
    (EditedText.insert, 8),
    (EditedText.delete, 6),
    (EditedText.replace, 8),
    (EditedText.mistype, 6),
    (EditedText.split, 4),
    (EditedText.merge, 4),
    (EditedText.move, 3),
    (EditedText.duplicate, 2),
    (EditedText.remove, 1),
    (EditedText.paste_plain, 2),
    (EditedText.move_words, 3),
    (EditedText.find_and_replace, 3),
    (EditedText.rewrite, 1),
)


@dataclass
class Remark:
    """A comment, with the identity of every character it is about."""

    anchor: Anchor
    about: frozenset[int]
    known: frozenset[int]

    @classmethod
    def on(cls, text: EditedText, known: frozenset[int]) -> Remark | None:
        one = text.random.choice(text.paragraphs)
        start, end = text.span(one, text.random.choice((1, 2, 4, 8, 15, 30, 200)))
        try:
            anchor = make(text.html, one.block, start, end, "text")
        except NoSuchPassage:
            return None
        about = one.letters[anchor.start : anchor.start + len(anchor.quote)]
        return cls(anchor, solid(about), known)

    def judged(self, text: EditedText, blocks: list[Block]) -> str:
        """What became of it: placed, changed, wrong or lost."""
        answer = place(self.anchor, blocks)
        if isinstance(answer, Changed):
            return "changed" if answer.quote == self.anchor.quote else "lost"
        return "placed" if self.is_right(answer, text) else "wrong"

    def is_right(self, placed: Placed, text: EditedText) -> bool:
        """What it points at is what it was about; of an edited passage, from a kept word to a kept word."""
        one = next(one for one in text.paragraphs if one.block == placed.block)
        shown = [identity for letter, identity in one.letters[placed.start : placed.end] if letter != " "]
        kept = self.about.intersection(shown)
        if not placed.edited:
            return len(kept) >= 0.9 * len(self.about)
        edges = {shown[0], shown[-1]}
        return len(kept) >= 0.4 * len(self.about) and not (edges & self.known) - self.about


def solid(some: list[Letter]) -> frozenset[int]:
    return frozenset(identity for letter, identity in some if letter != " ")


def simulate(*, edits: int, seed: int, words: int = 1800, remarks: int = 20, sitting: int = 10) -> Counter[str]:
    """Comments on one text after another, each edited `sitting` times; every comment is judged after every edit."""
    random, outcomes = Random(seed), Counter[str]()
    for _ in range(max(1, edits // sitting)):
        text = EditedText(random, words)
        known = frozenset(identity for one in text.paragraphs for _, identity in one.letters)
        made = [remark for _ in range(remarks) if (remark := Remark.on(text, known))]
        for _ in range(sitting):
            text.edit()
            blocks = text.blocks
            outcomes.update(remark.judged(text, blocks) for remark in made)
    return outcomes
