"""The app that holds the look."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Floor 0: owns no data, only how things look and read."""

    name = "coppice.ui"
    label = "ui"

    def ready(self) -> None:
        from coppice.ui.forms import speak_plainly

        speak_plainly()
