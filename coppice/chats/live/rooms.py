"""What was lately said in one chat, and who listens: nobody has a queue, each has a place in what all share."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from coppice.chats.live.asking import Admission, Asker, Piece

KEPT = 1000
REMEMBERED = 200

type Variant = tuple[str, str]


@dataclass(eq=False)
class Listener:
    """One open line. `position` is the number up to which everything was sent."""

    asker: Asker
    admission: Admission
    position: int
    asked_at: float
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    ended: bool = False

    def end(self) -> None:
        self.ended = True
        self.wake.set()


class Room:
    """One chat. Everything after number `base` and up to `seen` is here, each thing once, in its present state.

    While it `holds`, nothing is sent: somebody may not be allowed to listen any more, and all are asked about.
    """

    def __init__(self, chat: UUID) -> None:
        self.chat = chat
        self.base = self.seen = 0
        self.pieces: dict[str, Piece] = {}
        self.variants: set[Variant] = set()
        self.listeners: set[Listener] = set()
        self.lock = asyncio.Lock()
        self.audience: tuple[object, ...] | None = None
        self.holds = True  # until the audience was looked at once
        self.chair_told_at = 0.0
        self.joined: dict[tuple[int, Variant], bytes] = {}

    def begin(self, base: int, seen: int, pieces: Iterable[Piece]) -> None:
        """Anew: with one more language, or after a while without listeners."""
        self.base, self.seen = base, seen
        self.pieces = {piece.key: piece for piece in pieces}
        self.tell()

    def add(self, pieces: Sequence[Piece], seen: int) -> None:
        """What is new takes the place of what it was before: words that were taken back are not told any more."""
        for piece in pieces:
            self.pieces.pop(piece.key, None)
            self.pieces[piece.key] = piece
        while len(self.pieces) > KEPT:
            oldest = next(iter(self.pieces))
            self.base = self.pieces.pop(oldest).seq
        self.seen = seen
        self.tell()

    def tell(self) -> None:
        self.joined.clear()
        for listener in self.listeners:
            listener.wake.set()

    def due(self, listener: Listener) -> bytes:
        """What this listener does not have yet; all who have as much and hide nobody share the same bytes."""
        if self.holds or listener.position >= self.seen:
            return b""
        if listener.position < self.base:
            listener.end()  # too slow for what is kept here: it comes again, and reads on from the database
            return b""
        hidden, variant = listener.admission.hidden, listener.admission.variant
        if hidden:
            return b"".join(one.told[variant] for one in self.after(listener.position) if not one.authors & hidden)
        key = (listener.position, variant)
        if key not in self.joined:
            if len(self.joined) >= REMEMBERED:
                self.joined.clear()
            self.joined[key] = b"".join(one.told[variant] for one in self.after(listener.position))
        return self.joined[key]

    def after(self, position: int) -> list[Piece]:
        found: list[Piece] = []
        for piece in reversed(self.pieces.values()):
            if piece.seq <= position:
                break
            found.append(piece)
        return found[::-1]

    @property
    def ends(self) -> bool:
        """Whether there will be nothing more."""
        return any(piece.ends for piece in self.pieces.values())
