"""`manage.py erase_again`: after a backup was restored, erase again whoever had left since it was made.

What people had allowed and took back since is taken back again, too.
"""

import json
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from coppice.privacy.erasing import erase_again
from coppice.privacy.withdrawing import withdraw_again


class Command(BaseCommand):
    """Prints one JSON line: how many were. Asked again, it finds nobody."""

    help = "After a restore, erase again whoever had left since the backup was made."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        self.stdout.write(json.dumps({"erased": erase_again(now=now), "withdrawn": withdraw_again(now=now)}))
