"""A transcript as Markdown, for whoever keeps their notes in files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coppice.audience.sentences import agreed_of
from coppice.chats.models import Chat, Kind, Line
from coppice.kernel import richtext


def as_markdown(chat: Chat, lines: Sequence[Line]) -> str:
    return "\n\n".join(part for part in parts(chat, lines) if part) + "\n"


def parts(chat: Chat, lines: Sequence[Line]) -> Iterator[str]:
    transcript, local = chat.transcript, timezone.localtime(chat.starts_at)
    yield f"# {plain(chat.title)}"
    zone = timezone.get_current_timezone_name()
    yield f"{formats.date_format(local, 'j F Y')}, {local:%H:%M} ({zone})"
    yield agreed_of(chat).sentence
    yield richtext.to_markdown(transcript.summary)
    yield richtext.to_markdown(transcript.opening)
    for line in lines:
        yield one(line)


def one(line: Line) -> str:
    """A question is a heading; an answer begins with who said it; a gap says what it is."""
    if line.kind == Kind.QUESTION:
        words = plain(line.html) if line.html else _("(taken back by whoever asked it)")
        return f"## Q{line.number}: {words}"
    lead = "> " if line.is_under else ""
    if not line.says:
        return f"{lead}*({gap(line)})*"
    who = f"**{plain(line.name or _('Somebody who left'))}**" + (f" ({_('later')})" if line.is_later else "")
    text = f"{who}: {richtext.to_markdown(line.html).strip()}"
    return "\n".join(f"{lead}{each}".rstrip() for each in text.splitlines())


def gap(line: Line) -> str:
    """What stands where words are missing."""
    if line.redacted_at:
        day = formats.date_format(timezone.localtime(line.redacted_at), "j F Y")
        if line.redacted_by is None:
            return _("taken out on {day}: {why}").format(day=day, why=line.redacted_why)
        return _("taken out by {who} on {day}: {why}").format(who=line.redacted_by.name, day=day, why=line.redacted_why)
    if line.kind == Kind.CUT:
        return _("cut by the editor")
    if line.kind == Kind.GONE:
        return _("taken back by whoever said it")
    many = line.count
    return ngettext(
        "{many} answer is left out, as its author wished", "{many} answers are left out, as their authors wished", many
    ).format(many=many)


def plain(words: str) -> str:
    """Words that mean nothing to Markdown."""
    return "".join(f"\\{char}" if char in "\\`*_[]<>#" else char for char in words)
