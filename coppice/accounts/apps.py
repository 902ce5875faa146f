"""The app, and what the database refuses for it."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from coppice.kernel.only_added import Ledger

ERASED = Ledger("accounts_erasure")


class AccountsConfig(AppConfig):
    name = "coppice.accounts"

    def ready(self) -> None:
        post_migrate.connect(protect, sender=self, dispatch_uid="ledgers of accounts")


def protect(using: str = "default", **_: Any) -> None:
    ERASED.protect(using)
