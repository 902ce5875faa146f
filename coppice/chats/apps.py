"""The app of chats."""

from django.apps import AppConfig


class ChatsConfig(AppConfig):
    """Floor 8."""

    name = "coppice.chats"
    label = "chats"
