"""A letter as mail: its words, and the headers by which programs sort, thread and end it."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coppice.groups.models import Group
from coppice.notices import quotations, replies
from coppice.notices.contents import Contents
from coppice.notices.ending import Ending
from coppice.notices.models import Letter, Notice


def written(letter: Letter, contents: Contents) -> EmailMessage:
    """The mail, in the language that is active."""
    is_digest = letter.day is not None
    ending = Ending.of(letter, contents).url
    context = {
        "person": letter.person,
        "lines": [(notice, "" if is_digest else indented(quotations.words_of(notice))) for notice in contents.notices],
        "sections": contents.sections,
        "more": contents.more,
        "base_url": settings.BASE_URL,
        "notices_url": settings.BASE_URL + reverse("notices:index"),
        "choices_url": settings.BASE_URL + reverse("notices:choices"),
        "ending_url": ending,
        "community": settings.COMMUNITY_NAME,
    }
    reply_to = "" if is_digest else replies.address_for(contents.notices)
    template = "notices/digest.txt" if is_digest else "notices/mail.txt"
    return EmailMessage(
        subject=one_line(subject(letter, contents))[:150],
        body=render_to_string(template, {**context, "reply_to": reply_to}),
        to=[letter.person.email],
        reply_to=[reply_to] if reply_to else None,
        headers=headers(letter, contents.notices, ending),
    )


def subject(letter: Letter, contents: Contents) -> str:
    """Mails about one item have its title, so that programs keep them together; the group stands before it."""
    if letter.day is not None:
        many = len(contents.notices) + contents.more + sum(len(section.lines) for section in contents.sections)
        words = ngettext("{many} thing for you from {community}", "{many} things for you from {community}", many)
        return words.format(many=many, community=settings.COMMUNITY_NAME)
    first, group = contents.notices[0], shared_group(letter, contents.notices)
    if first.happening.item and group:
        return f"[{group.name}] {first.happening.item}"
    if len(contents.notices) == 1:
        return first.sentence
    if first.happening.item:
        return str(first.happening.item)
    return _("{many} things that came for you").format(many=len(contents.notices))


def headers(letter: Letter, notices: Sequence[Notice], ending: str) -> dict[str, str]:
    group = shared_group(letter, notices) if letter.day is None else None
    found = {
        "Message-ID": f"<letter.{letter.pk.hex}@{host()}>",
        "List-Id": list_id(group),
        "List-Unsubscribe": f"<{ending}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
        "Precedence": "list",
    }
    if letter.item_id:
        root = f"<item.{letter.item_id.hex}@{host()}>"
        found |= {"In-Reply-To": root, "References": root}
    return found


def shared_group(letter: Letter, notices: Sequence[Notice]) -> Group | None:
    """The group that all of these are of, if it is one, and one that its reader knows: a guest may not."""
    groups = {notice.group for notice in notices}
    group = groups.pop() if len(groups) == 1 else None
    return group if group and group.is_known_to(letter.person) else None


def list_id(group: Group | None) -> str:
    name, key = (group.name, f"{group.slug}.groups") if group else (settings.COMMUNITY_NAME, "notices")
    quoted = one_line(name).replace("\\", "").replace('"', "")
    return f'"{quoted}" <{key}.{host()}>'


def host() -> str:
    return urlsplit(settings.BASE_URL).hostname or "localhost"


def one_line(text: str) -> str:
    return " ".join(text.split())


def indented(words: str) -> str:
    return "\n".join(f"  {line}".rstrip() for line in words.splitlines())
