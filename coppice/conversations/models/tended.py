"""What those who tend a topic do with it. Each step stands in the log that the members of the group read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from coppice.accounts.models import Invitation, Person
from coppice.audience.models import Grant, Item, Reach
from coppice.audience.sentences import agreed_of
from coppice.conversations import wording
from coppice.conversations.models.moderating import Step
from coppice.files.models import File
from coppice.groups.models import Group
from coppice.kernel.refusals import Refusal

if TYPE_CHECKING:
    from coppice.conversations.models.post import Post
    from coppice.conversations.models.topic import Topic

SLOWEST = 24 * 60
What = Step.What


class Tended(models.Model):
    """The part of a topic that is in the hands of those who tend it."""

    locked_at = models.DateTimeField(null=True, editable=False)
    slow_minutes = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True

    @transaction.atomic
    def lock(self, *, reason: str, by: Person, now: datetime) -> None:
        """It can be read, and nothing can be added. Done twice, it is done once."""
        row = held(self)
        if row.locked_at is None:
            Step.take(What.LOCKED, row, by=by, now=now, reason=must_say(reason))
            row.locked_at = self.locked_at = now
            row.save(update_fields=["locked_at"])
            row.happened("topic locked", by=by, now=now)

    @transaction.atomic
    def unlock(self, *, by: Person, now: datetime) -> None:
        row = held(self)
        if row.locked_at is not None:
            Step.take(What.UNLOCKED, row, by=by, now=now)
            row.locked_at = self.locked_at = None
            row.save(update_fields=["locked_at"])
            row.happened("topic unlocked", by=by, now=now)

    @transaction.atomic
    def slow_down(self, minutes: int, *, reason: str, by: Person, now: datetime) -> None:
        """One post each in so many minutes; none lets it go at its own pace again."""
        row, minutes = held(self), min(max(0, minutes), SLOWEST)
        if minutes != row.slow_minutes:
            what = What.SLOWED if minutes else What.HURRIED
            Step.take(what, row, by=by, now=now, reason=must_say(reason) if minutes else "")
            row.slow_minutes = self.slow_minutes = minutes
            row.save(update_fields=["slow_minutes"])

    @transaction.atomic
    def move(self, *, to: Group, reason: str, by: Person, now: datetime) -> None:
        """Into another group that both know: its members see it from the next request on, and the old ones do not."""
        row = held(self)
        if not to.takes_from(by) or to.pk == row.home_id:
            raise Refusal(_("Choose another group that you belong to. Nothing was moved."))
        if row.is_unnamed:
            raise Refusal(_("What was asked without a name stays in the group that it was asked in."))
        if agreed_of(row).stays:
            raise Refusal(_("What is said in this group stays in it: so its members agreed. Nothing was moved."))
        Step.take(What.MOVED, row, by=by, now=now, reason=must_say(reason))
        row.home = to
        row.save(update_fields=["home"])
        Step.take(What.CAME, row, by=by, now=now, reason=reason)
        if row.reach == Reach.GROUP:
            row.share(reach=Reach.GROUP, group=to, by=by, now=now)
        tell = list(row.followings.filter(stopped=False).values_list("person_id", flat=True))
        row.happened("topic moved", by=by, now=now, tell=tell)

    @transaction.atomic
    def split(self, posts: Sequence[Post], *, title: str, reason: str, by: Person, now: datetime) -> Topic:
        """A topic of its own from some of the posts, for the same people. Their addresses lead to them as before."""
        from coppice.conversations.models import Following
        from coppice.conversations.models.topic import Topic

        row, title = held(self), wording.line(title)[:200]
        chosen = [post for post in row.posts.filter(pk__in=[one.pk for one in posts]) if post.number > 1]
        if not chosen or not title:
            raise Refusal(_("Choose a title and at least one post below the first. Nothing was changed."))
        if row.is_unnamed:
            raise Refusal(_("A question without a name stays in one piece, or its asker could not answer any more."))
        first = chosen[0]
        known = {name: getattr(row, name) for name in ("reach", "group", "home", "is_wide")}
        part: Topic = Topic.objects.create(
            author=first.author, title=title, last_at=chosen[-1].made_at, created_at=first.made_at, **known
        )
        for number, post in enumerate(chosen, start=1):
            row.posts.filter(pk=post.pk).update(topic=part, number=number, helpful_at=None)
        File.objects.filter(attached__post__topic=part).update(item=part.pk)
        part.last_number = len(chosen)
        part.save(update_fields=["last_number"])
        Topic.everything.filter(pk__in=[row.pk, part.pk]).recount()
        speakers = {post.author_id for post in chosen}
        Following.objects.bulk_create(
            Following(topic=part, person_id=pk, seen_number=part.last_number) for pk in speakers
        )
        Step.take(What.PARTED, row, by=by, now=now, reason=must_say(reason), number=first.number, part=part)
        Step.take(What.SPLIT, part, by=by, now=now, reason=reason, number=first.number)
        part.happened("topic split", by=by, now=now, tell=speakers)
        return part

    @transaction.atomic
    def let_in(self, email: str, *, reason: str, ends_at: datetime, by: Person, now: datetime) -> Grant:
        """Whoever has an address, to this one topic, for a reason and until a day. The log always says so.

        They are told by a notice; without an account by mail, and can make one with this address.
        """
        from coppice.conversations.tasks import mail_guest

        row, reason = held(self), must_say(reason)[:200]
        voice = row.voice_of(by)
        grant = Item.grant(row, address=email, reason=reason, by=voice, now=now, ends_at=ends_at)
        Step.take(What.LET_IN, row, by=voice, now=now, reason=reason)
        known = {"emailaddress__email": grant.address, "emailaddress__verified": True}
        guest = Person.objects.filter(is_active=True, **known).first()
        row.happened("let into a topic", by=by, now=now, tell=[guest])
        if guest is None:
            Invitation.invite(grant.address, by=voice, now=now)
            transaction.on_commit(lambda: mail_guest.enqueue(str(grant.pk)))
        return grant


def held(topic: Any) -> Topic:
    """Its row as it is now, held until the transaction ends."""
    row: Topic = topic.locked()
    return row


def must_say(reason: str) -> str:
    """Whoever takes a step in others' talk says why."""
    if not reason.strip():
        raise Refusal(_("Say why in a few words: the members can read it. Nothing was changed."))
    return wording.line(reason)
