"""Finding what people would read in English alone: text, attributes and sentences that are no message."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from workbench.extracting import DOMAINS, sources
from workbench.rules import text_of

SPOKEN = ("aria-label", "title", "placeholder", "alt", "data-label", "data-busy", "data-placeholder")
NOT_SPOKEN = re.compile(
    r"\{% block kind %\}\w+|\{% (?:blocktranslate|comment)\b.*?\{% end(?:blocktranslate|comment) %\}"
    r"|\{% translate .*?%\}|_\(\x22[^\x22]*\x22\)|\{#.*?#\}"
    r"|<(style|script|code|kbd|title lang)\b.*?</\1>",
    re.DOTALL,
)
BLOCK = re.compile(r"\{%.*?%\}")
VALUE = re.compile(r"\{\{.*?\}\}")
TAG = re.compile(r'<(?:[^>"]|"[^"]*")*>')
ATTRIBUTE = re.compile(rf"""\b({"|".join(SPOKEN)})="([^"]*)\"""")
LITERAL = re.compile(r'"([^"]*)"')
SAID_BY_SCRIPT = re.compile(
    r"\b_n?\((?:[^()]|\([^()]*\))*\)|^\s*(?://|/?\*).*$|new Error\(.*?\)|^import .*$", re.MULTILINE
)
SENTENCE = re.compile(r"""["`]([A-Z][\w’]*[ .…,:][^"`]*)["`]""")
WORD = re.compile(r"[^\W\d_]{2,}")
TELLING = {"Refusal", "Conflict", "ValidationError", "success", "error", "info", "warning"}
NAMED = {"label", "help_text", "error_message", "verbose_name"}
DEMO = "looks at components alone, with words of their own"
EXEMPT = {"coppice/ui/templates/ui/look/": DEMO, "coppice/ui/looking.py": DEMO}
KEPT_IN_TEXTS = {"Picture without a description yet"}  # is looked for again, in whatever language it is read


def complaints(apps: list[str]) -> str:
    """Words of these apps that are said outside any message, a line each."""
    found = [line for app in apps for kind in DOMAINS for path in sources(app, kind) for line in unwrapped(path)]
    return "\n".join(found)


def unwrapped(path: Path) -> Iterator[str]:
    if str(path).startswith(tuple(EXEMPT)):
        return
    look = {".py": in_python, ".js": in_script}.get(path.suffix, in_template)
    for number, words in look(text_of(path)):
        yield f"{path}:{number}: “{' '.join(words.split())[:80]}” is no message yet"


def in_template(text: str) -> Iterator[tuple[int, str]]:
    text = NOT_SPOKEN.sub(blank, text)
    for tag in BLOCK.finditer(text):
        if not tag.group().startswith(("{% if", "{% elif", "{% load", "{% extends", "{% url", "{% cycle", "{% with")):
            yield from (
                (line(text, tag.start()), words) for words in LITERAL.findall(tag.group()) if is_sentence(words)
            )
    for value in VALUE.finditer(text):
        yield from (
            (line(text, value.start()), words) for words in LITERAL.findall(value.group()) if is_sentence(words)
        )
    text = VALUE.sub(blank, BLOCK.sub(blank, text))
    for attribute in ATTRIBUTE.finditer(text):
        if WORD.search(attribute[2]):
            yield line(text, attribute.start()), attribute[2]
    for number, words in enumerate(TAG.sub(blank, text).splitlines(), 1):
        if WORD.search(re.sub(r"&\w+;", "", words)):
            yield number, words


def in_script(text: str) -> Iterator[tuple[int, str]]:
    text = SAID_BY_SCRIPT.sub(blank, text)
    found = (found for found in SENTENCE.finditer(text) if found[1] not in KEPT_IN_TEXTS)
    yield from ((line(text, each.start()), each[1]) for each in found)


def is_sentence(literal: str) -> bool:
    """Whether a literal in a tag is for people: it begins with a capital or holds spaces, and is no path or format."""
    for_people = len(literal) > 1 and (literal[0].isupper() or " " in literal)
    return (
        for_people
        and bool(WORD.search(literal))
        and "%" not in literal
        and not literal.isupper()
        and literal != "Coppice"
    )


def blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found.group())


def line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def in_python(text: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            told = list(node.args) if name in TELLING and of_people(node.func) else []
            if name.endswith("Field") and not of_models(node.func):
                told += [keyword.value for keyword in node.keywords if keyword.arg in NAMED]
            yield from ((node.lineno, words) for each in told if (words := literal(each)))


def of_people(function: ast.expr) -> bool:
    """`messages.error` speaks to people; `log.error` does not."""
    return not isinstance(function, ast.Attribute) or getattr(function.value, "id", "") in {"messages", "forms"}


def of_models(function: ast.expr) -> bool:
    """What a column is for is said to developers."""
    return isinstance(function, ast.Attribute) and getattr(function.value, "id", "") == "models"


def literal(node: ast.expr) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and WORD.search(node.value):
        return node.value
    return ast.unparse(node) if isinstance(node, (ast.JoinedStr, ast.BinOp)) else ""
