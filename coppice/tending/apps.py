"""The app of tending."""

from django.apps import AppConfig


class TendingConfig(AppConfig):
    """Floor 7. Says on a group's page how the group is tended."""

    name = "coppice.tending"
    label = "tending"

    def ready(self) -> None:
        from coppice.discussion import openly
        from coppice.groups import agreed, parts
        from coppice.notices import kinds
        from coppice.people import welcoming
        from coppice.tending import arriving, described, missing, rules, telling

        openly.talked_about("charter")
        parts.register(telling.of)
        agreed.register(rules.told)
        kinds.add("groups", telling.OF_THE_GROUP)
        kinds.for_those_who_tend(telling.TO_WHO_TENDS)
        kinds.add("answers", telling.TO_ONE_PERSON)
        missing.register(described.sectors)
        missing.register(described.roles)
        welcoming.describe(arriving.of)
