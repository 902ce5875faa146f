"""The app of chats."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ChatsConfig(AppConfig):
    """Floor 8. Tells a group's page where its chats are; protects what is published."""

    name = "coppice.chats"
    label = "chats"

    def ready(self) -> None:
        from coppice.chats import mailing
        from coppice.chats.protecting import protect
        from coppice.chats.telling import chats_of
        from coppice.conversations import neighbours
        from coppice.groups import further

        further.register(chats_of)
        neighbours.register(_("Chat hours"), "chats:index")
        mailing.register()
        post_migrate.connect(protect, sender=self, dispatch_uid="transcripts do not change")
