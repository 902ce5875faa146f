"""The app of conversations."""

from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    """Floor 7. Tells a group's page where its talk is."""

    name = "coppice.conversations"
    label = "conversations"

    def ready(self) -> None:
        from coppice.conversations import mailing
        from coppice.conversations.telling import talk_of
        from coppice.groups import further

        further.register(talk_of)
        mailing.register()
