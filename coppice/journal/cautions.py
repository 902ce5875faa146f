"""What to think of before an entry is shared: the people in it."""

from __future__ import annotations

from coppice.journal.models import Entry, PermissionState
from coppice.journal.naming import names_in
from coppice.kernel import richtext


def before_sharing(entry: Entry) -> list[str]:
    """Sentences for the author; none when nothing speaks against sharing. Two queries."""
    people = list(entry.permissions.all())  # type: ignore[attr-defined]
    refused = [person.who for person in people if person.state == PermissionState.REFUSED]
    asked = [person.who for person in people if person.state == PermissionState.ASKED]
    said = []
    if refused:
        said.append(
            f"{listed(refused)} did not agree to be in this. Take out what could tell who they are before you share it."
        )
    if asked:
        said.append(f"You have asked {listed(asked)} and wait for the answer. Share this when you have it.")
    if not people and (named := names_in_entry(entry)):
        said.append(
            f"{listed([f'“{name}”' for name in named])} {'looks' if len(named) == 1 else 'look'} like somebody’s name or "
            "address. Put a role in its place, or note under “People in this entry” that they agreed."
        )
    return said


def names_in_entry(entry: Entry) -> list[str]:
    texts = [entry.title, entry.with_whom, *(richtext.plain(html) for html in entry.texts.values())]
    tools = [tool.name for tool in entry.tools.all()]
    return names_in("\n".join(texts), not_people=tools)


def listed(words: list[str]) -> str:
    """One, two and three."""
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))
