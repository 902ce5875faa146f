"""The app of proposals."""

from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    """Floor 9."""

    name = "coppice.proposals"
    label = "proposals"
