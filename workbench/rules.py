"""Rules of this project that no linter knows; each returns what breaks it, a line each."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FORBIDDEN_NAMES = {"utils", "util", "helpers", "services", "selectors", "common", "misc", "constants"}
MOST_LINES = {".py": 250, ".html": 120}
MOST_LINES_OF_TESTS = 400
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
SETTING = re.compile(r"""\b(?:env|env_flag|env_list)\(\s*"([A-Z_]+)\"""")
NAMED_SETTING = re.compile(r"\bCOPPICE_[A-Z][A-Z_]*[A-Z]\b")


def tracked(*endings: str) -> list[Path]:
    """The files that git keeps or would keep, as paths inside the checkout."""
    asked = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    return [
        Path(name) for name in sorted(filter(None, names)) if name.endswith(endings or "") and (ROOT / name).is_file()
    ]


def text_of(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8", errors="replace")


def index_hosts() -> list[str]:
    """Hosts of package indexes, put together here so that this file names none of them."""
    endings = {"org": ["py_pi", "files.python_hosted", "registry.npm_js", "deb.deb_ian"], "com": ["registry.yarn_pkg"]}
    endings |= {"io": ["cra_tes", "index.cra_tes"], "dev": ["j_sr"]}
    return [f"{name.replace('_', '')}.{ending}" for ending, names in endings.items() for name in names]


def addresses() -> str:
    """No tracked file names the host of a package index."""
    hosts = re.compile("|".join(rf"(?<![\w.-]){re.escape(host)}\b" for host in index_hosts()))
    return "\n".join(
        f"{path}:{number}: names {found.group()}"
        for path in tracked()
        for number, line in enumerate(text_of(path).splitlines(), 1)
        if (found := hosts.search(line))
    )


def names() -> str:
    """Modules are named for what they are about."""
    wrong = [path for path in tracked(".py") if path.stem in FORBIDDEN_NAMES]
    return "\n".join(f"{path}: name this module for what it is about" for path in wrong)


def sizes() -> str:
    """Modules and templates are short enough to read at a sitting."""
    return "\n".join(
        f"{path}: {length} lines, at most {most}"
        for ending, usual in MOST_LINES.items()
        for path in tracked(ending)
        for most in [MOST_LINES_OF_TESTS if "tests" in path.parts else usual]
        if "migrations" not in path.parts and (length := len(text_of(path).splitlines())) > most
    )


def documents() -> str:
    """Every setting is in docs/operating.md and no other is; every link in a document leads somewhere."""
    return "\n".join([*undocumented_settings(), *broken_links()])


def undocumented_settings() -> Iterator[str]:
    documented = set(NAMED_SETTING.findall(text_of(Path("docs/operating.md"))))
    for name in sorted(settings() - documented):
        yield f"docs/operating.md: {name} is missing"
    for name in sorted({name.removesuffix("_FILE") for name in documented} - settings()):
        yield f"docs/operating.md: {name} is not a setting"


def settings() -> set[str]:
    """Every COPPICE_ setting that code or a command reads."""
    found: set[str] = set()
    for path in [*tracked(".py"), *(path for path in tracked() if path.parts[0] in {"bin", ".ci"})]:
        if "tests" not in path.parts:
            text = text_of(path)
            found |= set(NAMED_SETTING.findall(text)) | {f"COPPICE_{name}" for name in SETTING.findall(text)}
    return found - {"COPPICE_NAME", "COPPICE_NAME_FILE"} | {"COPPICE_TEST_DATABASE_URL"}


def broken_links() -> Iterator[str]:
    for path in tracked(".md"):
        for target in LINK.findall(text_of(path)):
            if not (ROOT / path.parent / target).exists():
                yield f"{path}: leads to {target}, which is not there"
