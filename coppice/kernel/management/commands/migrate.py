"""`manage.py migrate`: Django's own, with less to do."""

from django.core.management.commands import migrate

from coppice.kernel.migrating import LeanExecutor

migrate.MigrationExecutor = LeanExecutor  # type: ignore[attr-defined]


class Command(migrate.Command):
    """As Django says it."""
