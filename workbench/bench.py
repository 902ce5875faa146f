"""Run one benchmark of bench/ and print what it finds: one JSON object a line, non-zero when a target is missed."""

import argparse
import importlib
import json
import os
import sys
import tempfile
from pathlib import Path

from bench.figures import Figure

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str]) -> int:
    options = asked_for(arguments)
    good = True
    with tempfile.TemporaryDirectory(prefix="coppice-bench-") as home:
        os.environ["COPPICE_HOME"] = home
        os.environ["DJANGO_SETTINGS_MODULE"] = "coppice.config.settings"
        for figure in importlib.import_module(f"bench.{options.name}").main(quick=options.quick):
            assert isinstance(figure, Figure)
            print(json.dumps(figure.as_dict()), flush=True)
            good = good and figure.ok
    return 0 if good else 1


def benches() -> list[str]:
    """The modules of bench/ that can be run."""
    modules = sorted((ROOT / "bench").glob("*.py"))
    return [module.stem for module in modules if "\ndef main(quick" in module.read_text(encoding="utf-8")]


def asked_for(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/bench", description="Runs one benchmark.")
    parser.add_argument("name", choices=benches())
    parser.add_argument("--quick", action="store_true", help="a smaller run, under 45 seconds")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
