"""The app of polls."""

from django.apps import AppConfig


class PollsConfig(AppConfig):
    """Floor 8."""

    name = "coppice.polls"
    label = "polls"
