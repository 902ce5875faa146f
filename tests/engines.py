"""The suite on SQLite and on PostgreSQL: the same tests, on a database of the kind that a server has."""

import gc
import logging
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from pytest_django import DjangoDbBlocker

from tests.isolation import scratch
from tests.migrated import Migrated

ROOT = Path(__file__).resolve().parents[1]
PAGES_ON_POSTGRESQL = (
    "coppice/portfolios/tests/", "coppice/portfolios/leap2a/tests/", "coppice/hints/tests/", "tests/stories/",
)  # fmt: skip
PAGES_ON_SQLITE = tuple(
    f"tests/test_{name}.py" for name in ("bad_input", "comparison", "demonstration", "guests", "hints", "suggestions")
)
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "django_db_serialized_rollback"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database-only", action="store_true", help="only tests that touch the database, without browser")
    parser.addoption("--shared", action="store_true", help="another run beside this one has the other database")
    parser.addoption("--all-else", action="store_true", help="only tests in a browser, and those without a database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The suite runs in two halves, of which each test is in one; the first half runs on each database.

    With `--shared` two runs go side by side, and tests of what pages say, whose views ask both databases the same, run
    on one of them: most on PostgreSQL, whose run ends first.
    """
    database_only, all_else = config.getoption("--database-only"), config.getoption("--all-else")
    if not database_only and not all_else:
        return
    kept = [item for item in items if is_about_database(item) == bool(database_only)]
    if config.getoption("--shared"):
        elsewhere = PAGES_ON_SQLITE if os.environ.get("COPPICE_DATABASE_URL") else PAGES_ON_POSTGRESQL
        kept = [item for item in kept if not path_of(item).startswith(elsewhere)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


def pytest_collection_finish() -> None:
    """What is loaded by now stays, so Python need not look through all of it for what could go, over and over."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000)


def is_about_database(item: pytest.Item) -> bool:
    return touches_database(item) and not item.get_closest_marker("browser")


def path_of(item: pytest.Item) -> str:
    return item.path.relative_to(ROOT).as_posix()


def touches_database(item: pytest.Item) -> bool:
    return bool(item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(getattr(item, "fixturenames", ())))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """SQLite is tested on a file, since in memory all connections would be one."""
    from django.conf import settings

    database: dict[str, Any] = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database.setdefault("TEST", {})["NAME"] = str(scratch / "test.sqlite3")


@pytest.fixture(autouse=True, scope="session")
def templates_are_not_watched(django_test_environment: None) -> None:
    """No test asks which templates an answer was made of, and copying the context of each takes a while."""
    from django.template import Template

    Template._render = lambda self, context: self.nodelist.render(context)  # type: ignore[attr-defined]


@pytest.fixture(autouse=True, scope="session")
def refusals_are_not_logged(django_test_environment: None) -> None:
    """Tests ask for thousands of pages that are not there or not allowed; faults of the server are logged as ever."""
    logging.getLogger("django.request").setLevel(logging.ERROR)


@pytest.fixture(scope="session")
def migrated(django_db_modify_db_settings: None) -> Migrated | None:
    """What another process of the same run has migrated, or will take from this one."""
    from django.db import connection

    shared = os.environ.get("COPPICE_TEST_MIGRATED", "")
    return Migrated(Path(shared), scratch / "test.sqlite3") if shared and connection.vendor == "sqlite" else None


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb: bool, migrated: Migrated | None) -> bool:
    return django_db_keepdb or bool(migrated and migrated.found)


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, migrated: Migrated | None
) -> Iterator[None]:
    if migrated:
        migrated.leave()
    ledgers_can_be_emptied()
    yield
    from django.db import connections

    with django_db_blocker.unblock():
        connections.close_all()


def ledgers_can_be_emptied() -> None:
    """Between tests SQLite is emptied row by row, which ledgers refuse; after each time they are protected anew."""
    from django.db import connection

    operations: Any = type(connection.ops)  # of every connection: a browser's test has one of its own
    flush = operations.sql_flush

    def without_triggers(self: Any, style: Any, tables: Any, **more: Any) -> list[str]:
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            names = [name for (name,) in cursor.fetchall()]
        return [*(f"DROP TRIGGER {name}" for name in names), *flush(self, style, tables, **more)]

    if connection.vendor == "sqlite":
        operations.sql_flush = without_triggers


@pytest.fixture
def database_url(transactional_db: None) -> str:
    """The address of the test database, for a process that the test starts."""
    from django.db import connection

    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite://{quote(str(settings['NAME']))}"
    account = quote(settings["USER"]) + (f":{quote(settings['PASSWORD'])}" if settings["PASSWORD"] else "")
    return f"postgresql://{account}@/{settings['NAME']}?host={quote(settings['HOST'], safe='')}&port={settings['PORT']}"


@pytest.fixture
def run_tasks(db: None) -> Callable[[], int]:
    """Run every task that is ready, as a worker would."""
    from coppice.queue.worker import drain

    return drain


@pytest.fixture(autouse=True)
def no_transaction_was_left_open(request: pytest.FixtureRequest) -> None:
    """By an earlier test: what this one writes would be seen by no other process, and others would wait for its locks."""
    marker = request.node.get_closest_marker("django_db")
    if marker and marker.kwargs.get("transaction"):
        from django.db import connection

        assert not connection.in_atomic_block


@pytest.fixture(autouse=True)
def own_data_folder(request: pytest.FixtureRequest) -> None:
    """Files of a test lie in its own folder; passwords are hashed quickly, since nobody will try to guess them."""
    if not touches_database(request.node):
        return
    settings, tmp_path = request.getfixturevalue("settings"), request.getfixturevalue("tmp_path")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.FILES = tmp_path / "files"
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "files"},
        },
    }
