"""What a group made together, as one text that needs nothing to be read: for its members to keep.

At its end stands what the member wrote there, as upper floors tell it (`coppice/groups/keeping.py`).
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.groups import keeping
from coppice.groups.models import Group
from coppice.kernel import richtext
from coppice.tending.models import Agreement, CharterVersion, Ending, Experiment, Handover


def of(group: Group, viewer: Person) -> str:
    parts = [f"# {group.name}", group.purpose, *ending(group), *charter(group), *agreement(group), *experiments(group)]
    parts += [*thanks(group), *keeping.of(group, viewer)]
    return "\n\n".join(part.strip() for part in parts if part.strip()) + "\n"


def ending(group: Group) -> Iterator[str]:
    if found := Ending.objects.filter(group=group).first():
        yield _("The last day of the group: {day}").format(day=date_format(found.last_day, "j F Y"))
        yield found.thanks
        yield found.stays


def charter(group: Group) -> Iterator[str]:
    if agreed := CharterVersion.objects.agreed(group):
        yield "## " + _("Charter")
        for title, html in agreed.facets:
            yield f"### {title}"
            yield richtext.to_markdown(html)


def agreement(group: Group) -> Iterator[str]:
    if found := Agreement.objects.in_force(group):
        yield "## " + _("Agreement")
        yield richtext.to_markdown(found.behaviour)
        yield f"{found.get_confidentiality_display()}. {found.get_uses_display()}."


def experiments(group: Group) -> Iterator[str]:
    found = list(Experiment.objects.filter(group=group).order_by("begun_at", "pk")[:500])
    if found:
        yield "## " + _("Experiments")
    for one in found:
        yield f"### {one.what}"
        yield one.why
        yield _("How we should know: {words}").format(words=one.how_known)
        if one.outcome:
            yield f"{one.get_outcome_display()}. {one.learned}"


def thanks(group: Group) -> Iterator[str]:
    done = Handover.objects.filter(group=group, state="done").exclude(thanks="").select_related("giver", "taker")
    if done:
        yield "## " + _("Who tended it")
    for one in done.order_by("changed_at", "pk"):
        yield _("{giver} handed over to {taker}.").format(giver=one.giver.name, taker=one.taker.name)
        yield one.thanks
