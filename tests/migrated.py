"""A SQLite database that is migrated once for a run of the suite: the second process takes a copy of the first one's.

The suite names the file in COPPICE_TEST_MIGRATED. Whoever comes first holds the lock beside it while migrating.
"""

from __future__ import annotations

import fcntl
import shutil
import sqlite3
from pathlib import Path


class Migrated:
    """The database as the first process left it. `found` says whether it was there, and is now this process's own."""

    def __init__(self, kept: Path, database: Path) -> None:
        self.kept, self.database = kept, database
        self.lock = kept.with_suffix(".lock").open("w")
        fcntl.flock(self.lock, fcntl.LOCK_EX)
        self.found = kept.exists()
        if self.found:
            shutil.copyfile(kept, database)
            self.lock.close()

    def leave(self) -> None:
        """Whoever migrated leaves a copy, which is whole once it has its name."""
        if self.found:
            return
        part = self.kept.with_suffix(".part")
        connection = sqlite3.connect(self.database)
        connection.execute("VACUUM INTO ?", [str(part)])
        connection.close()
        part.rename(self.kept)
        self.lock.close()
