"""The app that holds portfolios."""

from django.apps import AppConfig


class PortfoliosConfig(AppConfig):
    """Floor 7. Tells the journal what an entry may speak to, and where it is used."""

    name = "coppice.portfolios"
    label = "portfolios"

    def ready(self) -> None:
        from coppice.portfolios import telling

        telling.tell()
