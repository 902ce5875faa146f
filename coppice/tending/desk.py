"""What lies before whoever writes a charter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from coppice.discussion.thread import Thread
from coppice.discussion.threads import Board
from coppice.kernel import richtext
from coppice.tending.models import FACETS, Charter


@dataclass(frozen=True)
class Writing:
    """One text, with what its editor needs and what was said about it."""

    code: str
    title: str
    asks: str
    html: str
    save_url: str
    threads: Sequence[Thread]

    @property
    def markdown(self) -> str:
        return richtext.to_markdown(self.html)

    @property
    def fingerprint(self) -> str:
        return richtext.fingerprint(self.html)


def writings(draft: Charter, board: Board) -> list[Writing]:
    return [
        Writing(
            code, str(title), str(asks), draft.text(code), reverse("text", args=[draft.pk, code]), board.about(code)
        )
        for code, (title, asks) in FACETS.items()
    ]
