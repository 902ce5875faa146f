"""`{% translate "…" %}` as in Django, said once in each language: a page says a hundred plain sentences each time."""

from __future__ import annotations

from django import template
from django.template.base import Parser, Token, Variable
from django.templatetags import i18n
from django.utils.translation import get_language

register = template.Library()


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


@register.tag
def translate(parser: Parser, token: Token) -> template.Node:
    """Django's own, but for a sentence that is always the same."""
    node = i18n.do_translate(parser, token)
    words = node.filter_expression
    is_plain = isinstance(words.var, Variable) and words.var.literal is not None and not words.filters
    return Said(node) if is_plain and not node.asvar and not node.message_context else node
