"""`{% load journal %}`: the leaves of the picture of a year."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from coppice.journal.years import Leaf

register = template.Library()

SHAPE = "M0 0 C5 -8 13 -9 19 -7 C15 0 8 3 0 0 Z"


@register.simple_tag
def leaf_drawn(leaf: Leaf) -> SafeString:
    """One leaf on its stem."""
    turned = f"scale({-leaf.size if leaf.points_left else leaf.size} {leaf.size})"
    return format_html(
        '<path class="leaf {}" transform="translate({} {}) {}" d="{}"/>',
        leaf.kind,
        leaf.x,
        leaf.y,
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
