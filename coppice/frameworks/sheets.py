"""Takes values out of a tree by name, and notes what is wrong with them instead of stopping at the first mistake."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

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

    def text(self, name: str, default: str | None = None, longest: int = LONGEST_TEXT) -> str:
        """One text. Without a default it must be there."""
        part = self._asked_for(name, needed=default is None)
        return default or "" if part is None else self.as_text(part, name, longest)

    def as_text(self, part: Part, name: str, longest: int = LONGEST_TEXT) -> str:
        if not isinstance(part, Word):
            colon = " A text with a colon in it needs quotes around it." if isinstance(part, Fields) else ""
            self.wrong(part.line, f"“{name}” is a text, not {_a(part)}.{colon}")
            return ""
        text = (part.text or "").strip()
        if not text:
            self.wrong(part.line, f"“{name}” has no text.")
        if len(text) > longest:
            self.wrong(part.line, f"“{name}” has {len(text):,} characters; {longest:,} are the most.")
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
            self.wrong(
                part.line, f"“{text}” can't be a code: letters, digits, dots, hyphens, and 32 characters at most."
            )
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
            self.wrong(part.line, f"“{name}” is a whole number, such as {max(least, 1)}.")
            return least
        if not least <= int(text) <= most:
            self.wrong(part.line, f"“{name}” is {text}; it must be from {least:,} to {most:,}.")
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
            said = f"“{text}”" if text else _a(part)
            self.wrong(part.line, f"“{name}” can't be {said}. It is one of: {', '.join(options)}.")
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
        self.wrong(part.line, f"“{name}” holds named fields, not {_a(part)}.")
        return None

    def sheets(self, name: str, what: str, needed: bool = False) -> "Iterator[Sheet]":
        """Each entry of a list of named fields."""
        part = self._asked_for(name, needed)
        for item in self._listed(part, name) if part else ():
            if isinstance(item, Fields):
                yield Sheet(item, what, self.mistakes)
            else:
                self.wrong(item.line, f"Each entry of “{name}” holds named fields, not {_a(item)}.")

    def done(self) -> None:
        for name, line in self.fields.lines.items():
            if name not in self.asked and "\0" not in name:
                close = get_close_matches(name, self.asked, 1)
                hint = f" Did you mean “{close[0]}”?" if close else ""
                self.wrong(line, f"{self.what} has no field “{name[:60]}”.{hint}")

    def _asked_for(self, name: str, needed: bool) -> Part | None:
        if self.has(name):
            return self.fields.items[name]
        if needed:
            self.wrong(self.line(name), f"{self.what} needs “{name}”.")
        return None

    def _listed(self, part: Part, name: str) -> list[Part]:
        if isinstance(part, Series):
            return part.items
        self.wrong(part.line, f"“{name}” is a list, not {_a(part)}.")
        return []


def _a(part: Part) -> str:
    match part:
        case Series():
            return "a list"
        case Fields():
            return "named fields"
        case Word():
            return "a single word or text"
