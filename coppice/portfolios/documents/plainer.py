"""What pandoc would pass over, written so that it reads it in its place: fields, directions, groups of rows, ruby."""

from __future__ import annotations

import re

ATTRIBUTES = rb"(?:\s+[\w:.\-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*/?"
AROUND_IN_WORD = re.compile(rb"</?w:(?:fldSimple|dir|bdo|customXml)" + ATTRIBUTES + rb">")
AROUND = re.compile(
    rb"</?(?:table:table-row-group|text:(?:ruby|ruby-base|numbered-paragraph|meta|placeholder|hidden-text|text-input"
    rb"|drop-down|user-field-get|variable-get|variable-set|date|time|author-name|author-initials|title|subject"
    rb"|keywords|description|bibliography|index-body|index-title))" + ATTRIBUTES + rb">"
)
PATTERNS_OF_A_BIBLIOGRAPHY = re.compile(rb"<text:bibliography-source\b.*?</text:bibliography-source>", re.DOTALL)
SAID_SO, SAID_TO_HERE = re.compile(rb"<text:ruby-text" + ATTRIBUTES + rb">"), b"</text:ruby-text>"


def plainer(name: str, content: bytes) -> bytes:
    """The part of a word processor's file with these opened, and every word in them kept."""
    if name.startswith("word/") and name.endswith(".xml"):
        return AROUND_IN_WORD.sub(b"", content)
    if name == "content.xml":
        content = PATTERNS_OF_A_BIBLIOGRAPHY.sub(b"", content)
        return AROUND.sub(b"", SAID_SO.sub(b" (", content).replace(SAID_TO_HERE, b")"))
    return content
