"""`{% load rich_text %}`: a place to write at length, with an editor where scripts run and a plain form where not.

On a page where one writes, once, in the head:

    {% block head %}{% rich_text_modules %}{% endblock %}

For a text that is saved as it is written (it stands outside any other form, for it brings its own), all in one line:

    {% rich_text name="description" label="Description" html=html markdown=markdown save=url fingerprint=fp … %}

For a text that is one field of a form (inside that form): the same without `save` and `fingerprint`. With scripts the
form then sends `name` as HTML and `name-format=html`; without, `name` as Markdown and no format.

name         of the field; also of the text, for tests and styles
label        what the text is called; shown, and read by screen readers
html         the saved text, cleaned
markdown     the same as Markdown, for the plain field
save         where it is saved (PUT as JSON, POST as a plain form with `text`, `base` and `next`)
fingerprint  of `html`, as `kernel.richtext.fingerprint` gives it
saved        when it was last saved (a datetime), if ever
files        where pictures are sent; without it the editor offers none
advice       words advised, "200-500" or "1000"; never enforced
placeholder  a prompt in the empty text
required     for a field of a form: it may not be empty
label_hidden the label is only for screen readers, because a heading above says the same
described_by id of an element that says more about what is wanted

Scripts hear `rich-text:change` ({words}) and `rich-text:saved` ({fingerprint, saved_at, words}); both bubble.
A page with something sticky above the text sets `--rich-text-top` to its height, so that the tools stay below it, and
`--rich-text-height` to how high an empty text is.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from django import template
from django.contrib.staticfiles.storage import staticfiles_storage
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

MODULES = sorted(path.name for path in (Path(__file__).parents[1] / "static/ui/rich-text").glob("*.js"))


def imports() -> dict[str, str]:
    """Which address each module name stands for, so that addresses may carry a hash of what is behind them."""
    url = staticfiles_storage.url
    own = {f"rich-text/{name}": url(f"ui/rich-text/{name}") for name in MODULES}
    return {"django-prose-editor/editor": url("django_prose_editor/editor.js"), **own}


@register.simple_tag(takes_context=True)
def rich_text_modules(context: template.Context) -> SafeString:
    """The style sheet, the import map (which needs the nonce of this answer) and the module of the editor."""
    url = staticfiles_storage.url
    addresses = imports()
    quoted = json.dumps({"imports": addresses}).replace("<", "\\u003c")
    early = format_html_join("", '<link rel="modulepreload" href="{}">', ((each,) for each in addresses.values()))
    return format_html(
        '<link rel="stylesheet" href="{}"><script type="importmap" nonce="{}">{}</script>'
        '{}<script type="module" src="{}"></script>',
        url("ui/rich-text/rich-text.css"),
        context.get("csp_nonce", ""),
        mark_safe(quoted),
        early,
        url("ui/rich-text.js"),
    )


@register.inclusion_tag("ui/rich_text.html", takes_context=True)
def rich_text(context: template.Context, name: str, label: str, **given: Any) -> dict[str, Any]:
    """One text to write; the module docstring says what may be given."""
    request = context.get("request")
    user = getattr(request, "user", None)
    saved = given.pop("saved", None)
    return {
        "name": name,
        "label": label,
        "person": user.pk if user is not None and user.is_authenticated else "",
        "next": request.get_full_path() if request is not None else "",
        "csrf_token": context.get("csrf_token"),
        "saved": saved.isoformat(timespec="seconds") if isinstance(saved, datetime) else saved,
        **given,
    }
