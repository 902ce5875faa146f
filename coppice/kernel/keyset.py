"""Pages of a list by where the last one ended, never by counting: page 900 costs what page 1 does."""

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet

LARGEST = 2**62


@dataclass(frozen=True)
class Page[M: Model]:
    """Some rows, and the mark from which the next page goes on (empty at the end)."""

    rows: list[M]
    next: str


def page[M: Model](queryset: QuerySet[M], *, order: tuple[str, str], after: str = "", size: int = 30) -> Page[M]:
    """At most `size` rows after the mark, by two columns in one direction; the second must be unique.

    `order` is like ("-happened_on", "-pk"). A mark that cannot be read starts from the beginning.
    """
    first, second = (name.lstrip("-") for name in order)
    compare = "lt" if order[0].startswith("-") else "gt"
    if mark := read(after):
        queryset = queryset.filter(
            Q(**{f"{first}__{compare}": mark[0]}) | Q(**{first: mark[0], f"{second}__{compare}": mark[1]})
        )
    rows = list(queryset.order_by(*order)[: size + 1])
    more = len(rows) > size
    rows = rows[:size]
    return Page(rows, write(getattr(rows[-1], first), getattr(rows[-1], second)) if more else "")


def write(*values: Any) -> str:
    text = json.dumps([value.isoformat() if hasattr(value, "isoformat") else str(value) for value in values])
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read(mark: str) -> Any:
    """The usual mark: a moment and an id."""
    return values(mark, datetime.fromisoformat, UUID)


def values(mark: str, *kinds: Callable[[Any], Any]) -> Any:
    """The values of a mark, each read by its kind; None when it was made up, and a page begins at the beginning."""
    try:
        said = json.loads(base64.urlsafe_b64decode(mark + "=" * (-len(mark) % 4)))
        return tuple(kind(value) for kind, value in zip(kinds, said, strict=True))
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError, ValidationError):
        return None


def words(value: Any) -> str:
    """A kind: text that both databases take."""
    if not isinstance(value, str) or "\0" in value:
        raise ValueError
    value.encode()
    return value


def number(value: Any) -> int:
    """A kind: a whole number that both databases take."""
    if abs(found := int(value)) > LARGEST:
        raise ValueError
    return found
