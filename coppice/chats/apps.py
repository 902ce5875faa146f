"""The app of chats."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ChatsConfig(AppConfig):
    """Floor 8. Tells a group's page where its chats are; protects what is published."""

    name = "coppice.chats"
    label = "chats"

    def ready(self) -> None:
        from coppice.chats import mailing
        from coppice.chats.protecting import protect
        from coppice.chats.telling import chats_of
        from coppice.groups import further

        further.register(chats_of)
        mailing.register()
        post_migrate.connect(protect, sender=self, dispatch_uid="transcripts do not change")
