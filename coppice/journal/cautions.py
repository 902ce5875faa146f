"""What to think of before an entry is shared: the people in it."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coppice.journal.models import Entry, Permission, PermissionState
from coppice.journal.naming import names_in
from coppice.kernel import richtext
from coppice.kernel.listed import listed


def before_sharing(entry: Entry, people: Sequence[Permission] | None = None) -> list[str]:
    """Sentences for the author; none when nothing speaks against sharing. Two queries, one when `people` are given."""
    people = list(entry.permissions.all()) if people is None else people
    refused = [person.who for person in people if person.state == PermissionState.REFUSED]
    asked = [person.who for person in people if person.state == PermissionState.ASKED]
    said = []
    if refused:
        said.append(
            _(
                "{people} did not agree to be in this. Before you share it, take out what could tell who they are."
            ).format(people=listed(refused))
        )
    if asked:
        said.append(
            _("You have asked {people} and wait for the answer. Share this when you have it.").format(
                people=listed(asked)
            )
        )
    if not people and (named := names_in_entry(entry)):
        said.append(naming(named))
    return said


def names_in_entry(entry: Entry) -> list[str]:
    texts = [entry.title, entry.with_whom, *(richtext.plain(html) for html in entry.texts.values())]
    tools = [tool.name for tool in entry.tools.all()]
    return names_in("\n".join(texts), not_people=tools)


def naming(names: Sequence[str]) -> str:
    """What to do about words that look like names."""
    return ngettext(
        "{names} looks like somebody’s name or address. Put a role in its place, or note under “People in this entry” "
        "that they agreed.",
        "{names} look like somebody’s name or address. Put a role in its place, or note under “People in this entry” "
        "that they agreed.",
        len(names),
    ).format(names=listed([f"“{name}”" for name in names]))
