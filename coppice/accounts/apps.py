"""The app, and what the database refuses for it."""

from typing import Any

from django.apps import AppConfig
from django.contrib.auth.apps import AuthConfig
from django.db.models.signals import post_migrate

from coppice.kernel.only_added import Ledger

LEDGERS = [
    Ledger("accounts_erasure"),
    Ledger("accounts_consent", "EXISTS (SELECT 1 FROM accounts_erasure e WHERE e.person_id = OLD.person_id)"),
]


class AccountsConfig(AppConfig):
    name = "coppice.accounts"
    default = True

    def ready(self) -> None:
        post_migrate.connect(protect, sender=self, dispatch_uid="ledgers of accounts")


class SignInConfig(AuthConfig):
    """Django's own sign-in without its permissions, which nobody has here; four rows a table took `migrate` longest."""

    default = False

    def ready(self) -> None:
        super().ready()
        post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")


def protect(using: str = "default", **_: Any) -> None:
    for ledger in LEDGERS:
        ledger.protect(using)
