"""The app: it greets whoever signs in while they are leaving."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class PrivacyConfig(AppConfig):
    name = "coppice.privacy"

    def ready(self) -> None:
        from coppice.privacy.greeting import offer_to_come_back

        user_logged_in.connect(offer_to_come_back, dispatch_uid="offer to come back")
