"""`manage.py seed_demo`: fill an empty Coppice with the demonstration community."""

import json
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from coppice.home.seeding import is_seeded, seed_community
from coppice.notices import seeds as notices


class Command(BaseCommand):
    """Prints one JSON line of what there is now. Asked again, it changes nothing."""

    help = "Fill an empty Coppice with the demonstration community."

    def handle(self, *args: Any, **options: Any) -> None:
        if is_seeded():
            self.stdout.write(json.dumps({"already": True}))
            return
        now = timezone.now()
        made = seed_community(now=now)
        notices.seed(now=now)
        self.stdout.write(json.dumps(made))
