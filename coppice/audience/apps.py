"""The app, and what it puts into a database beside its tables."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AudienceConfig(AppConfig):
    name = "coppice.audience"

    def ready(self) -> None:
        from coppice.audience.models import blocked
        from coppice.audience.rule_in_postgres import make_functions
        from coppice.groups import apart

        apart.register(blocked)
        post_migrate.connect(make_functions, sender=self, dispatch_uid="the rule in postgres")
