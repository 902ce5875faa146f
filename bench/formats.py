"""Each way out and in at full size: 15,000 words, 100 pieces of evidence, 60 images; time and peak memory."""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import django

from bench.figures import Figure
from bench.formats_fixture import DOCUMENTS, prepared
from coppice.portfolios.documents.archive import write_archive
from coppice.portfolios.documents.archive_reading import read_archive
from coppice.portfolios.documents.dossier import Dossier
from coppice.portfolios.documents.mapping import Target, proposal
from coppice.portfolios.documents.pdf import write_pdf
from coppice.portfolios.documents.publishing import KINDS, publish
from coppice.portfolios.documents.reading import read_document
from coppice.portfolios.documents.site import write_site_zip
from coppice.portfolios.leap2a.writing import write_leap2a

MOST_SECONDS, MOST_MEGABYTES = 10.0, 400.0
EXPORTS: dict[str, Callable[[Dossier, Path], object]] = {
    "export pdf": write_pdf,
    "export site": write_site_zip,
    "export archive": write_archive,
    **{f"export {kind}": partial(publish, kind=kind) for kind in KINDS},
    "export leap2a": write_leap2a,
    "import archive": lambda dossier, target: None,
}


def main(quick: bool) -> Iterator[Figure]:
    """Figures for each export and import; `quick` leaves out nothing, since the whole takes seconds."""
    django.setup()
    with tempfile.TemporaryDirectory(prefix="coppice-formats-") as name:
        folder = Path(name)
        apart(prepared, folder)
        for operation in (*EXPORTS, *(f"import {ending}" for ending in DOCUMENTS)):
            yield from measured(operation, folder)
        yield Figure.exactly(
            "formats", "findings of the PDF/UA checker", findings(folder / "export-pdf"), "findings", 0
        )
        same = (folder / "export-archive").read_bytes() == (folder / "portfolio.zip").read_bytes()
        yield Figure.exactly("formats", "round trips that changed something", 0 if same else 1, "of 1", 0)


def apart[Told](what: Callable[..., Told], *given: Any) -> Told:
    """Done in a process of its own, begun from this one, which has Django loaded and nothing else."""
    with ProcessPoolExecutor(1, mp_context=get_context("fork")) as pool:
        return pool.submit(what, *given).result()


def measured(operation: str, folder: Path) -> Iterator[Figure]:
    """Run one operation in a process of its own and give its time and memory."""
    told = apart(run, operation, folder)
    yield Figure.at_most("formats", f"{operation}: time", told["seconds"], "s", MOST_SECONDS)
    yield Figure.at_most(
        "formats", f"{operation}: peak memory, its children included", told["megabytes"], "MB", MOST_MEGABYTES
    )


def findings(path: Path) -> int:
    from pdfua.validator import validate

    return len(validate(path).findings)


def run(operation: str, folder: Path) -> dict[str, float]:
    """The operation, timed. Memory is this process's peak plus its largest child's: more than was ever in use."""
    begun = time.monotonic()
    if operation in EXPORTS:
        dossier = read_archive(folder / "portfolio.zip", folder / "files")
        EXPORTS[operation](dossier, folder / operation.replace(" ", "-"))
    else:
        path = folder / f"portfolio.{operation.removeprefix('import ')}"
        proposal(
            read_document(path, path.name), [Target("FP", "Future plans"), Target("1a", "Constraints and benefits")]
        )
    seconds = time.monotonic() - begun
    unit = 1024**2 if sys.platform == "darwin" else 1024
    largest_child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / unit
    return {"seconds": round(seconds, 2), "megabytes": round(own_peak(unit) + largest_child, 1)}


def own_peak(unit: int) -> float:
    """This process's peak in megabytes. Linux counts what the parent had when it started us unless one asks /proc."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
