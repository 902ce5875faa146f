"""What members say of where they work, for “Who is missing?”: as far as they let the viewer see it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from django.db.models import Exists
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.groups.models import Group
from coppice.people.models.facts import Fact, Sector, What
from coppice.tending.missing import FEWEST, Described

# The rule is asked for each fact that is read, so that a page about a very large group would wait for it.
MOST, LATELY = 400, 100


def sectors(group: Group, viewer: Person) -> Described | None:
    """Two queries for a group that is not tiny."""
    seen = Fact.objects.visible_to(viewer).filter(what=What.SECTOR)
    told = seen.filter(person__memberships__group=group, words__in=Sector.values).order_by()
    here = Counter(Sector(words) for words in told.values_list("words", flat=True)[:MOST])
    if here.total() < FEWEST:
        return None
    return Described(_("Where you work"), labelled(here), labelled(dict.fromkeys(said_by_enough(viewer), FEWEST)))


def said_by_enough(viewer: Person) -> list[Sector]:
    """What enough people in the community say, of those who said it lately (one query, of any size of community)."""
    enough = {}
    for sector in Sector:
        lately = Fact.everything.filter(what=What.SECTOR, key=sector.value).order_by("-item_ptr")[:LATELY]
        seen = Fact.objects.visible_to(viewer).filter(pk__in=lately.values("pk"))
        enough[sector.name] = Exists(seen[FEWEST - 1 : FEWEST])
    [found] = Person.objects.filter(pk=viewer.pk).values(**enough)
    return [Sector[name] for name, is_said in found.items() if is_said]


def labelled(numbers: Mapping[Sector, int]) -> dict[str, int]:
    return {str(sector.label): number for sector, number in numbers.items()}
