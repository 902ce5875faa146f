"""The app of feeds."""

from django.apps import AppConfig


class FeedsConfig(AppConfig):
    """Floor 9."""

    name = "coppice.feeds"
    label = "feeds"
