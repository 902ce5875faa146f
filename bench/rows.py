"""Putting very many rows into the database at once, also of kinds whose rows lie in two tables."""

from collections.abc import Iterable
from itertools import batched
from typing import Any

from django.db import connection, models
from django.db.models.sql import InsertQuery

from coppice.audience.models import Item

AT_ONCE = 400


def put(model: type[models.Model], objects: Iterable[Any]) -> None:
    """Rows of one table: of these objects, the fields that the model keeps itself."""
    fields = model._meta.local_concrete_fields
    for some in batched(objects, AT_ONCE):
        query = InsertQuery(model)
        query.insert_values(fields, list(some))
        query.get_compiler(connection=connection).execute_sql()


def put_items(objects: "list[Any]") -> None:
    """Items of one kind, each with its row of the spine."""
    if not objects:
        return
    kind = type(objects[0])
    for one in objects:
        one.item_ptr_id, one.kind = one.id, kind._meta.model_name
    put(Item, objects)
    put(kind, objects)


def look_over() -> None:
    """Let the database count what it holds, as the nightly task does, and PostgreSQL tidy up, as it does by itself."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
