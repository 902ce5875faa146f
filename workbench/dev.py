"""Serve the demo community on this machine: data in COPPICE_HOME, SQLite, mail readable in the browser."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str]) -> int:
    options = asked_for(arguments)
    address = f"http://{options.host}:{options.port}"
    prepare_environment(address)
    say(f"Coppice keeps its data in {os.environ['COPPICE_HOME']}.")
    say("Bringing the database up to date ...")
    if manage("migrate", "--verbosity", "0"):
        return stopped("the database could not be brought up to date; see above")
    if knows("seed_demo"):
        say("Planting the demo community, if it is not there yet ...")
        if manage("seed_demo"):
            return stopped("the demo community could not be planted; see above")
    say(f"\nReady: open {address} in your browser. Ctrl-C ends it.\n")
    command = ["serve", "--host", options.host, "--port", str(options.port)]
    os.execv(sys.executable, [sys.executable, str(ROOT / "manage.py"), *command])


def asked_for(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/dev", description="Serves the demo community on this machine.")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--host", default="127.0.0.1", help="an address of this machine; the demo needs no password")
    return parser.parse_args(arguments)


def prepare_environment(address: str) -> None:
    os.environ.setdefault("COPPICE_HOME", str(ROOT / ".coppice"))
    os.environ["COPPICE_HOME"] = str(Path(os.environ["COPPICE_HOME"]).absolute())
    os.environ.setdefault("COPPICE_DEMO", "1")
    os.environ["COPPICE_BASE_URL"] = address
    os.environ["DJANGO_SETTINGS_MODULE"] = "coppice.config.settings"


def knows(command: str) -> bool:
    return bool(list(ROOT.glob(f"coppice/*/management/commands/{command}.py")))


def manage(*arguments: str) -> int:
    return subprocess.run([sys.executable, str(ROOT / "manage.py"), *arguments], check=False).returncode


def say(line: str) -> None:
    print(line, flush=True)


def stopped(reason: str) -> int:
    print(f"Stopped: {reason}.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
