"""Takes values out of a tree by name, and notes what is wrong with them instead of stopping at the first mistake."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from django.utils.translation import gettext as _

from coppice.frameworks.tree import Fields, Mistake, Part, Series, Word

LONGEST_TEXT = 20_000
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,31}")


class Sheet:
    """Named fields, being read. Call `done` last: it notes the names that nobody asked for."""

    def __init__(self, fields: Fields, what: str, mistakes: list[Mistake]) -> None:
        self.fields = fields
        self.what = what
        self.mistakes = mistakes
        self.asked: set[str] = set()

    def has(self, name: str) -> bool:
        self.asked.add(name)
        part = self.fields.items.get(name)
        return part is not None and not (isinstance(part, Word) and part.text is None)

    def line(self, name: str) -> int:
        return self.fields.lines.get(name, self.fields.line)

    def wrong(self, line: int, reason: str) -> None:
        self.mistakes.append(Mistake(line, reason))

    def needs(self, name: str, line: int) -> None:
        self.wrong(line, _("{what} needs “{name}”.").format(what=self.what, name=name))

    def text(self, name: str, default: str | None = None, longest: int = LONGEST_TEXT) -> str:
        """One text. Without a default it must be there."""
        part = self._asked_for(name, needed=default is None)
        return default or "" if part is None else self.as_text(part, name, longest)

    def as_text(self, part: Part, name: str, longest: int = LONGEST_TEXT) -> str:
        if not isinstance(part, Word):
            colon = " " + _("A text with a colon in it needs quotes around it.") if isinstance(part, Fields) else ""
            self.wrong(part.line, _("“{name}” is a text, not {part}.").format(name=name, part=_a(part)) + colon)
            return ""
        text = (part.text or "").strip()
        if not text:
            self.wrong(part.line, _("“{name}” has no text.").format(name=name))
        if len(text) > longest:
            said = _("“{name}” has {size} characters; {most} are the most.")
            self.wrong(part.line, said.format(name=name, size=f"{len(text):,}", most=f"{longest:,}"))
        return text

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts; none when it is not there. A single text counts one for each paragraph."""
        part = self._asked_for(name, needed=False)
        if part is None:
            return ()
        if isinstance(part, Word):
            return tuple(line.strip() for line in self.as_text(part, name).split("\n") if line.strip())
        return tuple(self.as_text(item, name) for item in self._listed(part, name))

    def code(self, name: str) -> str:
        part = self._asked_for(name, needed=True)
        return "" if part is None else self.as_code(part, name)

    def as_code(self, part: Part, name: str) -> str:
        text = self.as_text(part, name)
        if text and not _CODE.fullmatch(text):
            said = _("“{text}” can't be a code: letters, digits, dots, hyphens, and 32 characters at most.")
            self.wrong(part.line, said.format(text=text))
        return text

    def codes(self, name: str) -> tuple[tuple[str, int], ...]:
        """A list of codes, each with its line. A single code is a list of one."""
        part = self._asked_for(name, needed=False)
        if part is None:
            return ()
        items = [part] if isinstance(part, Word) else self._listed(part, name)
        return tuple((self.as_code(item, name), item.line) for item in items)

    def number(self, name: str, default: int | None = None, least: int = 0, most: int = 100_000) -> int:
        part = self._asked_for(name, needed=default is None)
        if part is None:
            return default or 0
        text = part.text if isinstance(part, Word) else None
        if text is None or not re.fullmatch(r"[0-9]{1,9}", text):
            said = _("“{name}” is a whole number, such as {number}.")
            self.wrong(part.line, said.format(name=name, number=max(least, 1)))
            return least
        if not least <= int(text) <= most:
            said = _("“{name}” is {text}; it must be from {least} to {most}.")
            self.wrong(part.line, said.format(name=name, text=text, least=f"{least:,}", most=f"{most:,}"))
        return int(text)

    def yes(self, name: str, default: bool) -> bool:
        word = self.choice(name, ("yes", "no", "true", "false"), "yes" if default else "no")
        return word in ("yes", "true")

    def choice[C: str](self, name: str, options: tuple[C, ...], default: C | None = None) -> C:
        part = self._asked_for(name, needed=default is None)
        if part is None:
            return options[0] if default is None else default
        text = part.text if isinstance(part, Word) else None
        if text not in options:
            said = _("“{name}” can't be {value}. It is one of: {options}.")
            value = f"“{text}”" if text else _a(part)
            self.wrong(part.line, said.format(name=name, value=value, options=", ".join(options)))
            return options[0]
        return text

    def part(self, name: str) -> Part | None:
        return self._asked_for(name, needed=False)

    def sheet(self, name: str, what: str) -> "Sheet | None":
        """The fields below this name; None when they are not there."""
        part = self._asked_for(name, needed=False)
        if part is None:
            return None
        if isinstance(part, Fields):
            return Sheet(part, what, self.mistakes)
        self.wrong(part.line, _("“{name}” holds named fields, not {part}.").format(name=name, part=_a(part)))
        return None

    def sheets(self, name: str, what: str, needed: bool = False) -> "Iterator[Sheet]":
        """Each entry of a list of named fields."""
        part = self._asked_for(name, needed)
        for item in self._listed(part, name) if part else ():
            if isinstance(item, Fields):
                yield Sheet(item, what, self.mistakes)
            else:
                said = _("Each entry of “{name}” holds named fields, not {part}.")
                self.wrong(item.line, said.format(name=name, part=_a(item)))

    def done(self) -> None:
        for name, line in self.fields.lines.items():
            if name not in self.asked and "\0" not in name:
                close = get_close_matches(name, self.asked, 1)
                hint = " " + _("Did you mean “{name}”?").format(name=close[0]) if close else ""
                said = _("{what} has no field “{name}”.").format(what=self.what, name=name[:60])
                self.wrong(line, said + hint)

    def _asked_for(self, name: str, needed: bool) -> Part | None:
        if self.has(name):
            return self.fields.items[name]
        if needed:
            self.needs(name, self.line(name))
        return None

    def _listed(self, part: Part, name: str) -> list[Part]:
        if isinstance(part, Series):
            return part.items
        self.wrong(part.line, _("“{name}” is a list, not {part}.").format(name=name, part=_a(part)))
        return []


def _a(part: Part) -> str:
    match part:
        case Series():
            return _("a list")
        case Fields():
            return _("named fields")
        case Word():
            return _("a single word or text")
