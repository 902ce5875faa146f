"""Does this text name somebody? A few plain rules that can be explained to whoever wrote it; nothing leaves the server.

Found are e-mail addresses, @names, names after a title (Dr, Ms, Professor…), and two capitalised words after a word
such as *with* or *thanked*. What an organisation or a tool would be called is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
HANDLE = re.compile(r"(?<![\w@./])@[A-Za-z][\w.]{2,40}\b")
NAME = r"[A-Z][a-zà-öø-ÿ’'-]{1,30}"
TITLED = re.compile(rf"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor)\.?\s{NAME}(?:\s{NAME})?")
BESIDE = re.compile(
    rf"\b(?:with|by|from|thanked|told|asked|met|emailed|e-mailed|helped|colleague|student|lecturer)\s({NAME}\s{NAME})\b"
)
NOT_PEOPLE = frozenset(
    "university college school faculty department institute service services team teams office library group centre "
    "center learning teaching technology digital online studio street campus microsoft google adobe blackboard canvas "
    "moodle panopto zoom turnitin project week day act law code framework policy north south east west new".split()
)
LONGEST_LOOKED_AT = 100_000


def names_in(text: str, *, not_people: Iterable[str] = ()) -> list[str]:
    """What looks like a person's name or address, each once, in the order of the rules; at most five."""
    text = text[:LONGEST_LOOKED_AT]
    passed_over = NOT_PEOPLE.union(word for name in not_people for word in name.casefold().split())
    beside = [name for name in BESIDE.findall(text) if not passed_over.intersection(name.casefold().split())]
    found = [*ADDRESS.findall(text), *HANDLE.findall(text), *TITLED.findall(text), *beside]
    return list(dict.fromkeys(found))[:5]
