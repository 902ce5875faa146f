"""Sessions: Django's own, in a table that also knows whose each one is, so that both come with one query."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.contrib.auth import SESSION_KEY, get_user_model
from django.contrib.sessions.backends import db
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import connection, models
from django.utils import timezone

# Every request asks this, and the ORM would take longer to write it than the database to answer. The columns are named,
# because PostgreSQL refuses a prepared `p.*` once an upgrade has added one.
WITH_WHOM = """
    SELECT {columns}, s.session_data AS kept FROM accounts_session s LEFT JOIN accounts_person p ON p.id = s.person_id
    WHERE s.session_key = %s AND s.expire_date > %s"""


@cache
def with_whom() -> str:
    columns = (f"p.{field.column}" for field in get_user_model()._meta.concrete_fields)
    return WITH_WHOM.format(columns=", ".join(columns))


class Session(AbstractBaseSession):
    """What is remembered of one browser; `person` is whoever signed in there, as its data says too."""

    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, null=True, related_name="+")

    @classmethod
    def get_session_store_class(cls) -> type[SessionStore]:
        return SessionStore


class SessionStore(db.SessionStore):
    """Django's store; `person` is whoever came with the row that was loaded."""

    person: Any = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def load(self) -> dict[str, Any]:
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        row: Any = next(iter(get_user_model().objects.raw(with_whom(), [self.session_key, now])), None)
        if row is None:
            self._session_key = None
            return {}
        kept = vars(row).pop("kept")
        self.person = row if row.pk else None
        return self.decode(kept)

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row = super().create_model_instance(data)
        assert isinstance(row, Session)
        row.person_id = data.get(SESSION_KEY)
        return row
