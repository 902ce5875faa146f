"""Values as an archive says them, which anybody may have changed by hand: what cannot be meant is left out."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.dateparse import parse_date, parse_datetime

from coppice.portfolios.documents.dossier import Json


def moment_of(said: str, otherwise: datetime) -> datetime:
    try:
        found = parse_datetime(said)
    except ValueError:
        found = None
    return found if found and found.tzinfo and found <= otherwise else otherwise


def day_of(said: str) -> date | None:
    try:
        return parse_date(said[:10])
    except ValueError:
        return None


def end_of(begun: date, said: str) -> date | None:
    day = day_of(said)
    return day if day and day >= begun else None


def words(fields: dict[str, Json], name: str, most: int) -> str:
    value = fields.get(name)
    return value[:most] if isinstance(value, str) else ""


def listed(fields: dict[str, Json], name: str) -> list[str]:
    value = fields.get(name)
    return [str(item) for item in value] if isinstance(value, list) else []
