"""`manage.py erase_again`: after a backup was restored, erase again whoever had left since it was made."""

import json
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from coppice.privacy.erasing import erase_again


class Command(BaseCommand):
    """Prints one JSON line: how many were. Asked again, it finds nobody."""

    help = "After a restore, erase again whoever had left since the backup was made."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(json.dumps({"erased": erase_again(now=timezone.now())}))
