"""Each app's share in what is held about a person: its `personal_data`, found by its name.

A share has a `TITLE`, gives what is held as plain data (`held`), and takes all of it away (`erase`). An app with a
table about people and no share fails tests/test_personal_data.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import Any, Protocol, cast

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from coppice.accounts.models import Person


class PersonalData(Protocol):
    """What a module `personal_data` has."""

    TITLE: str

    def held(self, person: Person) -> dict[str, Any]: ...

    def erase(self, person: Person, *, leave_words: bool, now: datetime) -> None: ...


@dataclass(frozen=True)
class Share:
    """One app's."""

    app: str
    of: PersonalData


def shares() -> Iterator[Share]:
    """The top of the house first, so that what rests on other things goes before them; accounts come last."""
    for config in apps.get_app_configs():
        if config.name.startswith("coppice.") and module_has_submodule(config.module, "personal_data"):
            module = import_module(f"{config.name}.personal_data")
            yield Share(config.label, cast(PersonalData, module))
