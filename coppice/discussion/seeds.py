"""What the demonstration's readers wrote in the margins."""

from datetime import datetime, timedelta
from typing import Any

from coppice.accounts.models import Person
from coppice.discussion.anchors import make_by_quote
from coppice.discussion.models import Comment
from coppice.kernel import richtext

# Who comments on the n-th passage of a text: who, how many days ago, what, and what was answered by the author
ON_PASSAGES = [
    (
        "ruth-adeyemi",
        11,
        "This is the strongest paragraph so far: I can see what you weighed, and for whom. Could you say what you "
        "decided *against*, and why?",
        "Good point. We turned down the cheaper tool because it had no captions. I shall add that.",
    ),
    ("lowri-prosser", 9, "Who is “we” here? An assessor will want to know which part was yours.", ""),
    (
        "ruth-adeyemi",
        8,
        "Is there a number for this, even a rough one? “Many” could be six or six hundred.",
        "There is: 214 of 260. Added.",
    ),
    ("lowri-prosser", 6, "I stumbled over this sentence. It holds two ideas; perhaps give each its own.", ""),
    ("ruth-adeyemi", 5, "Lovely. This is reflection: you say what you would do differently.", ""),
    ("lowri-prosser", 3, "Did anybody push back? A line about that would make it more believable.", ""),
]
ON_THE_WHOLE = [
    (
        "ruth-adeyemi",
        4,
        "Read as a whole this hangs together well. The evidence does the work, so the text can stay short.",
    ),
    ("lowri-prosser", 2, "I would put the first story last: it is the one I remember."),
]


def seed(people: dict[str, Person], portfolios: dict[str, list[Any]], *, now: datetime) -> None:
    """Comments on the sections that Morwenna has written; some answered, some settled."""
    for portfolio in portfolios.get("morwenna-pascoe", [])[:1]:
        sections = [section for section in portfolio.sections.order_by("position", "number") if section.words > 120]
        for number, section in enumerate(sections[:6]):
            comment_on(section, people, number, now)
        for section in sections[:2]:
            for slug, days, text in ON_THE_WHOLE:
                say(section, people[slug], text, now - timedelta(days=days))


def comment_on(section: Any, people: dict[str, Person], number: int, now: datetime) -> None:
    """Two comments on passages of each text that is long enough; every third one settled."""
    for turn, (code, html) in enumerate(sorted(section.texts.items())):
        blocks = [block for block in richtext.blocks(html) if len(block.text) > 90]
        for place, block in enumerate(blocks[1:2] or blocks[:1]):
            slug, days, text, answer = ON_PASSAGES[(number + turn + place) % len(ON_PASSAGES)]
            sentence = block.text.split(". ")[0]
            anchor = make_by_quote(html, block.id, sentence, 0, code)
            when = now - timedelta(days=days)
            comment = say(section, people[slug], text, when, anchor=anchor)
            if answer:
                say(section, section.author, answer, when + timedelta(hours=20), parent=comment)
            if answer and number % 2:
                comment.resolve(by=section.author, now=when + timedelta(days=1))


def say(section: Any, person: Person, text: str, when: datetime, **more: Any) -> Comment:
    return Comment.say(item=section, html=richtext.from_markdown(text), by=person, now=when, **more)
