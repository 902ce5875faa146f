"""The app of search."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Floor 9."""

    name = "coppice.search"
    label = "search"
