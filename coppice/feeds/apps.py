"""The app of feeds."""

from django.apps import AppConfig


class FeedsConfig(AppConfig):
    """Floor 9. Knows what each kind has to say in a feed, and tells a group's page where its feed is."""

    name = "coppice.feeds"
    label = "feeds"

    def ready(self) -> None:
        from coppice.feeds.telling import feed_of
        from coppice.groups import further

        further.register(feed_of)
