"""What the demonstration's readers wrote in the margins, and what was answered."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from coppice.accounts.models import Person
from coppice.discussion.anchors import Anchor, make_by_quote
from coppice.discussion.models import Comment, Promise
from coppice.kernel import richtext
from coppice.revisions.models import Revision

OWNERS = {"m": "morwenna-pascoe", "i": "idris-bowen", "f": "farah-siddiqui"}
RUTH, LOWRI, MORWENNA = "ruth-adeyemi", "lowri-prosser", "morwenna-pascoe"


@dataclass(frozen=True)
class Said:
    """Whose section; the text and words it is about (none: the whole); who, how many days ago, what; the answer.

    `promise`: the answer is an "open" promise, or one that was "kept".
    """

    place: str
    quote: str
    who: str
    ago: int
    words: str
    answer: str = ""
    settled: bool = False
    promise: str = ""


SAID = [
    Said(
        "m 1a reflection",
        "The project was a success and the feedback was very positive.",
        RUTH,
        14,
        "An assessor reads this sentence in every portfolio. What do you know now that you did not know before?",
        "You are right, it says nothing. I have taken it out and written about precision instead.",
        settled=True,
    ),
    Said(
        "m 1a description",
        "If I had gone by the clock, the choice was made.",
        RUTH,
        9,
        "This is where I began to believe you. Keep it short.",
    ),
    Said(
        "m 1a description",
        "They took it on because they could see what it bought.",
        LOWRI,
        8,
        "How do you know that they could see it? Did one of them say so?",
        "Both did, to their programme team, without my asking. I shall put that in.",
        promise="open",
    ),
    Said(
        "m 1c description",
        "came from the head of the library",
        LOWRI,
        8,
        "Thank you for saying whose was what. Few people do.",
        settled=True,
    ),
    Said(
        "m 1c evidence",
        "it rose from 3 to 29 per cent in two years",
        RUTH,
        7,
        "Say how you counted this. All recordings, or a sample?",
    ),
    Said(
        "m 2a evidence",
        "She knew which year was which.",
        RUTH,
        7,
        "Good that you say so. Could somebody look at twenty of them blind? I would help.",
        "I should like that very much. After the exam board?",
    ),
    Said(
        "m 2a reflection",
        "I have stopped believing that a score motivates.",
        LOWRI,
        6,
        "This is the sentence I shall remember.",
        settled=True,
    ),
    Said(
        "m 2b evidence",
        "fell from 14 to 9 per cent, for 310 students",
        RUTH,
        6,
        "Is it the same on each of the five modules, or does one of them carry it?",
        "One carries half of it. I have the sheet, and shall say so.",
        promise="open",
    ),
    Said(
        "m 2b reflection",
        "I wonder whether they would say the same.",
        LOWRI,
        14,
        "Who are “they”? I lost the thread here.",
        "The students who were not asked. I shall rewrite the paragraph.",
        promise="kept",
    ),
    Said(
        "m 3a description",
        "What the law demanded here, as I read it",
        RUTH,
        5,
        "“As I read it” is honest, and an assessor may want to see that somebody checked your reading. You asked the "
        "compliance officer, further down. Could that come here already?",
    ),
    Said("m 3a reflection", "For that I do not yet have an answer.", LOWRI, 5, "I like that you leave it open."),
    Said(
        "m 3a-2 description",
        "A form that one signs in order to be allowed into the room is not one.",
        RUTH,
        4,
        "Strong. Which part of the law says it? A reader will want to look it up.",
    ),
    Said("m 4a description", "Theirs is better, and I use it.", LOWRI, 4, "Lovely.", settled=True),
    Said(
        "m 5 description",
        "An accuracy figure hides this completely.",
        RUTH,
        3,
        "This is your specialist area in one line. Could it come first?",
    ),
    Said("m 5 reflection", "To be written properly.", LOWRI, 2, "Please do. The notes are already better than most."),
    Said(
        "m CS",
        "",
        RUTH,
        3,
        "I have read all of it now. It hangs together: by 3a I was waiting for the student with the one sentence.",
    ),
    Said("m FP", "", LOWRI, 2, "Three is right. The third is the one I would hold you to."),
    Said(
        "i 6 reflection",
        "mostly introductions",
        RUTH,
        6,
        "Grander would be worse. But name two introductions, and what came of each.",
    ),
    Said(
        "i 1a reflection",
        "giving people a respectable way to stop",
        RUTH,
        8,
        "This reads like leadership to me. Do you want it here, or in 6?",
        "In both? I shall think about it on the train.",
    ),
    Said(
        "f 2b description",
        "meant “I am frightened” more often than it meant Turnitin",
        MORWENNA,
        3,
        "This belongs in your first line.",
    ),
    Said(
        "f 2b reflection",
        "What was missing was somebody saying that it would be all right.",
        MORWENNA,
        3,
        "Yes. And how do you know that it was that?",
        "I do not, yet! I could ask at the desk in January.",
    ),
]


def seed(people: dict[str, Person], portfolios: dict[str, list[Any]], *, now: datetime) -> None:
    """Everything in SAID, where there is a portfolio for it."""
    for number, said in enumerate(SAID):
        whose, place, *code = said.place.split()
        for portfolio in portfolios.get(OWNERS[whose], [])[:1]:
            stem, _, instance = place.partition("-")
            section = portfolio.sections.get(code=stem, number=int(instance or 1))
            say(said, section, people, moment(now, said.ago, number), code[0] if code else "")


def say(said: Said, section: Any, people: dict[str, Person], when: datetime, code: str) -> None:
    html, anchor = richtext.from_markdown(said.words), anchor_of(section, code, said.quote)
    comment = Comment.say(item=section, html=html, by=people[said.who], now=when, anchor=anchor)
    later = when + timedelta(hours=3)
    if said.answer:
        answer_it(said, comment, section.author, later)
    if said.settled:
        comment.resolve(by=section.author, now=later + timedelta(minutes=5))


def answer_it(said: Said, comment: Comment, author: Person, when: datetime) -> None:
    html = richtext.from_markdown(said.answer)
    if not said.promise:
        Comment.say(item=comment.item, html=html, by=author, now=when, parent=comment)
        return
    promise = Promise.give(thread=comment, html=html, by=author, now=when)
    if said.promise == "kept":
        promise.keep(by=author, now=when + timedelta(hours=2))


def anchor_of(section: Any, code: str, quote: str) -> Anchor | None:
    """Where the words stand now, else where they stood in an earlier version."""
    if not quote:
        return None
    for html in (section.text(code), *(one.texts.get(code, "") for one in Revision.objects.of(section))):
        for block in richtext.blocks(html):
            if quote in block.text:
                return make_by_quote(html, block.id, quote, 0, code)
    raise ValueError(f"Nowhere in {section.title}: {quote}")


def moment(now: datetime, ago: int, number: int) -> datetime:
    """So many days ago, at a time at which one reads."""
    local = timezone.localtime(now - timedelta(days=ago))
    return local.replace(hour=10 + number * 3 % 7, minute=(11 + number * 17) % 60, second=0, microsecond=0)
