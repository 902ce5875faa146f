"""One page of a topic, put together for whoever reads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from coppice.accounts.models import Person
from coppice.audience.models import unblocked
from coppice.audience.sentences import agreed_of
from coppice.audience.viewing import Viewer
from coppice.conversations.circle import Circle
from coppice.conversations.lines import Line, lines
from coppice.conversations.models import Asking, Following, Offer, Outcome, Step, Topic
from coppice.conversations.models.outcome import Worked
from coppice.conversations.models.post import A_PAGE, WHOLE
from coppice.conversations.models.unnamed import KNOWN_FOR
from coppice.groups.models import Membership


@dataclass
class Reading:
    """The topic, the posts of one page, and what this reader can do."""

    topic: Topic
    person: Person | None
    lines: Sequence[Line]
    page: int
    pages: int
    is_whole: bool
    can_answer: bool
    tends: bool
    takes_guests: bool
    in_group: bool
    is_asker: bool
    following: Following | None
    audience: str
    agreed: str
    goes_to: str
    offers: Sequence[Offer]
    outcomes: Sequence[Outcome]
    known_until: datetime | None
    why_locked: str
    parted: Sequence[Step]

    @property
    def follows(self) -> bool:
        return self.following is not None and not self.following.stopped

    @property
    def my_offer(self) -> Offer | None:
        return next((one for one in self.offers if self.person and one.person_id == self.person.pk), None)

    @property
    def worked(self) -> list[tuple[str, str]]:
        return [(str(value), str(label)) for value, label in Worked.choices]

    @property
    def marks_helpful(self) -> bool:
        return self.is_asker and self.topic.is_question

    @property
    def first_unread(self) -> int:
        """The number of the first post they have not been at yet, if they follow and have been here before."""
        seen = self.following.seen_number if self.following and self.follows else 0
        return seen + 1 if 0 < seen < self.topic.last_number else 0

    @property
    def first_unread_url(self) -> str:
        page = (self.first_unread - 1) // A_PAGE + 1
        where = "" if self.is_whole or page == self.page else f"?page={page}"
        return f"{where}#post-{self.first_unread}"

    @property
    def answers_unnamed(self) -> bool:
        return self.is_asker and self.topic.is_unnamed

    @property
    def can_follow(self) -> bool:
        """Whoever asks without a name looks for themselves: a row that follows would tell who they are."""
        return self.person is not None and not self.answers_unnamed

    @property
    def before(self) -> int:
        return self.page - 1

    @property
    def after(self) -> int:
        return self.page + 1

    @property
    def can_be_whole(self) -> bool:
        return self.pages > 1 and self.topic.last_number <= WHOLE


def of(topic: Topic, viewer: Viewer, *, page: int, whole: bool, now: datetime) -> Reading:
    """A constant number of queries, whatever the topic holds."""
    person = viewer.person
    membership = memberships(topic, person)
    is_asker = topic.is_asked_by(person)
    whole = whole and topic.last_number <= WHOLE
    pages = max(1, (topic.last_number + A_PAGE - 1) // A_PAGE)
    page = min(max(1, page), pages)
    can_answer = bool(membership and topic.is_open) or topic.can_be_answered_by(person, now=now)
    circle, agreed = Circle.of(topic, person, now=now), agreed_of(topic)
    tends = membership.is_facilitator if membership else tends_all(topic, person)
    return Reading(
        topic=topic,
        person=person,
        lines=lines(topic, viewer, page=0 if whole else page, is_asker=is_asker),
        page=page,
        pages=pages,
        is_whole=whole,
        can_answer=can_answer,
        tends=tends,
        takes_guests=tends or (is_asker and not agreed.stays),
        in_group=membership is not None,
        is_asker=is_asker,
        following=Following.objects.filter(topic=topic, person=person).first() if person else None,
        audience=circle.sees,
        agreed=agreed.sentence,
        goes_to=circle.goes_to,
        offers=list(heard(topic.offers, person)) if topic.is_call else (),
        outcomes=list(heard(topic.outcomes, person)) if topic.is_question else (),
        why_locked=why_locked(topic),
        parted=parted(topic, viewer, page=0 if whole else page),
        known_until=topic.created_at + KNOWN_FOR if is_asker and topic.is_unnamed else None,
    )


def heard(said: Any, person: Person | None) -> Any:
    """With who said it; but for those between whom and the person there is a block."""
    return (said.filter(unblocked(person)) if person else said.all()).select_related("person")


def why_locked(topic: Topic) -> str:
    """The reason that those who tend it gave, where it is locked."""
    step = topic.steps.filter(what="locked").first() if topic.locked_at else None
    return step.reason if step else ""


def parted(topic: Topic, viewer: Viewer, *, page: int) -> list[Step]:
    """Where posts of this page (of all: 0) were taken out, with the topic that they are now where it is seen."""
    steps = list(topic.steps.filter(what=Step.What.PARTED).order_by("number", "id"))
    here = [step for step in steps if not page or (step.number or 1) - 1 in range((page - 1) * A_PAGE, page * A_PAGE)]
    parts = Topic.objects.visible_to(viewer).in_bulk([step.part_id for step in here]) if here else {}
    for step in here:
        step.part = parts.get(step.part_id)
    return here


def tends_all(topic: Topic, person: Person | None) -> bool:
    return topic.home_id is None and person is not None and person.is_steward


def memberships(topic: Topic, person: Person | None) -> Membership | None:
    if person is None or topic.home_id is None:
        return None
    return person.memberships.filter(group=topic.home_id).first()


def seen(reading: Reading, person: Person | None) -> None:
    """How far somebody who follows has read: theirs alone, so that they find the place again."""
    last = max((line.post.number for line in reading.lines), default=0)
    row = reading.following
    if row is not None and person is not None and last > row.seen_number:
        Following.objects.filter(pk=row.pk, seen_number__lt=last).update(seen_number=last)
    if reading.topic.is_unnamed and reading.is_asker:
        Asking.objects.filter(topic=reading.topic, seen_number__lt=last).update(seen_number=last)
