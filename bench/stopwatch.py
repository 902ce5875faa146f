"""What a request costs: the processor time of this process and, with PostgreSQL, of the server process that answers it.

Processor time is what a busy machine can be asked about: waiting for one's turn is not in it. On SQLite the database
works in this process. A PostgreSQL whose processes cannot be looked at (another machine) is measured by the clock.
"""

import time
from collections.abc import Callable
from pathlib import Path

from django.db import connection


def cpu_clock() -> Callable[[], int]:
    """A clock in nanoseconds that counts the work done for this process's requests."""
    if connection.vendor == "sqlite":
        return time.process_time_ns
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        account = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")
    try:
        spent(account)
    except (OSError, ValueError):
        return time.perf_counter_ns
    return lambda: time.process_time_ns() + spent(account)


def spent(account: Path) -> int:
    return int(account.read_text().split()[0])
