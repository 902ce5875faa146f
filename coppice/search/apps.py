"""The app of search."""

from importlib import import_module

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.utils.module_loading import module_has_submodule


class SearchConfig(AppConfig):
    """Floor 9. Asks every app what of it can be found, and has the database note what is written."""

    name = "coppice.search"
    label = "search"

    def ready(self) -> None:
        from coppice.kernel import findable
        from coppice.search.watching import watch_tables

        for config in apps.get_app_configs():
            if config.name.startswith("coppice.") and module_has_submodule(config.module, "search"):
                findable.register(*import_module(f"{config.name}.search").KINDS)
        post_migrate.connect(watch_tables, sender=self, dispatch_uid="search watches")
