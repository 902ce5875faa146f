"""`{% translate %}` and `{% blocktranslate %}` as in Django, looked up once in each language.

A page says a hundred sentences each time, and the same ones: what they are is kept; only the values in them are new.
"""

from __future__ import annotations

from typing import Any

from django import template
from django.template.base import Parser, Token, Variable, render_value_in_context
from django.templatetags import i18n
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

register = template.Library()
ALIKE = 100  # from here on no language that we speak counts in yet another way


class Said(i18n.TranslateNode):
    """A plain sentence, kept as each language says it."""

    def __init__(self, node: i18n.TranslateNode) -> None:
        super().__init__(node.filter_expression, node.noop, node.asvar, node.message_context)
        self.known: dict[str | None, str] = {}

    def render(self, context: template.Context) -> str:
        language = get_language()
        if language not in self.known:
            self.known[language] = super().render(context)
        return self.known[language]


class Told(i18n.BlockTranslateNode):
    """A sentence with values in it, kept as each language says it, and as it says it of each number."""

    def __init__(self, node: i18n.BlockTranslateNode) -> None:
        vars(self).update(vars(node))
        self.one, names = self.render_token_list(self.singular)
        self.many, more = self.render_token_list(self.plural) if self.plural else ("", [])
        self.names = list(dict.fromkeys([*names, *more]))
        self.known: dict[tuple[str | None, int], str] = {}

    def render(self, context: template.Context, nested: bool = False) -> str:
        given: dict[str, Any] = {name: value.resolve(context) for name, value in self.extra_context.items()}
        count = 0
        if self.counter and self.countervar:
            given[self.countervar] = count = self.counter.resolve(context)
        words = self.words(int(count))
        said = words % {name: self.value(name, given, context) for name in self.names}
        if self.asvar:
            context[self.asvar] = SafeString(said)
            return ""
        return said

    def words(self, count: int) -> str:
        known = get_language(), min(count, ALIKE)
        if known not in self.known:
            self.known[known] = ngettext(self.one, self.many, count) if self.counter else gettext(self.one)
        return self.known[known]

    def value(self, name: str, given: dict[str, Any], context: template.Context) -> str:
        return render_value_in_context(given[name] if name in given else context.get(name, ""), context)


@register.tag
def translate(parser: Parser, token: Token) -> template.Node:
    """Django's own, but for a sentence that is always the same."""
    node = i18n.do_translate(parser, token)
    words = node.filter_expression
    is_plain = isinstance(words.var, Variable) and words.var.literal is not None and not words.filters
    return Said(node) if is_plain and not node.asvar and not node.message_context else node


@register.tag
def blocktranslate(parser: Parser, token: Token) -> template.Node:
    """Django's own, but for a sentence without a context."""
    node = i18n.do_block_translate(parser, token)
    return node if node.message_context else Told(node)
