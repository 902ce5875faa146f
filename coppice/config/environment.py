"""Reading settings from the environment: `COPPICE_NAME`, or the contents of the file named by `COPPICE_NAME_FILE`."""

import os
from pathlib import Path
from secrets import token_urlsafe
from urllib.parse import parse_qsl, unquote, urlsplit


class WrongSetting(Exception):
    """A setting that cannot be used, in a sentence for the administrator."""


def env(name: str, default: str = "") -> str:
    """The value of COPPICE_<name>; a COPPICE_<name>_FILE wins, so that secrets can stay in files."""
    file = os.environ.get(f"COPPICE_{name}_FILE")
    if file:
        return Path(file).read_text(encoding="utf-8").strip()
    return os.environ.get(f"COPPICE_{name}", default)


def env_flag(name: str, default: bool = False) -> bool:
    value = env(name, "1" if default else "0").lower()
    if value not in {"1", "0", "true", "false", "yes", "no", "on", "off"}:
        raise WrongSetting(f"COPPICE_{name} is “{value}”; say yes or no.")
    return value in {"1", "true", "yes", "on"}


def env_list(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in env(name, default).split(",") if part.strip()]


def database(url: str, home: Path) -> dict[str, object]:
    """Django's description of the database at `url`; without one, SQLite in `home`."""
    if not url:
        return sqlite(home / "coppice.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(Path(unquote(parts.path)))
    if parts.scheme not in {"postgres", "postgresql"}:
        raise WrongSetting(f"COPPICE_DATABASE_URL begins with “{parts.scheme}”; use postgresql:// or sqlite://.")
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(query.pop("port", parts.port or "")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": prepared(query.pop("prepared", "on") != "off") | query,
    }


def prepared(wanted: bool) -> dict[str, object]:
    """Whether PostgreSQL keeps a statement's plan once a connection has asked it this often.

    Planning takes it longer than answering. A connection lives a minute, so no plan outlives what the tables were like.
    """
    return {"server_side_binding": wanted, "prepare_threshold": 3 if wanted else None}


def sqlite(path: Path) -> dict[str, object]:
    """SQLite as a server's database: writers queue instead of failing, readers never wait."""
    pragmas = ["journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "mmap_size=268435456", "cache_size=-32000"]
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 10,
            "init_command": ";".join(f"PRAGMA {pragma}" for pragma in pragmas),
        },
    }


def secret_key(home: Path) -> str:
    """The key from the environment, else one made once and kept in `home`."""
    if given := env("SECRET_KEY"):
        return given
    file = home / "secret-key"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(token_urlsafe(50), encoding="ascii")
    return file.read_text(encoding="ascii").strip()
