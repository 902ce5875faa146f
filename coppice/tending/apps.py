"""The app of tending."""

from django.apps import AppConfig


class TendingConfig(AppConfig):
    """Floor 7."""

    name = "coppice.tending"
    label = "tending"
