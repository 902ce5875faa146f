"""`{% load journal %}`: the codes an entry speaks to, and the leaves of the picture of a year."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from coppice.journal.speaking_to import Offered
from coppice.journal.years import Leaf

register = template.Library()

SHAPE = "M0 0 C5 -8 13 -9 19 -7 C15 0 8 3 0 0 Z"


@register.simple_tag
def code_name(offered: Offered, code: str) -> str:
    """The name of a part, and of its framework."""
    framework = offered.framework(code)
    return f"{framework}: {offered.label(code)}" if framework else offered.label(code)


@register.simple_tag
def code_short(code: str) -> str:
    """A part as a line of context has it: “CMALT 1a”."""
    framework, _, part = code.partition(":")
    return f"{framework.upper()} {part}" if part else code


@register.simple_tag
def leaf_drawn(leaf: Leaf) -> SafeString:
    """One leaf on its stem."""
    turned = "scale(-1 1)" if leaf.points_left else ""
    return format_html(
        '<path class="leaf {}" transform="translate({} {}) {}" d="{}"/>',
        leaf.kind,
        leaf.x,
        round(leaf.y, 1),
        turned,
        SHAPE,
    )


@register.simple_tag
def leaf_key(step: int) -> SafeString:
    """A leaf beside the words that explain it."""
    kind = "bud" if step < 0 else f"step-{step}"
    return format_html(
        '<svg class="leaf-key" viewBox="-1 -10 22 13" aria-hidden="true"><path class="leaf {}" d="{}"/></svg>',
        kind,
        SHAPE,
    )
