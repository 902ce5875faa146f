"""Finding the Chromium of this machine, or installing it where that is allowed."""

import os
import shutil
import subprocess

# The same browser without its own windows and menus comes first: it takes two thirds of the processor time.
SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
SWITCHES = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-dev-shm-usage",
]


def find_chromium() -> str | None:
    """The first Chromium that runs: the one named by COPPICE_CHROMIUM, else the one on PATH."""
    for name in [os.environ.get("COPPICE_CHROMIUM", ""), *NAMES]:
        if name and (path := shutil.which(name)) and answers(path):
            return path
    return None


def answers(path: str) -> bool:
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.SubprocessError):
        return False


def install_chromium() -> str:
    """Install it with apt when that is ours to do; the reason why not, or an empty string."""
    if os.geteuid() != 0:
        return "no Chromium on PATH, and only root may install one (Debian: apt install chromium-headless-shell)"
    if not shutil.which("apt-get"):
        return "no Chromium on PATH, and no apt-get to install one with"
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["install", "-y", "-qq", "--no-install-recommends"]
    for command in (["update", "-qq"], [*install, SHELL], [*install, "chromium"]):
        done = subprocess.run(["apt-get", *command], env=quiet, capture_output=True, text=True, check=False)
        if done.returncode == 0 and "install" in command:
            break
    if done.returncode:
        return f"no Chromium on PATH, and apt-get could not install one: {(done.stderr.splitlines() or [''])[-1]}"
    return ""
