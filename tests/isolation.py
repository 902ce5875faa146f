"""A data folder for the tests alone. Loaded before Django reads its settings (`-p tests.isolation` in pyproject.toml)."""

import os
import shutil
import tempfile
from pathlib import Path

scratch = Path(tempfile.mkdtemp(prefix="coppice-test-"))

for name in [name for name in os.environ if name.startswith("COPPICE_")]:
    if not name.startswith(("COPPICE_TEST_", "COPPICE_CHROMIUM", "COPPICE_DATABASE_URL")):
        del os.environ[name]
os.environ["COPPICE_HOME"] = str(scratch)


def pytest_unconfigure() -> None:
    shutil.rmtree(scratch, ignore_errors=True)
