"""The app of tending."""

from django.apps import AppConfig


class TendingConfig(AppConfig):
    """Floor 7. Says on a group's page how the group is tended."""

    name = "coppice.tending"
    label = "tending"

    def ready(self) -> None:
        from coppice.discussion import openly
        from coppice.groups import parts
        from coppice.tending import described, missing, telling

        openly.talked_about("charter")
        parts.register(telling.of)
        missing.register(described.sectors)
