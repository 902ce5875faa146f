"""How much memory this process has needed at most."""

import resource
import sys
from pathlib import Path


def peak_megabytes() -> float:
    """Linux counts what the parent had when it started us, unless one asks /proc."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)
