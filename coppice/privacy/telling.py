"""Plain data as a page that anybody can read: names and values, lists, and formatted text where it is formatted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

FORMATTED = {"html", "texts"}
FILE = re.compile(r'(?<=")/files/([0-9a-f-]{36})/(?=")')


def page(title: str, held: Mapping[str, Any], places: Mapping[str, str]) -> str:
    """One page; pictures in texts are those that lie beside it."""
    body = FILE.sub(lambda found: places.get(found[1], found[0]), told(held, formatted=False))
    return render_to_string("privacy/archive/page.html", {"title": title, "body": SafeString(body)})


def told(value: Any, *, formatted: bool) -> SafeString:
    if isinstance(value, Mapping):
        rows = ((words(name), told(one, formatted=formatted or name in FORMATTED)) for name, one in value.items())
        return format_html("<dl>{}</dl>", format_html_join("", "<dt>{}</dt><dd>{}</dd>", rows))
    if isinstance(value, list):
        each = format_html_join("", "<li>{}</li>", ((told(one, formatted=formatted),) for one in value))
        return format_html("<ol>{}</ol>", each) if value else format_html("<p>{}</p>", _("None."))
    if isinstance(value, str) and formatted:
        return SafeString(value)  # cleaned on its way in
    said = {None: "–", True: _("yes"), False: _("no")}.get(value, value) if not isinstance(value, str) else value
    return format_html("{}", said)


def words(name: str) -> str:
    return name.replace("_", " ").capitalize()
