"""The chat hours of the demonstration: three with transcripts, one in an hour's time, one that waits for its host."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from coppice.accounts.models import Person
from coppice.chats.models import Chat, Choice, Part, Transcript, hosting
from coppice.chats.models.part import PSEUDONYMS
from coppice.chats.seeds_said import HOURS
from coppice.groups.models import Group
from coppice.kernel import richtext

ZONE = ZoneInfo("Europe/London")
CHOICES = [Choice.NAMED, Choice.NAMED, Choice.PSEUDONYM, Choice.NAMED, Choice.LEFT_OUT, Choice.NAMED, ""]


@dataclass
class Hour:
    """How one was: by whom, for whom, about what, so many days ago; each answer with who said it, replies below."""

    title: str
    host: str
    group: str
    ago: int
    opening: str
    summary: str
    asked: list[tuple[str, list[tuple[str, str, list[tuple[str, str]]]]]] = field(default_factory=list)


def seed(people: dict[str, Person], groups: dict[str, Group], *, now: datetime) -> list[Chat]:
    made = [past(Hour(**hour), people, groups, now=now) for hour in HOURS]  # type: ignore[arg-type]
    made.append(soon(people, groups, now=now))
    waiting = plan_next(people, groups, now=now)
    return [*made, waiting]


def begins(day: datetime, hour: int = 16) -> datetime:
    """At four o'clock in London, summer or winter."""
    return day.astimezone(ZONE).replace(hour=hour, minute=0, second=0, microsecond=0)


def past(hour: Hour, people: dict[str, Person], groups: dict[str, Group], *, now: datetime) -> Chat:
    at, host = begins(now - timedelta(days=hour.ago)), people[hour.host]
    group = groups.get(hour.group)
    chat = Chat.plan(
        title=hour.title,
        starts_at=at,
        by=host,
        now=at - timedelta(days=12),
        reach="group" if group else "public",
        group=group,
        questions=[words for words, _ in hour.asked],
        zone=str(ZONE),
    )
    for code, text in (("opening", hour.opening), ("summary", hour.summary)):
        chat.write(code=code, html=richtext.from_markdown(text), bases=[], by=host, now=at - timedelta(days=10))
    chat.tick(now=at + timedelta(minutes=59))
    hold(chat, hour, people, at)
    for number, part in enumerate(chat.parts.select_related("person").order_by("person__name")):
        if choice := Choice.NAMED if part.person == host else CHOICES[number % len(CHOICES)]:
            Part.objects.filter(pk=part.pk).update(pseudonym=PSEUDONYMS[(5 * number + hour.ago) % len(PSEUDONYMS)])
            Part.choose(chat, choice, by=part.person)
    Chat.everything.filter(pk=chat.pk).update(reminded_at=at, asked_at=at + timedelta(hours=1))
    Transcript.publish(chat, by=host, now=min(now, at + timedelta(days=4)))
    return chat


def hold(chat: Chat, hour: Hour, people: dict[str, Person], at: datetime) -> None:
    """What was said, a minute or so apart; the last answer of all came the day after."""
    questions = list(chat.questions.all())
    for number, (_words, answers) in enumerate(hour.asked):
        moment = at + timedelta(minutes=10 * number + 1)
        for who, text, replies in answers:
            given = {"question": questions[number], "html": richtext.from_markdown(text)}
            answer = chat.answer(**given, by=people[who], now=moment)
            for slug in (who, *(other for other, _ in replies)):
                if chat.group:
                    chat.group.join(person=people[slug])
            for other, words in replies:
                moment += timedelta(seconds=50)
                html = richtext.from_markdown(words)
                chat.answer(question=questions[number], html=html, by=people[other], now=moment, parent=answer)
            moment += timedelta(seconds=70)
    words = "Late to this from another time zone, and grateful for it all. We do the same with two colleges, by post."
    html = richtext.from_markdown(words)
    chat.answer(question=questions[0], html=html, by=people["noor-haddad"], now=at + timedelta(hours=20))


def soon(people: dict[str, Person], groups: dict[str, Group], *, now: datetime) -> Chat:
    """In an hour's time, so that whoever tries the demonstration can be there."""
    host, at = people["idris-bowen"], (now + timedelta(minutes=60)).replace(second=0, microsecond=0)
    chat = Chat.plan(
        title="What shall we stop doing?",
        starts_at=at,
        by=host,
        now=now - timedelta(days=9),
        pace=10,
        questions=[
            "What did your team stop doing in the last year, and did anybody notice?",
            "Which report, form or meeting would you end tomorrow?",
            "How do you tell a lecturer that a tool is going away?",
            "What came back although you had stopped it?",
            "What do you keep although it does not pay, and why?",
            "What will you stop before the summer?",
        ],
        zone=str(ZONE),
    )
    opening = (
        "Every year we add something: a platform, a pilot, a policy. We are good at starting. This hour is about the "
        "other half of the work.\n\nBring one thing that you stopped, or that you wish you had. It may be small."
    )
    chat.write(code="opening", html=richtext.from_markdown(opening), bases=[], by=host, now=now - timedelta(days=8))
    reading = "Nothing to read. Look at your calendar of last week and mark what nobody would miss."
    chat.write(code="reading", html=richtext.from_markdown(reading), bases=[], by=host, now=now - timedelta(days=8))
    for slug in ("morwenna-pascoe", "farah-siddiqui", "ruth-adeyemi", "lowri-prosser", "eilidh-mackay", "nia-gethin"):
        Part.come(chat, True, by=people[slug])
    Part.help(chat, people["grace-oyelaran"], True)
    return chat


def plan_next(people: dict[str, Person], groups: dict[str, Group], *, now: datetime) -> Chat:
    """One of a group, whose hosting was offered and is not answered yet."""
    group, host = groups["cmalt-writing"], people["morwenna-pascoe"]
    chat = Chat.plan(
        title="Evidence that surprised you",
        starts_at=begins(now + timedelta(days=8), 12),
        by=host,
        now=now - timedelta(days=2),
        minutes=45,
        pace=9,
        reach="group",
        group=group,
        questions=["What did you find that you did not look for?", "What did you make of it?", "Would you show it?"],
        zone=str(ZONE),
    )
    hosting.offer(chat, people["farah-siddiqui"], by=host, now=now - timedelta(days=1))
    return chat
