"""The app of conversations."""

from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    """Floor 7."""

    name = "coppice.conversations"
    label = "conversations"
