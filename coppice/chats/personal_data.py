"""What chats hold about a person: what they planned and said, how they take part, and their lines in transcripts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from coppice.accounts.models import Person
from coppice.audience.models import Item
from coppice.chats.models import Answer, Chat, Kind, Line, Part, Transcript
from coppice.chats.models.transcript import blank
from coppice.groups.models import Membership
from coppice.kernel import richtext

TITLE = _("Your chat hours")
LEFT = gettext_noop("its author left")


def held(person: Person) -> dict[str, Any]:
    """What they host, what they said, how they stand (four queries)."""
    answers = Answer.objects.filter(author=person).order_by("said_at", "id")
    parts = Part.objects.filter(person=person).order_by("chat_id")
    hosted = Chat.everything.filter(author=person).prefetch_related("questions").order_by("starts_at", "pk")
    return {
        "hosted": [chat_held(chat) for chat in hosted],
        "answers": [
            {
                "chat": str(one.chat_id),
                "question": one.question_id,
                "html": one.html,
                "said_at": one.said_at.isoformat(),
                "withdrawn_at": one.withdrawn_at.isoformat() if one.withdrawn_at else None,
            }
            for one in answers
        ],
        "took_part": [
            {
                "chat": str(one.chat_id),
                "comes": one.comes,
                "helps": one.helps,
                "choice": one.choice,
                "as": one.pseudonym,
            }
            for one in parts
        ],
        "in_transcripts": [
            {"chat": str(one.transcript_id), "as": one.name, "html": one.html}
            for one in Line.objects.filter(person=person)
        ],
        "taken_out": [
            {"why": why, "at": at.isoformat() if at else None}
            for why, at in Line.objects.filter(redacted_by=person).values_list("redacted_why", "redacted_at")
        ],
    }


def chat_held(chat: Chat) -> dict[str, Any]:
    return {
        "id": str(chat.pk),
        "title": chat.title,
        "starts_at": chat.starts_at.isoformat(),
        "texts": chat.texts,
        "questions": [one.words for one in chat.questions.all()],
    }


def erase(person: Person, *, leave_words: bool, now: datetime) -> None:
    """What they said is taken back, as they could have done; left without a name if they chose that.

    A chat belongs to everybody who said something in it: it passes to somebody else of its circle, without the words
    of its host.
    """
    for chat in Chat.everything.filter(author=person):
        pass_on(chat, person, leave_words=leave_words, now=now)
    theirs = list(Line.objects.filter(person=person).values_list("pk", flat=True))
    if leave_words:
        Line.objects.filter(pk__in=theirs).update(name="", person=None)
    else:
        blank(theirs, why=LEFT, by=None, now=now)
        Line.objects.filter(pk__in=theirs).update(person=None)
        for one in Answer.objects.filter(author=person, withdrawn_at=None).select_related("chat"):
            one.withdraw(now=now)
    Answer.objects.filter(author=person).update(author=Person.who_left(), once=None)
    Answer.objects.filter(taken_out_by=person).update(taken_out_by=None, taken_out_why="")
    trace = Line.objects.filter(redacted_by=person)
    trace.update(redacted_by=None, redacted_why="")
    Transcript.objects.filter(published_by=person).update(published_by=None)
    Part.objects.filter(person=person).delete()
    Chat.everything.filter(chair=person).update(chair=None)
    Chat.everything.filter(offered_to=person).update(offered_to=None)


def pass_on(chat: Chat, person: Person, *, leave_words: bool, now: datetime) -> None:
    """To whoever is nearest, who hosts it if it is still to come; a chat that concerns nobody else goes."""
    heir = next(iter(heirs(chat, person)), None)
    others = chat.answers.exclude(author=person).exists() or chat.parts.exclude(person=person).exists()
    if heir is None or not others:
        let_go(chat, now=now)
        return
    if not leave_words:
        chat.questions.update(words="")
        Chat.everything.filter(pk=chat.pk).update(texts={}, writers={}, words=0)
        Item.everything.filter(pk=chat.pk).update(title="")
        Transcript.objects.filter(chat=chat).update(opening="", summary="")
        asked = Line.objects.filter(transcript=chat.pk, kind=Kind.QUESTION)
        blank(list(asked.values_list("pk", flat=True)), why=LEFT, by=None, now=now)
    Item.everything.filter(pk=chat.pk).update(author=heir)
    opening = richtext.fingerprint(chat.text("opening"))
    Chat.everything.filter(pk=chat.pk).update(chair=heir, host_left=chat.starts_at <= now, others_opening=opening)


def heirs(chat: Chat, person: Person) -> list[Person]:
    """Helpers, facilitators, stewards and administrators, and then whoever took part; not who was blocked."""
    helpers = Q(pk__in=chat.parts.filter(helps=True).values("person"))
    facilitators = Q(pk__in=Membership.objects.filter(group=chat.group_id, is_facilitator=True).values("person"))
    took_part = Q(pk__in=chat.parts.values("person")) | Q(pk__in=chat.answers.values("author"))
    active = Person.objects.filter(is_active=True, is_member=True).exclude(pk=person.pk)
    found: list[Person] = []
    for circle in (helpers, facilitators, Q(is_steward=True), Q(is_staff=True), took_part):
        found += active.filter(circle).order_by("joined_at", "pk")[:1]
    return found


def let_go(chat: Chat, *, now: datetime) -> None:
    """All of it: the database lets a transcript go only when it says nothing any more."""
    lines = list(Line.objects.filter(transcript=chat.pk).values_list("pk", flat=True))
    blank(lines, why=LEFT, by=None, now=now)
    chat.delete()
