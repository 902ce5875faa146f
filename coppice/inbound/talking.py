"""Talk by mail: an answer in a topic, and a topic in a group."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.conversations import mentions
from coppice.conversations.models import Topic
from coppice.conversations.models.attached import MOST
from coppice.groups.further import Way
from coppice.groups.models import Group
from coppice.inbound import addresses
from coppice.inbound.keeping import bring
from coppice.inbound.models import ReplyAddress
from coppice.inbound.targets import LeavesNoTrace, Mail, Outcome
from coppice.kernel.refusals import Refusal
from coppice.notices.models import Notice

if TYPE_CHECKING:
    from coppice.files.models import Brought

BY_MAIL = "mail"
LONGEST_TITLE = 80


def reply(mail: Mail) -> Outcome:
    """A post in the topic that the address is for, as far as its sender still sees it and may answer there."""
    topic = Topic.objects.visible_to(mail.by).filter(pk=UUID(mail.key)).first()
    if topic is None:
        raise Refusal(_("The topic that you answered is no longer there, or no longer for you."))
    if topic.voice_of(mail.by) != mail.by:
        raise LeavesNoTrace(_("You asked there without a name. Answer on its page, so that no mail ties you to it."))
    words, brought, missing = words_and_files(mail)
    post = topic.reply(html=words, by=mail.by, now=mail.now, once=mail.once, via=BY_MAIL, files=brought)
    missing += unheard(post.unheard)
    return Outcome(_("Your answer stands in the topic."), post.get_absolute_url(), missing)


def start(mail: Mail) -> Outcome:
    """A topic in the group whose address it is; who is not in it learns nothing of whether there is one."""
    group = Group.objects.of(mail.by).filter(slug=mail.key).first()
    if group is None:
        raise Refusal(_("You are in no group with this address, so no topic was begun."))
    words, brought, missing = words_and_files(mail)
    title = mail.reading.topic or shortened(mail.reading.plain)
    by, now, once = mail.by, mail.now, mail.once
    topic = Topic.start(title=title, html=words, group=group, by=by, now=now, once=once, via=BY_MAIL, files=brought)
    missing += unheard(topic.unheard)
    return Outcome(_("Your topic was begun in {group}.").format(group=group), topic.get_absolute_url(), missing)


def unheard(names: Sequence[str]) -> list[str]:
    """As on the page, the same words whether nobody has that name or somebody who may not see the topic."""
    return [mentions.NOBODY.format(name=name) for name in names]


def shortened(words: str) -> str:
    first = " ".join(words.split())
    return (
        first
        if len(first) <= LONGEST_TITLE
        else f"{first[:LONGEST_TITLE].rpartition(' ')[0] or first[:LONGEST_TITLE]} …"
    )


def words_and_files(mail: Mail) -> tuple[str, list[Brought], list[str]]:
    """What was written now, or the names of the files where nothing was."""
    brought, missing = bring(mail.reading.attachments)
    missing += [_("“{name}” is one more than a post can carry.").format(name=one.seen.name) for one in brought[MOST:]]
    del brought[MOST:]
    names = " · ".join(one.seen.name for one in brought)
    if not mail.reading.plain.strip() and not brought:
        raise Refusal(_("There was nothing new in it: no words but those that you answered, and no file."))
    return (mail.reading.html if mail.reading.plain.strip() else f"<p>{escape(names)}</p>"), brought, missing


def reply_address(notice: Notice) -> str:
    """Where whoever is told this can answer it by mail; "" if it is no talk, or nothing can be said there by them.

    Whoever asks without a name is given one like everybody: that one of a group had none would tell who it is.
    """
    item, now = notice.happening.item, timezone.now()
    topic = Topic.objects.visible_to(notice.person).filter(pk=item.pk).first() if item and addresses.is_on() else None
    if topic is None or not topic.can_be_answered_by(notice.person, now=now):
        return ""
    return str(ReplyAddress.of(notice.person, topic, now=now))


def by_mail(group: Group, viewer: Person) -> Way | None:
    """What a group's page is told."""
    if not settings.INBOUND_DOMAIN:
        return None
    return Way(
        label=_("Begin a topic by mail"),
        url=f"mailto:{addresses.of_group(group.slug)}",
        about=_("the subject is its title; write from an address that you have confirmed"),
    )
