"""The app of people."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Floor 6."""

    name = "coppice.people"
    label = "people"
