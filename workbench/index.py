"""The package index: uv uses the one, and the certificates, that this machine tells pip to use. Runs on Python 3.8."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".tools"
NAMES = {"index-url": "UV_DEFAULT_INDEX", "cert": "SSL_CERT_FILE"}


def environment_for_uv() -> dict[str, str]:
    environment = {name: value for name, value in os.environ.items() if value or not name.startswith("UV_")}
    for name, value in told_to_pip().items():
        environment.setdefault(NAMES[name], value)
    environment.pop("VIRTUAL_ENV", None)
    environment.pop("PYTHONPATH", None)
    cache = cache_folder(environment)
    environment["UV_CACHE_DIR"] = str(cache)
    environment.setdefault("UV_LINK_MODE", "hardlink" if cache.stat().st_dev == ROOT.stat().st_dev else "copy")
    environment["UV_NO_CONFIG"] = "1"
    return environment


def told_to_pip() -> dict[str, str]:
    """Return what pip's environment and configuration files say of the names that concern uv too."""
    told = {}
    for line in pip_settings():
        key, _, value = line.partition("=")
        name = key.rpartition(".")[2]
        if name in NAMES:
            told[name] = value.strip().strip("'\"")
    return told


def pip_settings() -> list[str]:
    """Return the lines of `pip config list`, weakest first; none when there is no pip."""
    command = [sys.executable, "-m", "pip", "config", "list"]
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=30, check=True)
    except (OSError, subprocess.SubprocessError):
        return []
    return sorted(done.stdout.decode(errors="replace").splitlines(), key=lambda line: line.startswith(":env:"))


def cache_folder(environment: dict[str, str]) -> Path:
    """Return the folder that uv would choose or, where that can't be written, one in the checkout."""
    usual = Path(environment.get("XDG_CACHE_HOME") or Path(environment.get("HOME") or "/nowhere") / ".cache") / "uv"
    for folder in (environment.get("UV_CACHE_DIR"), usual):
        with contextlib.suppress(OSError):
            if folder:
                Path(folder).mkdir(parents=True, exist_ok=True)
                if os.access(str(folder), os.W_OK):
                    return Path(folder)
    (TOOLS / "cache").mkdir(parents=True, exist_ok=True)
    return TOOLS / "cache"
