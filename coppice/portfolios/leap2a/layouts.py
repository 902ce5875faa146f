"""How a Mahara page was laid out: its blocks in words, and their texts where the export gives no other."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from typing import Any

from django.utils.translation import gettext_noop
from lxml import etree

from coppice.portfolios.leap2a.items import Fact
from coppice.portfolios.leap2a.names import short
from coppice.portfolios.leap2a.saying import attribute, attributes, local
from coppice.portfolios.leap2a.texts import Reading

LONGEST = 2000


def facts(view: etree._Element) -> list[Fact]:
    """The page's own facts, then one for each block and one for each thing that is no block."""
    own = ", ".join(f"{name}: {value}" for name, value in attributes(view) if value)
    return [Fact(gettext_noop("Layout of the page"), own), *map(_in_words, _blocks(view)), *_others(view)]


def text(view: etree._Element, reading: Reading) -> str:
    """The words of the blocks that hold text, under their titles."""
    pieces = []
    for block in _blocks(view):
        held = "".join(_texts(block))
        title = attribute(block, "blocktitle")
        if held and title:
            pieces.append(f"<h3>{escape(title)}</h3>")
        pieces.append(held)
    return reading.html("".join(pieces))


def _blocks(view: etree._Element) -> list[etree._Element]:
    return [each for each in view.iter() if short(each.tag) == "mahara:blockinstance"]


def _in_words(block: etree._Element) -> Fact:
    kind, title = attribute(block, "blocktype") or "block", attribute(block, "blocktitle")
    inside = (f"{local(part.tag)}: {_value(part)}" for part in block.iter() if part is not block and _value(part))
    settings = "; ".join(piece[:LONGEST] for piece in inside if not piece.startswith("text: "))
    return Fact(
        gettext_noop("Block of the page"),
        f"{title or gettext_noop('Without a title')} ({kind}){': ' + settings if settings else ''}",
    )


def _others(view: etree._Element) -> Iterator[Fact]:
    inside = {part for block in _blocks(view) for part in block.iter()}
    for each in view.iter():
        if each not in inside and short(each.tag) not in {"mahara:view", "mahara:row", "mahara:column"}:
            yield Fact(f"On the page: {local(each.tag)}", _value(each)[:LONGEST], known=False)


def _texts(block: etree._Element) -> Iterator[str]:
    for part in block.iter():
        if short(part.tag) == "mahara:text" and isinstance(found := _read(part), str):
            yield found


def _value(part: etree._Element) -> str:
    found = _read(part)
    return found if isinstance(found, str) else json.dumps(found, ensure_ascii=False) if found not in ("", None) else ""


def _read(part: etree._Element) -> Any:
    """Mahara writes a block's settings as a JSON list of one."""
    written = (part.text or "").strip()
    try:
        read = json.loads(written) if written else ""
    except (ValueError, RecursionError):
        return written
    return read[0] if isinstance(read, list) and len(read) == 1 else read
