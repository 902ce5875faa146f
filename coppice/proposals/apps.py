"""The app of proposals."""

from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    """Floor 9. Asks the sources of this house, and tells the journal's page where proposals are."""

    name = "coppice.proposals"
    label = "proposals"

    def ready(self) -> None:
        from coppice.journal import beside
        from coppice.notices import kinds
        from coppice.proposals import sources
        from coppice.proposals.sources import hours, leading, reading, talk
        from coppice.proposals.telling import beside_the_journal

        for source in [*talk.SOURCES, *reading.SOURCES, *leading.SOURCES, *hours.SOURCES]:
            sources.register(source)
        beside.register(beside_the_journal)
        kinds.add("answers", ["quotation asked", "quotation answered"])
