"""The app that holds rounds."""

from django.apps import AppConfig


class RoundsConfig(AppConfig):
    """Floor 7. Tells a group's page where its rounds are."""

    name = "coppice.rounds"
    label = "rounds"

    def ready(self) -> None:
        from coppice.groups import further
        from coppice.rounds.telling import rounds_of

        further.register(rounds_of)
