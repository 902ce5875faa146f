"""What `portfolio.json` tells of other people, and back. A portfolio that was brought in keeps the same rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from coppice.portfolios.documents.fields import Fields
from coppice.portfolios.documents.told import (
    Audience,
    BroughtOver,
    Change,
    Lent,
    Looked,
    Named,
    Recognised,
    Stood,
    Wording,
)


def as_rows(told: Iterable[Audience | BroughtOver | Looked | Recognised | Wording]) -> list[dict[str, Any]]:
    return [asdict(one) for one in told]


def read_audiences(parts: Iterable[Fields]) -> tuple[Audience, ...]:
    return tuple(map(_audience, parts))


def read_recognitions(parts: Iterable[Fields]) -> tuple[Recognised, ...]:
    names = ("section", "code", "title", "by", "at")
    return tuple(Recognised(*(part.text(name) for name in names)) for part in parts)


def read_wordings(parts: Iterable[Fields]) -> tuple[Wording, ...]:
    return tuple(Wording(part.long_text("html"), part.text("until")) for part in parts)


def read_brought_over(parts: Iterable[Fields]) -> tuple[BroughtOver, ...]:
    names = ("code", "key", "text", "print", "section", "portfolio", "at")
    return tuple(
        BroughtOver(version=part.whole("version"), **{name: part.text(name) for name in names}) for part in parts
    )


def read_occasions(parts: Iterable[Fields]) -> tuple[Looked, ...]:
    return tuple(
        Looked(
            part.whole("number"),
            part.text("begun"),
            part.text("kept_as"),
            tuple(
                Stood(*(one.text(name) for name in ("section", "step", "at"))) for one in part.many("standings", 500)
            ),
        )
        for part in parts
    )


def _audience(part: Fields) -> Audience:
    return Audience(
        part=part.text("part"), reach=part.text("reach"), group=part.text("group"),
        readers=tuple(
            Named(*(one.text(name) for name in ("name", "reason", "since", "until")))
            for one in part.many("readers", 5_000)
        ),
        links=tuple(Lent(one.text("since"), one.text("until")) for one in part.many("links", 5_000)),
        changes=tuple(
            Change(*(one.text(name) for name in ("at", "by", "words"))) for one in part.many("changes", 50_000)
        ),
    )  # fmt: skip
