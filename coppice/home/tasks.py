"""Work that comes round for the house as a whole."""

from django.db import connection
from django.tasks import task
from django.utils import timezone

from coppice.accounts.sessions import Session
from coppice.queue.periodic import every


@every(days=1)
@task
def keep_house() -> None:
    """Forget ended sessions; let SQLite look at its tables again, so that it goes on choosing the right index."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA optimize")
