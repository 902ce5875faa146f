"""What the shell of a page needs to be told; the app that composes the site fills it in.

A context processor gives the template `shell`, one `Shell`. Without it the page has no navigation and still works.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Place:
    """A line of navigation: a name, an address, and whether the reader is there now."""

    name: str
    url: str
    here: bool = False


@dataclass(frozen=True)
class Looking:
    """A page is shown as somebody else would see it: as whom, as whom else it can be, and the way back."""

    words: str
    others: tuple[Place, ...]
    back: Place


@dataclass(frozen=True)
class Shell:
    """The header and the footer of a page, for this reader."""

    community: str = "Coppice"
    home_url: str = "/"
    places: tuple[Place, ...] = ()
    capture_url: str = ""
    offline_url: str = ""
    manifest_url: str = ""
    worker_url: str = ""
    icon_url: str = ""
    notices_url: str = ""
    search_url: str = ""
    feed_url: str = ""
    me_id: str = ""
    me_name: str = ""
    me: tuple[Place, ...] = ()
    sign_in_url: str = ""
    sign_out_url: str = ""
    language_url: str = ""
    footer: tuple[Place, ...] = field(default=())
    looking: Looking | None = None
