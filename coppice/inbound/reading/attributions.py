"""Where, in a plain text, what somebody else wrote begins: the lines that mail clients put above it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

LONGEST = 400
MOST_LINES = 4
MOST_LABELS = 8

# “On Tue, 3 Nov 2026 at 10:12, Ruth Adeyemi <ruth@…> wrote:” in the languages of our members and their neighbours.
WROTE = re.compile(
    r"(?:"
    r"(?:On|on)\b.{4,}\bwrote\s*:"
    r"|Ar\b.{4,}\b(?:ysgrifennodd|ysgrifennwyd gan|dywedodd)\b.{0,200}:"
    r"|Am\b.{4,}\b(?:schrieb|hat)\b.{0,200}:"
    r"|Le\b.{4,}\ba\s+écrit\s*:"
    r"|Op\b.{4,}\bschreef\b.{0,200}:"
    r"|El\b.{4,}\bescribió\s*:"
    r"|.{2,200}\b(?:wrote|schrieb|a écrit|ysgrifennodd)\b.{0,80}:"
    r"|.{0,40}\d.{0,80}<[^<>\s]+@[^<>\s]+>\s*:"
    r")"
)
BEGINS = re.compile(r"(?:[Oo]n|Ar|Am|Le|Op|El)\s")
DATED = re.compile(r"\d{1,2}[:.h]\d{2}|\d{4}|\d{1,2}[./-]\d{1,2}[./-]\d{2}")
SURE = re.compile(r"\d{1,2}[:.h]\d{2}|<[^<>\s]+@[^<>\s]+>|\[mailto:")

ORIGINAL = re.compile(
    r"\s*[-_*]{2,}\s*(?:Original Message|Original Appointment|Ursprüngliche Nachricht"
    r"|Originalnachricht|Message d['’]origine"
    r"|Message original|Neges Wreiddiol|Reply message"
    r"|.{1,120} (?:wrote|schrieb|a écrit|ysgrifennodd):?)\s*[-_*]{2,}\s*",
    re.IGNORECASE,
)
FORWARDED = re.compile(
    r"\s*(?:[-_]{2,}\s*(?:Forwarded [Mm]essage|Weitergeleitete Nachricht|Message transféré"
    r"|Neges (?:a anfonwyd|wedi['’]i hanfon|wedi['’]i blaenyrru).{0,20})"
    r"(?:\s+from\s.{1,80}|\s+von\s.{1,80})?\s*[-_]{2,}"
    r"|Begin forwarded message:|Anfang der weitergeleiteten Nachricht:|Début du message (?:réexpédié|transféré) ?:"
    r"|Dechrau neges wedi['’]i hanfon ymlaen:)\s*"
)
RULE = re.compile(r"\s*[_\-=]{10,}\s*")

LABELS = [
    {"from": "from", "other": "sent|date|to|cc|reply-to|importance", "subject": "subject"},
    {"from": "oddi wrth|gan", "other": "anfonwyd|dyddiad|at|i|cc|copi", "subject": "pwnc|testun"},
    {"from": "von", "other": "gesendet|datum|an|cc|kopie|antwort an|wichtigkeit", "subject": "betreff"},
    {"from": "de", "other": "envoyé(?: le)?|date|à|cc|répondre à|importance", "subject": "objet|sujet"},
]
FIRST = [re.compile(rf"[*\s]*(?:{one['from']})\s*:[*\s]*\S.*", re.IGNORECASE) for one in LABELS]
OTHER = [re.compile(rf"[*\s]*(?:{one['other']})\s*:.*", re.IGNORECASE) for one in LABELS]
SUBJECT = [re.compile(rf"[*\s]*(?:{one['subject']})\s*:.*", re.IGNORECASE) for one in LABELS]
TO_FIRST = re.compile(r"To: .{1,200}")


@dataclass(frozen=True)
class Heading:
    """Lines `start` to `end` (not with it) say that somebody else's words follow. `is_sure` even if not quoted."""

    start: int
    end: int
    is_sure: bool
    is_forward: bool = False


def first_heading(lines: Sequence[str], start: int = 0) -> Heading | None:
    """The first of them from `start` on; lines that are quoted themselves are passed over."""
    for number in range(start, len(lines)):
        line = lines[number]
        if not line.strip() or line.startswith(">"):
            continue
        if found := heading_at(lines, number):
            return found
    return None


def heading_at(lines: Sequence[str], number: int) -> Heading | None:
    line = lines[number].strip()
    if len(line) > LONGEST:
        return None
    if FORWARDED.fullmatch(line):
        return Heading(number, number + 1, True, True)
    if ORIGINAL.fullmatch(line):
        return Heading(number, end_of_original(lines, number + 1), True)
    if RULE.fullmatch(line):
        below = next_said(lines, number + 1)
        end = end_of_labels(lines, below) if below is not None and below <= number + 2 else 0
        return Heading(number, end, True) if end else None
    if end := end_of_labels(lines, number):
        return Heading(number, end, True)
    return wrote_at(lines, number)


def end_of_original(lines: Sequence[str], number: int) -> int:
    """Below “Original Message” there may be labels, or who wrote when."""
    below = next_said(lines, number)
    if below is None or below > number + 2:
        return number
    if end := end_of_labels(lines, below):
        return end
    if TO_FIRST.fullmatch(lines[below].strip()):  # as Lotus Notes orders them
        end = end_of_labels(lines, below + 1)
        return end or number
    wrote = wrote_at(lines, below)
    return wrote.end if wrote else number


def next_said(lines: Sequence[str], number: int) -> int | None:
    return next((n for n in range(number, min(number + 4, len(lines))) if lines[n].strip()), None)


def end_of_labels(lines: Sequence[str], number: int) -> int:
    """Where a block “From: … Sent: … To: … Subject: …” that begins at this line ends; 0 if there is none."""
    if number >= len(lines):
        return 0
    line = lines[number].strip()[:LONGEST]
    for first, other, subject in zip(FIRST, OTHER, SUBJECT, strict=True):
        if first.fullmatch(line):
            end = end_of_rest(lines, number + 1, other, subject)
            if end:
                return end
    return 0


def end_of_rest(lines: Sequence[str], start: int, other: re.Pattern[str], subject: re.Pattern[str]) -> int:
    """Where the labels below “From:” end, if a subject and one more are among them; long ones go on over lines."""
    others, end, has_subject = 0, start, False
    for number in range(start, min(start + MOST_LABELS * 2, len(lines))):
        line = lines[number].strip()[:LONGEST]
        if subject.fullmatch(line):
            has_subject, end = True, number + 1
        elif other.fullmatch(line):
            others, end = others + 1, number + 1
        elif has_subject or number - end >= 3:
            break
    return end if has_subject and others else 0


def wrote_at(lines: Sequence[str], number: int) -> Heading | None:
    """“… wrote:”, which clients break over up to four lines. If a later line begins one by itself, it is that one."""
    for end in range(number + 1, min(number + MOST_LINES, len(lines)) + 1):
        line = lines[end - 1].strip()
        if not line or line.startswith(">"):
            return None
        if line.endswith(":"):
            starts = [start for start in range(number, end) if is_wrote(lines[start:end])]
            if not starts or starts[-1] != number:
                return None
            return Heading(number, end, bool(SURE.search(joined(lines[number:end]))))
    return None


def is_wrote(lines: Sequence[str]) -> bool:
    words = joined(lines)
    if len(words) > LONGEST or not WROTE.fullmatch(words) or not DATED.search(words):
        return False
    return bool(BEGINS.match(words)) or (len(lines) == 1 and bool(SURE.search(words)))


def joined(lines: Sequence[str]) -> str:
    return " ".join(line.strip() for line in lines)
