"""What the transcript of a chat says: pure arrangement of what was said, by what each participant chose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from coppice.chats.models import Answer, Chat, Choice, Kind, Line, Part, Question


def lines_of(chat: Chat, *, now: datetime) -> list[Line]:
    """The lines as they would be published now (three queries). Nothing is trimmed in silence."""
    parts = {part.person_id: part for part in chat.parts.all()}
    said: dict[int, list[Answer]] = defaultdict(list)
    for answer in chat.answers.select_related("author", "taken_out_by"):
        said[answer.question_id].append(answer)
    lines: list[Line] = []
    for question in chat.questions.all():
        if question.is_open(chat, now):
            lines += [question_line(question, chat), *under(said[question.pk], parts, question)]
    return lines


def question_line(question: Question, chat: Chat) -> Line:
    at = question.opens_at or question.due(chat)
    return Line(kind=Kind.QUESTION, number=question.number, html=question.words, said_at=at)


def under(answers: Sequence[Answer], parts: dict[UUID, Part], question: Question) -> Iterator[Line]:
    """Each answer with its replies; at the end how many are missing because their authors wished so."""
    replies: dict[UUID, list[Answer]] = defaultdict(list)
    for answer in answers:
        if answer.parent_id:
            replies[answer.parent_id].append(answer)
    left_out = 0
    for answer in (one for one in answers if not one.parent_id):
        below = [line for reply in replies[answer.pk] if (line := line_of(reply, parts, question))]
        kept = [line for line in below if line.kind != Kind.LEFT_OUT]
        line = line_of(answer, parts, question)
        left_out += len(below) - len(kept)
        if line and (line.kind != Kind.LEFT_OUT or kept):
            yield line
        elif line:
            left_out += 1
        yield from kept
    if left_out:
        last = answers[-1].said_at
        yield Line(kind=Kind.LEFT_OUT, number=question.number, count=left_out, said_at=last)


def line_of(answer: Answer, parts: dict[UUID, Part], question: Question) -> Line | None:
    """What is said of one answer. What was withdrawn is a gap, what the chair took out says why, a cut is marked."""
    line = Line(
        number=question.number, said_at=answer.said_at, is_later=answer.is_later, is_under=bool(answer.parent_id)
    )
    part = parts.get(answer.author_id)
    if answer.taken_out_why:
        line.kind = spoken(answer)
        line.redacted_at, line.redacted_by = answer.withdrawn_at, answer.taken_out_by
        line.redacted_why = answer.taken_out_why
    elif answer.withdrawn_at:
        line.kind = Kind.GONE
    elif part is None or part.stands == Choice.LEFT_OUT:
        line.kind = Kind.LEFT_OUT
    elif answer.is_cut:
        line.kind = Kind.CUT
    else:
        line.kind = spoken(answer)
        line.is_pseudonym = part.stands == Choice.PSEUDONYM
        line.name = part.pseudonym if line.is_pseudonym else answer.author.name
        line.html, line.person, line.answer = answer.html, answer.author, answer
    return line


def spoken(answer: Answer) -> Kind:
    return Kind.REPLY if answer.parent_id else Kind.ANSWER
