"""How far a database was migrated, and what its tables were like then."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model

from coppice.kernel.migrating import LeanExecutor
from coppice.kernel.refusals import Refusal

type Migration = tuple[str, str]


class Ahead(Refusal):
    """The database is further than the release that runs."""


def latest_migrations(connection: BaseDatabaseWrapper) -> list[Migration]:
    """The last migration of each app that the database has seen, as (app, name)."""
    loader = MigrationLoader(connection)
    applied = {key for key in loader.applied_migrations if key[0] in loader.migrated_apps}
    if beyond := sorted(applied - set(loader.disk_migrations)):
        raise Ahead(
            f"The database was changed by a later release than this one, which does not know {' '.join(beyond[0])}. "
            "Install that release and try again. Nothing was changed."
        )
    seen = applied & set(loader.graph.nodes)
    return sorted(key for key in seen if not any(each in seen and each[0] == key[0] for each in after(loader, key)))


def after(loader: MigrationLoader, key: Migration) -> list[Migration]:
    return [node.key for node in loader.graph.node_map[key].children]


def unknown_here(migrations: list[Migration]) -> list[Migration]:
    """Those that this release does not have."""
    return [key for key in migrations if key not in MigrationLoader(None).disk_migrations]


def models_at(migrations: list[Migration]) -> list[type[Model]]:
    """Every table as it was after these migrations, in the order of their names."""
    state = MigrationLoader(None).project_state(migrations)
    models = state.apps.get_models(include_auto_created=True)
    kept = [model for model in models if model._meta.managed and not model._meta.proxy]
    return sorted(kept, key=lambda model: model._meta.db_table)


def migrate_to(connection: BaseDatabaseWrapper, migrations: list[Migration]) -> None:
    LeanExecutor(connection).migrate(migrations)
