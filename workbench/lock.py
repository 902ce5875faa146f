"""Make requirements.lock again from pyproject.toml: every package with its hashes and no address."""

import os
import subprocess
import sys

from workbench import bootstrap, index


def main(arguments: list[str]) -> int:
    uv = bootstrap.find_uv() or bootstrap.install_uv()
    command = [uv, "pip", "compile", "pyproject.toml", "--group", "dev", "--universal", "--python-version", "3.12"]
    command += ["--generate-hashes", "--no-emit-index-url", "--no-annotate", "--no-header", "--quiet"]
    command += ["--output-file", "requirements.lock", *arguments]
    done = subprocess.run(command, cwd=bootstrap.ROOT, env=index.environment_for_uv(), check=False)
    if done.returncode:
        return done.returncode
    if "://" in bootstrap.LOCK.read_text():
        print("Lock: requirements.lock holds an address; it must not.", file=sys.stderr)
        return os.EX_DATAERR
    print("Lock: done. Run bin/setup to install it.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
