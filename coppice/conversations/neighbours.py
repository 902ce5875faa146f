"""Other ways to talk with everybody, told by upper floors, for the margin of the list of topics.

from coppice.conversations import neighbours
neighbours.register(_("Polls"), "polls:index")
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise

from coppice.kernel.addresses import fixed


@dataclass(frozen=True)
class Neighbour:
    """Its name, and where it is."""

    label: Promise | str
    url_name: str

    @property
    def url(self) -> str:
        return fixed(self.url_name)


_neighbours: dict[str, Neighbour] = {}


def register(label: Promise | str, url_name: str) -> None:
    """Name this one from now on."""
    _neighbours[url_name] = Neighbour(label, url_name)


def every() -> list[Neighbour]:
    return [_neighbours[url_name] for url_name in sorted(_neighbours)]
