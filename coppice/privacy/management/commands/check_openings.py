"""`manage.py check_openings`: is the log of what administrators opened as it was written?"""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from coppice.privacy.models import Opening


class Command(BaseCommand):
    """Prints one JSON line; fails when a row was changed or is missing."""

    help = "Check that nobody changed the log of what administrators opened."

    def handle(self, *args: Any, **options: Any) -> None:
        if broken := Opening.objects.broken_at():
            raise CommandError(f"The log of openings is not whole: see number {broken}.")
        newest = Opening.objects.first()
        self.stdout.write(json.dumps({"openings": Opening.objects.count(), "seal": newest.print if newest else ""}))
