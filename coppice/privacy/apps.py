"""The app: what the database refuses for it, a greeting for whoever is leaving, what follows a withdrawn consent."""

from typing import Any

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_migrate

from coppice.kernel.only_added import Ledger

OPENINGS = Ledger("privacy_opening")


class PrivacyConfig(AppConfig):
    name = "coppice.privacy"

    def ready(self) -> None:
        from coppice.accounts.models import consent_changed
        from coppice.privacy.greeting import offer_to_come_back
        from coppice.privacy.withdrawing import on_consent

        consent_changed.connect(on_consent, dispatch_uid="what was withdrawn is written down")
        user_logged_in.connect(offer_to_come_back, dispatch_uid="offer to come back")
        post_migrate.connect(protect, sender=self, dispatch_uid="ledgers of privacy")


def protect(using: str = "default", **_: Any) -> None:
    OPENINGS.protect(using)
