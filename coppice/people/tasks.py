"""What is done for people in the background: counting, and forgetting."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from django.db import transaction
from django.tasks import task
from django.utils import timezone

from coppice.accounts.models import Person
from coppice.people import vocabulary
from coppice.people.models import Letter, Statement, Tally
from coppice.people.models.presence import KEPT
from coppice.people.picturing import FEWEST
from coppice.queue.periodic import every


@every(days=1)
@task
def tally_everybody() -> None:
    """Count what members say to all members: what a member sees who is in no group and was named by nobody."""
    words, people = vocabulary.current(), defaultdict[tuple[UUID, str], set[UUID]](set)
    anyone = Person(is_member=True, is_active=True)
    said = Statement.objects.visible_to(anyone).filter(person__is_active=True).order_by()
    for skill, side, person in said.values_list("skill_id", "side", "person_id").iterator():
        people[words.tree.root(skill), side].add(person)
    rows = [
        Tally(skill_id=skill, side=side, people=len(who)) for (skill, side), who in people.items() if len(who) >= FEWEST
    ]
    with transaction.atomic():
        Tally.objects.all().delete()
        Tally.objects.bulk_create(rows)


@every(days=1)
@task
def forget_letters() -> None:
    """That somebody wrote to somebody is forgotten after a month."""
    Letter.objects.filter(at__lt=timezone.now() - KEPT).delete()
