"""Filling an empty database from a backup: its tables as they were then, the rows, and then up to this release."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from gzip import BadGzipFile
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DataError, IntegrityError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

from coppice.backups.further import Description, connected
from coppice.backups.history import migrate_to, models_at
from coppice.backups.making import Say
from coppice.backups.manifest import Manifest, NotABackup
from coppice.backups.rows import read_rows

WRONG = (
    EOFError,
    ValueError,
    KeyError,
    TypeError,
    StopIteration,
    ValidationError,
    DataError,
    IntegrityError,
    BadGzipFile,
)


@contextmanager
def filled(backup: Path, known: Manifest, description: Description, say: Say) -> Iterator[BaseDatabaseWrapper]:
    """A connection to the database once everything is in it and it is up to date.

    Meanwhile it is the default one, so that no migration can touch the database in use by forgetting which is meant.
    """
    with connected("default", description) as connection:
        migrate_to(connection, known.migrations)
        put_rows(backup, known, connection)
        say(f"Put back {sum(known.rows.values()):,} rows. Bringing the database up to date ...")
        ContentType.objects.clear_cache()
        call_command("migrate", verbosity=0)
        yield connection
    ContentType.objects.clear_cache()


def put_rows(backup: Path, known: Manifest, connection: BaseDatabaseWrapper) -> None:
    """In one transaction, at whose end every reference must lead somewhere."""
    models = models_at(known.migrations)
    if {model._meta.db_table for model in models} != set(known.rows):
        raise NotABackup("This backup has other tables than its release had. Nothing was changed.")
    try:
        with transaction.atomic(using=connection.alias):
            empty(models, connection)
            for model in models:
                put_table(model, backup, known, connection)
    except IntegrityError as error:
        raise unfit("the database", error) from error
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def empty(models: list[type[Model]], connection: BaseDatabaseWrapper) -> None:
    """Migrations put some rows there by themselves."""
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")


def put_table(model: type[Model], backup: Path, known: Manifest, connection: BaseDatabaseWrapper) -> None:
    table = model._meta.db_table
    try:
        found = read_rows(model, connection, backup / "database" / f"{table}.jsonl.gz")
    except WRONG as error:
        raise unfit(table, error) from error
    if found != known.rows[table]:
        raise NotABackup(f"{table} should have {known.rows[table]:,} rows and has {found:,}. Nothing was changed.")


def unfit(what: str, error: Exception) -> NotABackup:
    return NotABackup(f"What the backup says of {what} does not fit ({type(error).__name__}). Nothing was changed.")
