"""A data folder for the tests alone: loaded before Django reads its settings, by `-p tests.isolation`."""

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
