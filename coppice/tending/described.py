"""What members say of where they work, for “Who is missing?”: as far as they let the viewer see it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.groups.models import Group
from coppice.people.models.facts import Fact, Sector, What
from coppice.tending.missing import FEWEST, Described

# The rule is asked for each fact that is read, so that a page about a very large group would wait for it.
MOST = 100


def sectors(group: Group, viewer: Person) -> Described | None:
    """Two queries for a group that is neither tiny nor very large; of the community no more than a number of facts."""
    seen = Fact.objects.visible_to(viewer).filter(what=What.SECTOR, words__in=Sector.values)
    here = counted(seen.filter(person__memberships__group=group))
    if sum(here.values()) < FEWEST:
        return None
    return Described(_("Where you work"), here, counted(seen))


def counted(facts: Any) -> Counter[str]:
    """How many of at most so many people say which; each says one."""
    return Counter(str(Sector(words).label) for words in facts.order_by().values_list("words", flat=True)[:MOST])
