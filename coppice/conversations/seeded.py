"""The words of the demonstration, read from their file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

TALK = Path(__file__).parent / "data/talk.yaml"


@dataclass(frozen=True)
class Said:
    """One answer, so many hours after the topic was begun."""

    by: str
    after: int
    words: str
    thanked: int = 0
    helped: bool = False
    files: Sequence[str] = ()


@dataclass(frozen=True)
class Seeded:
    """One topic, begun so many days ago."""

    by: str
    group: str
    ago: int
    sort: str
    title: str
    words: str
    said: Sequence[Said] = ()
    tags: str = ""
    reach: str = ""
    due: int = 0
    unnamed: bool = False
    locked: str = ""
    offers: Sequence[Sequence[str]] = ()
    outcomes: Sequence[dict[str, Any]] = ()


def topics() -> list[Seeded]:
    """All of them, the oldest first."""
    rows = yaml.safe_load(TALK.read_text(encoding="utf-8"))
    return [Seeded(**{**row, "said": [Said(**one) for one in row["said"]]}) for row in rows]
