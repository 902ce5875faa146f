"""The app that holds frameworks."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class FrameworksConfig(AppConfig):
    """Floor 6. Publishes the shipped frameworks after each migration."""

    name = "coppice.frameworks"
    label = "frameworks"

    def ready(self) -> None:
        from coppice.frameworks.shipped import publish_shipped

        post_migrate.connect(publish_shipped, sender=self)
