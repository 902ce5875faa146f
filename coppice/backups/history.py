"""How far a database was migrated, and what its tables were like then."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model

type Migration = tuple[str, str]


def latest_migrations(connection: BaseDatabaseWrapper) -> list[Migration]:
    """The last migration of each app that the database has seen, as (app, name)."""
    graph = MigrationLoader(connection).graph
    applied = set(MigrationLoader(connection).applied_migrations) & set(graph.nodes)
    return sorted(
        key for key in applied if not any(child in applied and child[0] == key[0] for child in children(graph, key))
    )


def children(graph: object, key: Migration) -> list[Migration]:
    nodes: dict[Migration, object] = graph.node_map  # type: ignore[attr-defined]
    return [node.key for node in nodes[key].children]  # type: ignore[attr-defined]


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
    MigrationExecutor(connection).migrate(migrations)
