"""The app of inbound."""

from django.apps import AppConfig


class InboundConfig(AppConfig):
    """Floor 9."""

    name = "coppice.inbound"
    label = "inbound"
