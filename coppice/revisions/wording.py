"""Two wordings of one block, word for word."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import NamedTuple

from django.utils.translation import gettext as _

from coppice.kernel.richtext.tree import Cell, Leaf, Mark, Run, Table
from coppice.kernel.richtext.writing import escaped, inline, pairs, write, written

TOKEN = re.compile(r"\w+(?:['’.-]\w+)*\s*|[^\w\s]\s*|\s+")
SOUNDED = re.compile(r"[^\W_]")
STRETCH = re.compile(r"[^\s—]+")
MOST_COMPARISONS = 400_000


class Wording(NamedTuple):
    html: str
    added: int
    removed: int


class Token(NamedTuple):
    text: str
    marks: tuple[Mark, ...]
    image: tuple[tuple[str, str], ...]

    @property
    def key(self) -> str:
        return self.text.strip() or str(self.image)


def words_in(text: str) -> int:
    return sum(1 for stretch in STRETCH.findall(text) if SOUNDED.search(stretch))


def worded(old: Leaf | Table, new: Leaf | Table) -> Wording:
    """The newer block with what was removed and added marked in place."""
    if isinstance(old, Table) and isinstance(new, Table) and shape(old) == shape(new):
        return table(old, new)
    if (
        isinstance(old, Leaf)
        and isinstance(new, Leaf)
        and old.picture == new.picture
        and "hr" not in (old.tag, new.tag)
    ):
        return leaf(old, new)
    return replaced(written_bare(old), written_bare(new), old.text, new.text)


def shape(table: Table) -> list[int]:
    return [len(row) for row in table.rows]


def leaf(old: Leaf, new: Leaf) -> Wording:
    html, added, removed = between(old.runs, new.runs, is_code=new.tag == "pre")
    start = f"<{new.tag}{pairs(new.attributes)}>"
    if new.tag == "pre":
        return Wording(f"{start}<code>{html}</code></pre>", added, removed)
    if new.picture:
        return Wording(f"{start}{inline([new.picture])}<figcaption>{html}</figcaption></figure>", added, removed)
    return Wording(f"{start}{html}</{new.tag}>", added, removed)


def table(old: Table, new: Table) -> Wording:
    """Cell by cell, for a table that kept its shape."""
    caption = between(old.caption, new.caption)
    added, removed = caption.added, caption.removed
    lines = []
    for old_row, new_row in zip(old.rows, new.rows, strict=True):
        cells = [cell(one, other) for one, other in zip(old_row, new_row, strict=True)]
        added, removed = added + sum(one.added for one in cells), removed + sum(one.removed for one in cells)
        lines.append(f"<tr>{''.join(one.html for one in cells)}</tr>")
    heads = len(new.head)
    head = f"<thead>{''.join(lines[:heads])}</thead>" if heads else ""
    body = f"<tbody>{''.join(lines[heads:])}</tbody>" if lines[heads:] else ""
    top = f"<caption>{caption.html}</caption>" if caption.html else ""
    return Wording(f"<table{pairs(new.attributes)}>{top}{head}{body}</table>", added, removed)


def cell(old: Cell, new: Cell) -> Wording:
    if all(len(one.children) <= 1 and all(is_paragraph(node) for node in one.children) for one in (old, new)):
        html, added, removed = between(runs(old), runs(new))
    elif write(old.children) == write(new.children):
        html, added, removed = write(new.children), 0, 0
    else:
        html, added, removed = replaced(write(old.children), write(new.children), old.text, new.text)
    return Wording(f"<{new.tag}{pairs(new.attributes)}>{html}</{new.tag}>", added, removed)


def is_paragraph(node: object) -> bool:
    return isinstance(node, Leaf) and node.tag == "p"


def runs(cell: Cell) -> list[Run]:
    return [run for node in cell.children if isinstance(node, Leaf) for run in node.runs]


def replaced(old: str, new: str, old_text: str, new_text: str) -> Wording:
    return Wording(wrapped("del", old) + wrapped("ins", new), words_in(new_text), words_in(old_text))


def written_bare(node: Leaf | Table) -> str:
    return written(replace(node, block=""))


def between(old: Sequence[Run], new: Sequence[Run], *, is_code: bool = False) -> Wording:
    before, after = tokens(old), tokens(new)
    parts: list[str] = []
    added = removed = 0
    for what, start, end, new_start, new_end in joined(steps(before, after), before):
        if what == "equal":
            parts.append(shown(after[new_start:new_end], "", is_code=is_code))
            continue
        gone, come = spaced(before, start, end, after[:new_start]), after[new_start:new_end]
        removed, added = removed + count(gone), added + count(come)
        parts += [shown(gone, "del", is_code=is_code), shown(come, "ins", is_code=is_code)]
    return Wording("".join(parts), added, removed)


def spaced(before: list[Token], start: int, end: int, kept: Sequence[Token]) -> list[Token]:
    """Words that went, with the space before them if that went too."""
    gone = before[start:end]
    space = start and before[start - 1].text.endswith(" ") and not (kept and kept[-1].text.endswith(" "))
    return [Token(" ", (), ()), *gone] if gone and space else gone


def tokens(some: Iterable[Run]) -> list[Token]:
    return [
        Token(text, run.marks, run.image) for run in some for text in ([""] if run.image else TOKEN.findall(run.text))
    ]


type Step = tuple[str, int, int, int, int]


def steps(before: Sequence[Token], after: Sequence[Token]) -> list[Step]:
    """What to do to one row of words to get the other; all of it is replaced where finding out would take too long."""
    old, new = [token.key for token in before], [token.key for token in after]
    first = 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    ends = (len(old) - last, len(new) - last)
    middle = inner(old[first : ends[0]], new[first : ends[1]])
    found = [(what, a + first, b + first, c + first, d + first) for what, a, b, c, d in middle]
    return [("equal", 0, first, 0, first), *found, ("equal", ends[0], len(old), ends[1], len(new))]


def inner(old: list[str], new: list[str]) -> Sequence[Step]:
    times = Counter(new)
    if sum(count * times[word] for word, count in Counter(old).items()) > MOST_COMPARISONS:
        return [("replace", 0, len(old), 0, len(new))]
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def joined(found: Iterable[Step], before: Sequence[Token]) -> list[Step]:
    """Changes that only a sign or a space keeps apart are one change, which is easier to read."""
    done: list[Step] = []
    waiting: Step | None = None
    for step in found:
        what, start, end, _, new_end = step
        if what == "equal" and start == end:
            continue
        if what == "equal" and done and done[-1][0] != "equal" and not any(map(is_word, before[start:end])):
            waiting = step
            continue
        if what != "equal" and done and done[-1][0] != "equal":
            done[-1] = ("replace", done[-1][1], end, done[-1][3], new_end)
        else:
            done += [waiting] if waiting else []
            done.append(step)
        waiting = None
    return done + ([waiting] if waiting else [])


def is_word(token: Token) -> bool:
    return bool(token.image or SOUNDED.search(token.text))


def count(some: Iterable[Token]) -> int:
    return sum(is_word(token) and not token.image for token in some)


def shown(some: Sequence[Token], tag: str, *, is_code: bool) -> str:
    """Words as HTML; a space after words that came or went is not marked with them."""
    if not some:
        return ""
    last = some[-1]
    space = " " if tag and last.text.endswith(" ") and len(last.text) > 1 else ""
    if space:
        some = [*some[:-1], last._replace(text=last.text.rstrip(" "))]
    text = "".join(token.text for token in some)
    html = escaped(text) if is_code else inline(Run(token.text, token.marks, token.image) for token in some)
    return wrapped(tag, html) + space if tag else html


def wrapped(tag: str, html: str) -> str:
    """Marked as added or removed, in words too for whoever hears the page."""
    said = _("added:") if tag == "ins" else _("removed:")
    return f'<{tag}><span class="unseen">{escaped(said)} </span>{html}</{tag}>'
