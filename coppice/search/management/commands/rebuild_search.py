"""`manage.py rebuild_search`: make the index of search anew from everything there is."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand

from coppice.search import indexing


class Command(BaseCommand):
    help = "Makes the index of search anew. People can go on working; until it is done a search finds less."

    def handle(self, *args: Any, **options: Any) -> None:
        found = indexing.rebuild(self.stderr.write if options["verbosity"] > 1 else None)
        self.stdout.write(json.dumps({"findable": found}))
