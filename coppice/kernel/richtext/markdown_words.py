"""Writes the words of one block as Markdown, as lightly as still reads back to the same words and marks."""

import re
from collections.abc import Callable, Iterable, Sequence

from coppice.kernel.richtext.markdown_parser import inline_runs
from coppice.kernel.richtext.tree import Mark, Run

SIGNS = {"strong": "**", "em": "*", "s": "~~"}
SPECIAL = re.compile(r"[\\`*_\[\]<>&~|!#+\-=.):$]")
PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
BACKSLASHED = r"\\\1"
LIGHT = re.compile(r"[\\`*\[\]<|]|(?<!\w)_|_(?!\w)|~(?=~)|(?<=~)~|&(?=#|\w+;)|!(?=\[)")
LINE_START = re.compile(r"^(\s*)(?:(#{1,6}|[-+]|=+|-+|_+|~+)(?=[\s>=_~-]|$)|>|(\d{1,9})([.)])(?=\s|$))", re.MULTILINE)

type Escape = Callable[[str], str]


def line(runs: Iterable[Run], *, breaks: bool = False, in_table: bool = False, title: str = "") -> str:
    """One paragraph, heading or cell; line breaks become spaces where Markdown allows none."""
    runs = [run if breaks else run._replace(text=run.text.replace("\n", " ")) for run in runs]
    if not any(run.marks or run.image for run in runs) and not SPECIAL.search("".join(run.text for run in runs)):
        return broken("".join(run.text for run in runs))
    runs = hoisted(runs)
    wanted = expressible(runs)
    for escape in (lightly, heavily):
        written = marked(runs, escape, title)
        if expressible(inline_runs(written)) == wanted:
            return in_row(written) if in_table else written
    bare = marked([run._replace(marks=()) for run in runs], heavily, title)
    return in_row(bare) if in_table else bare


def in_row(written: str) -> str:
    return re.sub(r"(?<!\\)((?:\\\\)*)\|", r"\1\\|", written)


def broken(text: str) -> str:
    return text.replace("\n", "\\\n")


def lightly(text: str) -> str:
    """Only what would be read as markup here gets a backslash."""
    text = LIGHT.sub(lambda match: "\\" + match[0], text)
    return broken(LINE_START.sub(at_line_start, text))


def at_line_start(match: re.Match[str]) -> str:
    if match[3]:
        return f"{match[1]}{match[3]}\\{match[4]}"
    return f"{match[1]}\\{match[0][len(match[1]) :]}"


def heavily(text: str) -> str:
    return broken(PUNCTUATION.sub(BACKSLASHED, text))


def hoisted(runs: Sequence[Run]) -> list[Run]:
    """Spaces at the edge of emphasis moved out of it, where Markdown wants them."""
    done: list[Run] = []
    for index, run in enumerate(runs):
        if run.image or not run.marks:
            done.append(run)
            continue
        core = run.text.strip()
        before, after = run.text[: len(run.text) - len(run.text.lstrip())], run.text[len(run.text.rstrip()) :]
        earlier = shared(runs[index - 1].marks if index else (), run.marks)
        later = shared(run.marks, runs[index + 1].marks if index + 1 < len(runs) else ())
        done += [Run(before, earlier), run._replace(text=core), Run(after if core else "", later)]
    return [run for run in done if run.text or run.image]


def shared(some: tuple[Mark, ...], others: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks that both begin with."""
    same = 0
    while same < min(len(some), len(others)) and some[same] == others[same]:
        same += 1
    return some[:same]


def expressible(runs: Iterable[Run]) -> list[tuple[str, tuple[Mark, ...]]]:
    """Words and pictures with the marks that Markdown has, white space set aside."""
    done: list[tuple[str, tuple[Mark, ...]]] = []
    for run in runs:
        marks = tuple(mark for mark in run.marks if mark.tag in SIGNS or mark.tag in ("a", "code"))
        text = "".join(run.text.split()) or (str(run.image[:2]) if run.image else "")
        if done and done[-1][1] == marks:
            done[-1] = (done[-1][0] + text, marks)
        elif text:
            done.append((text, marks))
    return done


def marked(runs: Iterable[Run], escape: Escape, title: str) -> str:
    parts: list[str] = []
    open_marks: tuple[Mark, ...] = ()
    for run in runs:
        marks = tuple(mark for mark in run.marks if mark.tag in SIGNS or mark.tag == "a")
        parts.append(turn(open_marks, marks))
        open_marks = marks
        parts.append(words(run, escape, title))
    parts.append(turn(open_marks, ()))
    return "".join(parts)


def words(run: Run, escape: Escape, title: str) -> str:
    if run.image:
        image = dict(run.image)
        caption = f' "{PUNCTUATION.sub(BACKSLASHED, title)}"' if title else ""
        return f"![{PUNCTUATION.sub(BACKSLASHED, image['alt'])}]({image['src']}{caption})"
    if any(mark.tag == "code" for mark in run.marks) and run.text:
        return code(run.text)
    return escape(run.text)


def code(text: str) -> str:
    """Between more backticks than it holds."""
    fence = "`"
    while fence in text:
        fence += "`"
    pad = " " if text[0] in " `" or text[-1] in " `" else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def turn(before: tuple[Mark, ...], after: tuple[Mark, ...]) -> str:
    """Ends the marks that end here and starts those that start."""
    same = len(shared(before, after))
    ends = [SIGNS.get(mark.tag) or f"]({link(mark.value)})" for mark in reversed(before[same:])]
    return "".join(ends + [SIGNS.get(mark.tag, "[") for mark in after[same:]])


def link(url: str) -> str:
    if re.fullmatch(r"[^\s()<>\\&*_]+", url):
        return url
    return f"<{re.sub(r'([<>&])', BACKSLASHED, url)}>" if "\\" not in url else "<>"
