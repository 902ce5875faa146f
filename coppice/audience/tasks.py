"""Work that comes round: emptying bins."""

from datetime import timedelta

from django.tasks import task
from django.utils import timezone

from coppice.audience.models import Item
from coppice.queue.periodic import every

KEPT_IN_BIN = timedelta(days=30)


@every(days=1)
@task
def empty_bins() -> None:
    """What was removed thirty days ago goes for good, with everything that hangs on it."""
    Item.everything.filter(removed_at__lt=timezone.now() - KEPT_IN_BIN).delete()
