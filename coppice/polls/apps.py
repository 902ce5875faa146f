"""The app of polls."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class PollsConfig(AppConfig):
    """Floor 8. Tells a group's page where its polls are, and has the database seal what must not be undone."""

    name = "coppice.polls"
    label = "polls"

    def ready(self) -> None:
        from coppice.conversations import beside, neighbours
        from coppice.groups import further
        from coppice.notices import kinds
        from coppice.polls.sealing import put_seals, unseal
        from coppice.polls.telling import polls_of, polls_of_topic

        beside.register(polls_of_topic)
        further.register(polls_of)
        neighbours.register(_("Polls"), "polls:index")
        kinds.add("groups", ["poll opened", "poll closed"])
        pre_migrate.connect(unseal, sender=self, dispatch_uid="polls are unsealed")
        post_migrate.connect(put_seals, sender=self, dispatch_uid="polls are sealed")
