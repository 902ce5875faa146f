"""What word processors and web pages mean by the markup they leave on the clipboard."""

import re
from typing import NamedTuple

from coppice.kernel.richtext.tree import Leaf, Mark

MEANINGS = {
    **dict.fromkeys(("strong", "b"), "strong"),
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), "em"),
    **dict.fromkeys(("s", "strike", "del"), "s"),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), "code"),
    **{tag: tag for tag in ("u", "sub", "sup")},
}
NOT_AFTER_ALL = {
    "strong": re.compile(r"(?<![-\w])font-weight:\s*(?:normal|[1-4]00)"),
    "em": re.compile(r"(?<![-\w])font-style:\s*normal"),
}
STYLED = (
    ("strong", re.compile(r"(?<![-\w])font-weight:\s*(?:bold|[6-9]00)")),
    ("em", re.compile(r"(?<![-\w])font-style:\s*(?:italic|oblique)")),
    ("s", re.compile(r"text-decoration(?:-line)?:[^;]*line-through")),
    ("sub", re.compile(r"(?<![-\w])vertical-align:\s*sub")),
    ("sup", re.compile(r"(?<![-\w])vertical-align:\s*super")),
)
ADDRESS = re.compile(r"(?:https?://[^\s/\\]|mailto:[^\s]+@)[^\s]*", re.IGNORECASE)
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}")
LIST_LEVEL = re.compile(r"mso-list:\s*l\d+\s+level(\d)")
NUMBERED = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivxlcIVXLC]{1,6})[.)]")
BULLET = re.compile(" ?[·•▪◦‣§o\uf0b7-]\\s*\xa0[\\s\xa0]*")


class FakeItem(NamedTuple):
    """A paragraph dressed up as an item of a list."""

    level: int
    ordered: bool


def marks(tag: str, attributes: dict[str, str]) -> list[Mark]:
    """The marks an inline element means: usually one, often none, for a styled span several."""
    style = attributes.get("style", "")
    if tag == "a":
        href = address(attributes.get("href", ""))
        return [Mark("a", href)] if href else []
    if meaning := MEANINGS.get(tag):
        overruled = NOT_AFTER_ALL.get(meaning)
        return [] if style and overruled and overruled.search(style) else [Mark(meaning)]
    found = [Mark(name) for name, pattern in STYLED if pattern.search(style)] if style else []
    lang = attributes.get("lang", "")
    if tag == "span" and LANGUAGE.fullmatch(lang) and "mso-" not in style:
        found.append(Mark("span", lang))
    return found


def address(href: str) -> str:
    """The address if it leads to a page or a mailbox, else nothing."""
    href = "".join(href.split())
    return href if len(href) <= 2000 and ADDRESS.fullmatch(href) else ""


def is_list_marker(attributes: dict[str, str]) -> bool:
    return "mso-list:ignore" in attributes.get("style", "").lower().replace(" ", "")


def is_title(attributes: dict[str, str]) -> bool:
    return attributes.get("class", "") == "MsoTitle"


def fake_item(attributes: dict[str, str], marker: str) -> FakeItem | None:
    """What list item a Word paragraph pretends to be, if any; `marker` is the bullet or number it shows."""
    if level := LIST_LEVEL.search(attributes.get("style", "")):
        return FakeItem(int(level[1]), bool(NUMBERED.match(marker.strip())))
    return None


def without_bullet(leaf: Leaf, attributes: dict[str, str]) -> FakeItem | None:
    """Takes a typed bullet off a paragraph that Word calls part of a list."""
    if not attributes.get("class", "").startswith("MsoListParagraph") or not leaf.runs:
        return None
    if not (bullet := BULLET.match(leaf.text)):
        return None
    rest = len(bullet[0])
    while rest > 0:
        run = leaf.runs.pop(0)
        if len(run.text) > rest:
            leaf.runs.insert(0, run._replace(text=run.text[rest:]))
        rest -= len(run.text)
    return FakeItem(1, ordered=False)
