"""What ran and what did not, written down for bin/test when it asks with COPPICE_TEST_REPORT."""

import json
import os
from collections import Counter
from pathlib import Path

import pytest

counts: Counter[str] = Counter()
not_run: Counter[str] = Counter()


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.when == "call" or report.outcome != "passed":
        counts[report.outcome] += 1
    if report.outcome == "skipped" and isinstance(report.longrepr, tuple):
        not_run[str(report.longrepr[2]).removeprefix("Skipped: ")] += 1


def pytest_collectreport(report: pytest.CollectReport) -> None:
    if report.outcome == "failed":
        counts["failed"] += 1


def pytest_sessionfinish() -> None:
    if path := os.environ.get("COPPICE_TEST_REPORT"):
        Path(path).write_text(json.dumps({"counts": counts, "not_run": not_run}))
