"""What search does by the clock."""

from django.db import connection
from django.tasks import task

from coppice.queue.marks import long
from coppice.queue.periodic import every
from coppice.search import indexing
from coppice.search.tables import let_go_of_words

ROUNDS = 200


@every(minutes=0.5)
@task
@long
def look_at_what_waits() -> None:
    """Bring the index up to date, a piece at a time."""
    for _ in range(ROUNDS):
        if not indexing.bring_up_to_date():
            return


@every(hours=24)
@task
@long
def tidy_words() -> None:
    """Forget words that nothing says any more."""
    indexing.sweep()
    let_go_of_words(connection)
