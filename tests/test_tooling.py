"""The workbench: a setup that is not fooled, a lock without addresses, rules that notice."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from workbench import bench, bootstrap, checks, rules

ROOT = rules.ROOT


@pytest.fixture
def program(tmp_path: Path) -> Callable[[str, str], Path]:
    def write(name: str, script: str) -> Path:
        path = tmp_path / name
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        return path

    return write


def test_a_python_that_is_there_and_does_not_run_is_passed_over(
    program: Callable[[str, str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    shim = program("python3.13", "exit 127")
    assert bootstrap.python_version(shim) is None
    monkeypatch.setenv("PATH", str(shim.parent), prepend=os.pathsep)
    found = bootstrap.find_python()
    assert found
    assert found != shim


def test_a_named_python_that_does_not_run_is_an_error(
    program: Callable[[str, str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COPPICE_PYTHON", str(program("python3", "exit 127")))
    with pytest.raises(bootstrap.CannotSetUp, match="does not run"):
        bootstrap.find_python()


def test_an_old_python_is_not_enough(program: Callable[[str, str], Path], monkeypatch: pytest.MonkeyPatch) -> None:
    old = program("python3.13", "echo 3 11")
    assert bootstrap.python_version(old) == (3, 11)
    monkeypatch.setattr(bootstrap, "candidate_pythons", lambda: iter([old]))
    assert bootstrap.find_python() is None


def test_a_uv_that_does_not_run_has_no_version(program: Callable[[str, str], Path]) -> None:
    assert bootstrap.uv_version(str(program("uv", "exit 1"))) == ()
    assert bootstrap.uv_version(str(program("uv", "echo uv 0.13.9"))) == (0, 13, 9)


def test_setup_runs_on_an_old_python() -> None:
    """No syntax in the bootstrap is newer than Python 3.8."""
    import ast

    ast.parse((ROOT / "workbench/bootstrap.py").read_text(), feature_version=(3, 8))


def test_the_lock_pins_every_package_with_hashes_and_no_address() -> None:
    text = bootstrap.LOCK.read_text()
    assert "://" not in text
    packages = [block for block in text.split("\n\n")[0].replace("\\\n", "").splitlines() if block.strip()]
    assert len(packages) > 50
    assert all("==" in package and "--hash=sha256:" in package for package in packages)


def test_the_commands_can_be_executed() -> None:
    for name in ("setup", "dev", "test", "check", "bench", "worker", "lock", "backup", "restore"):
        assert os.access(ROOT / "bin" / name, os.X_OK), name
    assert os.access(ROOT / ".ci/run", os.X_OK)


def test_an_index_address_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    host = rules.index_hosts()[0]
    (tmp_path / "page.md").write_text(f"one\nsee {host} for more\n")
    monkeypatch.setattr(rules, "ROOT", tmp_path)
    monkeypatch.setattr(rules, "tracked", lambda *_: [Path("page.md")])
    assert rules.addresses() == f"page.md:2: names {host}"


def test_a_name_that_says_nothing_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "tracked", lambda *_: [Path("coppice/x/utils.py"), Path("coppice/x/closing.py")])
    assert rules.names() == "coppice/x/utils.py: name this module for what it is about"


def test_settings_are_found_in_code() -> None:
    assert {"COPPICE_HOME", "COPPICE_DATABASE_URL", "COPPICE_PYTHON"} <= rules.settings()


def test_a_check_that_cannot_run_has_failed() -> None:
    def broken() -> str:
        raise OSError("no such thing")

    assert "could not run" in checks.Check("broken", broken)().complaint


def test_serving_on_a_port_in_use_says_so() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(CommandError, match="choose another --port"):
            call_command("serve", port=taken.getsockname()[1])


def test_an_unknown_benchmark_is_refused_with_the_names_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        bench.main(["nonsense"])
    said = capsys.readouterr().err
    assert all(name in said for name in bench.benches())


def test_production_refuses_to_start_in_demo_mode() -> None:
    environment = {**os.environ, "COPPICE_PRODUCTION": "1", "COPPICE_DEMO": "1"}
    done = subprocess.run(
        [sys.executable, "manage.py", "check"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode
    assert "must be off" in done.stderr
