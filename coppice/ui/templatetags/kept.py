"""`{% kept name=value … %}`: a part of a page that is drawn once for the same values in the same language.

Inside it nothing is there but what is named, so that it cannot say anything of somebody else: no person, no request, no
token. Only for what many pages share, such as the places in the header.
"""

from __future__ import annotations

from collections.abc import Mapping

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token, token_kwargs
from django.utils.translation import get_language

register = template.Library()
MOST = 500
"""So many are kept of one part; then it begins anew. They lie in the memory of one process."""


class Kept(template.Node):
    """A part of a page, kept."""

    def __init__(self, nodelist: NodeList, given: Mapping[str, FilterExpression]) -> None:
        self.nodelist, self.given = nodelist, given
        self.known: dict[tuple[object, ...], str] = {}

    def render(self, context: template.Context) -> str:
        given = {name: value.resolve(context) for name, value in self.given.items()}
        key = (get_language(), *given.values())
        drawn = self.known.get(key)
        if drawn is None:
            if len(self.known) >= MOST:
                self.known.clear()
            drawn = self.known[key] = self.nodelist.render(context.new(given))
        return drawn


@register.tag
def kept(parser: Parser, token: Token) -> template.Node:
    """The module docstring says what it is for; the values must be hashable."""
    words = token.split_contents()[1:]
    given = token_kwargs(words, parser)
    if words or not given:
        raise template.TemplateSyntaxError("{% kept %} wants name=value, and nothing else")
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return Kept(nodelist, given)
