"""The app; it hears when somebody allows their links to be looked up, or takes that back."""

from django.apps import AppConfig


class HintsConfig(AppConfig):
    name = "coppice.hints"

    def ready(self) -> None:
        from coppice.accounts.models import consent_changed
        from coppice.hints.looking_up import on_consent

        consent_changed.connect(on_consent, dispatch_uid="links are looked up or not")
