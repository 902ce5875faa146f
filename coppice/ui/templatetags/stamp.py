"""`{% stamp name=value … for condition … %}`: what every line of a list repeats, drawn once for the page.

A form of its own beside each of a hundred comments is the same form but for an id, a name and an address. It is drawn
once, with gaps where those stand, and the gaps are filled for each line. What is named is printed and nothing else: a
part that looks different for different lines names what decides that after `for`, and is drawn once for each answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token, render_value_in_context, token_kwargs
from django.utils.safestring import SafeString

register = template.Library()
BEGIN, END = "\ue0f0", "\ue0f1"
GAP = re.compile(f"{BEGIN}(.*?){END}")


class Stamp(template.Node):
    """A part of a line with gaps."""

    def __init__(
        self, nodelist: NodeList, given: Mapping[str, FilterExpression], conditions: Sequence[FilterExpression]
    ) -> None:
        self.nodelist, self.given, self.conditions = nodelist, given, conditions
        self.gaps = {name: SafeString(f"{BEGIN}{name}{END}") for name in given}

    def render(self, context: template.Context) -> str:
        drawn: dict[Any, Any] = context.render_context.dicts[0]  # of the whole page, whatever includes this
        key = (self, *[bool(condition.resolve(context)) for condition in self.conditions])
        if key not in drawn:
            with context.push(**self.gaps):
                drawn[key] = GAP.split(self.nodelist.render(context))
        parts = list(drawn[key])
        values = {name: render_value_in_context(value.resolve(context), context) for name, value in self.given.items()}
        parts[1::2] = [values[name] for name in parts[1::2]]
        return "".join(parts)


@register.tag
def stamp(parser: Parser, token: Token) -> template.Node:
    """The module docstring says what it is for."""
    words = token.split_contents()[1:]
    given = token_kwargs(words, parser)
    if not given or words[:1] not in ([], ["for"]):
        raise template.TemplateSyntaxError("{% stamp %} wants name=value …, then perhaps: for condition …")
    nodelist = parser.parse(("endstamp",))
    parser.delete_first_token()
    return Stamp(nodelist, given, [parser.compile_filter(word) for word in words[1:]])
