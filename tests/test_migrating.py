"""Every table is what its model says, however it came about: columns, what they lead to, indexes and rules."""

import pytest
from django.apps import apps
from django.db import connection, migrations, models
from django.db.migrations.state import ModelState, StateApps

from coppice.kernel.migrating import LeanState

pytestmark = pytest.mark.django_db


def test_the_database_holds_what_the_models_say() -> None:
    seen = 0
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            table, fields = model._meta.db_table, model._meta.local_concrete_fields
            if not model._meta.managed or model._meta.proxy:
                continue
            found = connection.introspection.get_constraints(cursor, table)
            columns = {column.name: column for column in connection.introspection.get_table_description(cursor, table)}
            assert set(columns) == {field.column for field in fields}, table
            for field in fields:
                assert bool(columns[field.column].null_ok) == field.null, (table, field.column)
            leads = {tuple(one["columns"]): one["foreign_key"] for one in found.values() if one["foreign_key"]}
            for field in fields:
                if field.remote_field and getattr(field, "db_constraint", False):
                    to = field.target_field  # type: ignore[attr-defined]
                    assert leads.pop((field.column,)) == (to.model._meta.db_table, to.column), (table, field.column)
                if field.unique:
                    alone = [one for one in found.values() if one["columns"] == [field.column]]
                    assert any(one["unique"] or one["primary_key"] for one in alone), (table, field.column)
            assert not leads, (table, leads)
            names = {one.name for one in [*model._meta.constraints, *model._meta.indexes]}
            assert names <= set(found), (table, names - set(found))
            seen += len(names)
    assert seen > 100


def test_a_migration_that_works_with_rows_is_given_all_that_is_related() -> None:
    """Before that only what changed is described anew, and what is related to it is left as it was."""
    state = LeanState()
    state.add_model(ModelState("a", "Shelf", [("id", models.BigAutoField(primary_key=True))]))
    assert isinstance(state.apps, StateApps)
    to_shelf = models.ForeignKey("a.Shelf", models.CASCADE)
    state.add_model(ModelState("a", "Book", [("id", models.BigAutoField(primary_key=True)), ("shelf", to_shelf)]))
    before = state.apps.get_model("a", "Book")
    state.add_field("a", "shelf", "name", models.TextField(default=""), True)
    assert state.apps.get_model("a", "Book") is before
    state.alter_field("a", "shelf", "id", models.UUIDField(primary_key=True), True)
    assert state.apps.get_model("a", "Book")._meta.get_field("shelf").target_field.get_internal_type() == "UUIDField"

    state.add_field("a", "shelf", "height", models.IntegerField(default=0), True)
    asked = []

    def ask(given: StateApps, schema_editor: object) -> None:
        shelf, book = given.get_model("a", "Shelf"), given.get_model("a", "Book")
        asked.append((book._meta.get_field("shelf").related_model is shelf, hasattr(shelf, "book_set")))

    migrations.RunPython(ask).database_forwards("a", connection.schema_editor(), state, state.clone())
    assert asked == [(True, True)]
