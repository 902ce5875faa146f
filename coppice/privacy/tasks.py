"""Long work for one person: packing everything of theirs."""

from django.tasks import task

from coppice.portfolios.tasks import carry_out
from coppice.privacy import everything
from coppice.queue.marks import attempts, long


@task
@attempts(3)
@long
def pack_everything(transfer_id: str) -> None:
    """Write the archive, then say so."""
    carry_out(transfer_id, everything.pack)
