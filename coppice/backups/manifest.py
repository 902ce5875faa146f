"""What a backup is: when and by which release it was made, how far its database was migrated, what is in it."""

from __future__ import annotations

import json
import tomllib
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.crypto import salted_hmac

from coppice.backups.history import Migration, unknown_here
from coppice.kernel.refusals import Refusal

NAME = "manifest.json"
FORMAT, SCHEMA = "coppice-backup", 1


class NotABackup(Refusal):
    """What was given cannot be restored here."""


@dataclass(frozen=True)
class Manifest:
    """`parts` counts the lines of SHA256SUMS without the manifest's own, so that a line cannot go missing unseen."""

    made_at: datetime
    database: str
    migrations: list[Migration]
    rows: dict[str, int]
    files: int
    parts: int
    missing: list[str] = field(default_factory=list)
    has_key: bool = False
    key: str = ""
    release: str = ""

    def write(self, folder: Path) -> Path:
        told = {"format": FORMAT, "schema": SCHEMA, **asdict(self), "made_at": self.made_at.isoformat()}
        path = folder / NAME
        path.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        return path

    @classmethod
    def of(cls, folder: Path) -> Manifest:
        """Read it; a Refusal says what is wrong with the backup."""
        try:
            told = json.loads((folder / NAME).read_text(encoding="utf-8"))
            if told["format"] != FORMAT:
                raise ValueError("another format")
            if told["schema"] > SCHEMA:
                raise later(str(told["release"]), f"its format has the number {told['schema']}")
            return cls.from_told(told)
        except (FileNotFoundError, NotADirectoryError) as error:
            raise NotABackup(f"{folder} is not a whole backup: it has no {NAME}. Nothing was changed.") from error
        except OSError as error:
            raise NotABackup(f"{folder} can't be read: {error.strerror}. Nothing was changed.") from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise NotABackup(f"{folder} is damaged: its {NAME} can't be read. Nothing was changed.") from error

    @classmethod
    def from_told(cls, told: dict[str, Any]) -> Manifest:
        return cls(
            made_at=datetime.fromisoformat(told["made_at"]),
            database=str(told["database"]),
            migrations=[(str(app), str(name)) for app, name in told["migrations"]],
            rows={str(table): int(count) for table, count in told["rows"].items()},
            files=int(told["files"]),
            parts=int(told["parts"]),
            missing=[str(digest) for digest in told["missing"]],
            has_key=bool(told["has_key"]),
            key=str(told["key"]),
            release=str(told["release"]),
        )

    def must_be_known_here(self) -> None:
        """Refuse what a later release made: this one would lose what it does not know."""
        if unknown := unknown_here(self.migrations):
            first = " ".join(unknown[0])
            raise later(self.release, f"its database was changed in ways that this one does not know, such as {first}")


def later(made_by: str, reason: str) -> NotABackup:
    return NotABackup(
        f"This backup was made by Coppice {made_by}, which is later than this one ({release()}): {reason}. "
        "Install that release or a later one and restore it there. Nothing was changed."
    )


@cache
def release() -> str:
    """The release that is running."""
    with (Path(__file__).resolve().parents[2] / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])


def key_print() -> str:
    """Tells whether two servers have the same secret key, and nothing else about it."""
    return salted_hmac("coppice.backups", "the same key?", algorithm="sha256").hexdigest()[:16]
