"""What pandoc would pass over in silence, written so that it reads it: fields of Word, ruby of OpenDocument."""

from __future__ import annotations

import re

ATTRIBUTES = rb"(?:\s+[\w:.\-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*/?"
FIELD = re.compile(rb"</?w:fldSimple" + ATTRIBUTES + rb">")
RUBY = re.compile(rb"</?text:ruby(?:-base)?" + ATTRIBUTES + rb">")
SAID_SO, SAID_TO_HERE = re.compile(rb"<text:ruby-text" + ATTRIBUTES + rb">"), b"</text:ruby-text>"


def plainer(name: str, content: bytes) -> bytes:
    """The part of a word processor's file with these opened, and every word in them kept."""
    if name.startswith("word/") and name.endswith(".xml"):
        return FIELD.sub(b"", content)
    if name == "content.xml":
        return RUBY.sub(b"", SAID_SO.sub(b" (", content).replace(SAID_TO_HERE, b")"))
    return content
