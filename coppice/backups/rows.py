"""The rows of one table as text that any database can take in: first its columns, then a JSON list for each row.

Values are written as Django's fields understand them, not as one engine keeps them. So a community that has grown out
of SQLite restores its backup onto PostgreSQL.
"""

from __future__ import annotations

import gzip
import io
import json
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from itertools import batched
from pathlib import Path
from typing import Any, TextIO

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, JSONField, Model, Value
from django.utils.duration import duration_string

type Column = Field[Any, Any]
AT_ONCE = 200


def columns_of(model: type[Model]) -> list[Column]:
    """The columns of its own table, without what the database works out by itself."""
    return [field for field in model._meta.local_concrete_fields if not field.generated]


def write_rows(model: type[Model], connection: BaseDatabaseWrapper, path: Path, *, is_left_out: bool = False) -> int:
    """Write the table into a new file; how many rows it has there: none if the table is left out."""
    columns, count = columns_of(model), 0
    rows = model._base_manager.using(connection.alias).order_by("pk").values_list(*[each.attname for each in columns])
    rows = rows.none() if is_left_out else rows
    with written(path) as out:
        out.write(json.dumps([each.column for each in columns]) + "\n")
        for row in rows.iterator(chunk_size=AT_ONCE):
            out.write(json.dumps(row, default=plain, ensure_ascii=False, separators=(",", ":")) + "\n")
            count += 1
    return count


def plain(value: Any) -> str:
    """A value that JSON has no form for, as the text from which its field makes it again."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return duration_string(value)
    if isinstance(value, bytes | memoryview):
        return b64encode(value).decode("ascii")
    return str(value)


def read_rows(model: type[Model], connection: BaseDatabaseWrapper, path: Path) -> int:
    """Put what `write_rows` wrote into the empty table; how many rows there were."""
    by_name = {each.column: each for each in columns_of(model)}
    count = 0
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as lines, connection.cursor() as cursor:
        columns = [by_name[name] for name in json.loads(next(lines))]
        statement = insertion(model, columns, connection)
        for some in batched(lines, AT_ONCE):
            cursor.executemany(statement, [values(json.loads(line), columns, connection) for line in some])
            count += len(some)
    return count


def insertion(model: type[Model], columns: list[Column], connection: BaseDatabaseWrapper) -> str:
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(each.column)) for each in columns)
    return f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({', '.join(['%s'] * len(columns))})"


def values(row: list[Any], columns: list[Column], connection: BaseDatabaseWrapper) -> list[Any]:
    return [value_for(value, each, connection) for value, each in zip(row, columns, strict=True)]


def value_for(value: Any, column: Column, connection: BaseDatabaseWrapper) -> Any:
    if value is None:
        is_json = isinstance(column, JSONField) and not column.null  # whose own null is not SQL's
        return column.get_db_prep_save(Value(None, JSONField()) if is_json else None, connection)
    return column.get_db_prep_save(column.to_python(value), connection)


@contextmanager
def written(path: Path) -> Iterator[TextIO]:
    """A compressed text that is the same bytes for the same rows: it carries no name and no time."""
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 4, raw, mtime=0) as packed:
        out = io.TextIOWrapper(packed, encoding="utf-8", newline="\n", write_through=False)
        yield out
        out.flush()
        out.detach()
