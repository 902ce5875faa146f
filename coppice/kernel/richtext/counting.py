"""How many words a text has, as its writer would count them."""

import re

from coppice.kernel.richtext.blocks import plain

STRETCH = re.compile(r"[^\s—]+")
SOUNDED = re.compile(r"[^\W_]")
CHARACTER = re.compile("[\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")


def word_count(html: str) -> int:
    """A hyphenated word and an address count once; a sign between spaces does not count; each Chinese or Japanese
    character counts, as such texts have no spaces."""
    text = plain(html)
    characters = 0
    if not text.isascii():
        text, characters = CHARACTER.subn(" ", text)
    return characters + sum(1 for stretch in STRETCH.findall(text) if SOUNDED.search(stretch))
