"""Sessions: Django's own, in a table that also knows whose each one is, so that both come with one query."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone


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
        now = timezone.now()
        try:
            row = Session.objects.select_related("person").get(session_key=self.session_key, expire_date__gt=now)
        except Session.DoesNotExist:
            self._session_key = None
            return {}
        self.person = row.person
        return self.decode(row.session_data)

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row = super().create_model_instance(data)
        assert isinstance(row, Session)
        row.person_id = data.get(SESSION_KEY)
        return row
