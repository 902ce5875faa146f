"""Fields of an untrusted JSON document: each of the kind and length expected, or a sentence that says where not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn

from django.utils.translation import gettext as _

from coppice.kernel.refusals import Refusal
from coppice.portfolios.documents.dossier import Json

SHORT = 2_000
LONG = 8_000_000


def refuse(reason: str) -> NoReturn:
    """Say no to an archive, in words."""
    raise Refusal(_("This archive cannot be brought in: {reason}. Nothing was changed.").format(reason=reason))


@dataclass(frozen=True)
class Fields:
    """One object of the document and where it stands."""

    value: Json
    where: str

    def __post_init__(self) -> None:
        if not isinstance(self.value, dict):
            refuse(_("{where} is not a group of fields").format(where=self.where))

    def names(self) -> list[str]:
        names = list(self._fields)
        if len(names) > 100 or any(not name or len(name) > 200 for name in names):
            refuse(_("{where} has names that are too many or too long").format(where=self.where))
        return names

    def has(self, name: str) -> bool:
        return name in self._fields

    def text(self, name: str) -> str:
        return self._text(name, SHORT)

    def long_text(self, name: str) -> str:
        return self._text(name, LONG)

    def whole(self, name: str) -> int:
        value = self.anything(name)
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**53:
            refuse(_("{where}.{name} is not a whole number").format(where=self.where, name=name))
        return value

    def part(self, name: str) -> Fields:
        return Fields(self.anything(name), f"{self.where}.{name}")

    def many(self, name: str, most: int) -> list[Fields]:
        return [Fields(value, f"{self.where}.{name}[{n}]") for n, value in enumerate(self._list(name, most))]

    def texts(self, name: str, most: int) -> tuple[str, ...]:
        values = self._list(name, most)
        if not all(isinstance(value, str) and len(value) <= SHORT for value in values):
            refuse(_("{where}.{name} has something other than short texts").format(where=self.where, name=name))
        return tuple(str(value) for value in values)

    def plain(self, name: str) -> dict[str, Json]:
        """A group of fields kept as it is."""
        part = self.part(name)
        part.names()
        return part._fields

    def anything(self, name: str) -> Json:
        if name not in self._fields:
            refuse(_("{where}.{name} is missing").format(where=self.where, name=name))
        return self._fields[name]

    @property
    def _fields(self) -> dict[str, Json]:
        assert isinstance(self.value, dict)
        return self.value

    def _text(self, name: str, most: int) -> str:
        value = self.anything(name)
        if not isinstance(value, str) or len(value) > most or "\x00" in value:
            refuse(_("{where}.{name} is not a text, or a longer one than we keep").format(where=self.where, name=name))
        return value

    def _list(self, name: str, most: int) -> list[Json]:
        value = self.anything(name)
        if not isinstance(value, list) or len(value) > most:
            refuse(_("{where}.{name} is not a list, or a longer one than we keep").format(where=self.where, name=name))
        return value
