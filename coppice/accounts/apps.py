"""The app, and what the database refuses for it."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from coppice.kernel.only_added import Ledger

LEDGERS = [
    Ledger("accounts_erasure"),
    Ledger("accounts_consent", "EXISTS (SELECT 1 FROM accounts_erasure e WHERE e.person_id = OLD.person_id)"),
]


class AccountsConfig(AppConfig):
    name = "coppice.accounts"

    def ready(self) -> None:
        post_migrate.connect(protect, sender=self, dispatch_uid="ledgers of accounts")
        # Nobody has permissions of Django's kind here; four rows for each table took longest of all in `migrate`.
        post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")


def protect(using: str = "default", **_: Any) -> None:
    for ledger in LEDGERS:
        ledger.protect(using)
