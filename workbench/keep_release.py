"""Keep a backup of the demo community as this release made it, for the suite to upgrade for ever after.

`.venv/bin/python -m workbench.keep_release`, once for each release, just before it: writes
coppice/backups/tests/releases/RELEASE.tar.xz.
"""

import os
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RELEASES = ROOT / "coppice" / "backups" / "tests" / "releases"


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="coppice-release-") as name:
        home, shelf = Path(name) / "home", Path(name) / "shelf"
        for words in (["migrate", "--verbosity", "0"], ["seed_demo"], ["backup", str(shelf)]):
            manage(home, *words)
        [backup] = shelf.iterdir()
        keep(backup, RELEASES / f"{release()}.tar.xz")


def manage(home: Path, *words: str) -> None:
    own = {name: value for name, value in os.environ.items() if not name.startswith("COPPICE_")}
    environment = own | {"COPPICE_HOME": str(home), "COPPICE_DEMO": "1", "COPPICE_SECRET_KEY": "of no use to anybody"}
    subprocess.run([sys.executable, str(ROOT / "manage.py"), *words], env=environment, check=True)


def keep(backup: Path, target: Path) -> None:
    target.parent.mkdir(exist_ok=True)
    with tarfile.open(target, "w:xz") as archive:
        archive.add(backup, "backup")
    print(f"Kept {target.relative_to(ROOT)}, {target.stat().st_size // 1024} kB.")


def release() -> str:
    with (ROOT / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])


if __name__ == "__main__":
    main()
