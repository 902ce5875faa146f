"""What an element says, whatever it is: its attributes by their short names, its words, how many elements it holds."""

from __future__ import annotations

from lxml import etree

from coppice.portfolios.leap2a.names import short


def attributes(element: etree._Element) -> list[tuple[str, str]]:
    return [(local(name), str(value)) for name, value in element.attrib.items()]


def attribute(element: etree._Element, name: str) -> str:
    return next((value for own, value in attributes(element) if own == name), "")


def local(name: object) -> str:
    return short(name).rpartition(":")[2]


def size(element: etree._Element) -> int:
    return sum(1 for each in element.iter() if isinstance(each.tag, str))


def words(element: etree._Element) -> str:
    """Everything in it as one line; an element without words speaks by its attributes."""
    parts = [said for each in element.iter() if (said := _own_words(each))]
    return " ".join(", ".join(parts).split())


def _own_words(element: etree._Element) -> str:
    if text := (element.text or "").strip():
        return text
    return ", ".join(f"{name}: {value}" for name, value in attributes(element) if value)
