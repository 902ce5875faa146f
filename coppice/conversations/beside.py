"""What else belongs to a topic, told by upper floors: a poll that is asked in it.

from coppice.conversations import beside
beside.register(polls_of_topic)   # polls_of_topic(topic, viewer) -> Beside, or None
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from coppice.audience.viewing import Viewer
from coppice.conversations.models import Topic
from coppice.groups.further import Line


@dataclass(frozen=True)
class Beside:
    """A part of the margin: what is there already, and perhaps a way to add to it. The viewer may see each line."""

    heading: str
    lines: Sequence[Line] = ()
    action: str = ""
    url: str = ""


type BesideSource = Callable[[Topic, Viewer], Beside | None]

_sources: list[BesideSource] = []


def register(source: BesideSource) -> None:
    """Ask this source from now on."""
    if source not in _sources:
        _sources.append(source)


def of(topic: Topic, viewer: Viewer) -> list[Beside]:
    return [found for source in _sources if (found := source(topic, viewer))]
