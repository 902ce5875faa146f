"""`{% load ui %}`: the components that need more than a line of HTML. `coppice.ui` lists them all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, tzinfo
from functools import lru_cache
from typing import Any

from django import template
from django.contrib.staticfiles.storage import staticfiles_storage
from django.forms import BaseForm, BoundField
from django.utils import formats, timezone
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from coppice.ui.binding import WORDS, bound, kinds

register = template.Library()
GOES_ALONG = {"base", "block", "code", "next", "once", "parent", "seen", "start"}


@register.simple_tag
def bound_url(kind: str) -> str:
    """The address of the one style sheet ("css") or the one script ("js")."""
    return bound(kind).url


@register.simple_tag
def words_for_scripts() -> SafeString | str:
    """What scripts say in the reader's language, before any script; in English they know it themselves."""
    kind = f"{WORDS}{get_language()}"
    return format_html('<script defer src="{}"></script>', bound(kind).url) if kind in kinds() else ""


@register.simple_tag
def scripts() -> SafeString:
    """The one script of every page. It fetches htmx itself, and only where the page uses it."""
    htmx = staticfiles_storage.url("django_htmx/htmx-2.min.js")
    return format_html('<script type="module" src="{}" id="coppice" data-htmx="{}"></script>', bound("js").url, htmx)


@register.simple_tag
def moment(value: datetime | None, *, first: bool = False) -> SafeString | str:
    """A point in time: the day in words and the clock, in the reader's zone. `first` in a sentence has a capital."""
    if value is None:
        return ""
    return _moment(value, timezone.get_current_timezone(), timezone.localdate(), get_language(), first)


@lru_cache(maxsize=4096)
def _moment(value: datetime, zone: tzinfo, today: date, language: str | None, first: bool) -> SafeString:
    local = timezone.localtime(value, zone)
    words = f"{_said(local.date(), today, language, first)}, {local:%H:%M}"
    return SafeString(
        f'<time datetime="{local.isoformat(timespec="seconds")}" title="{escape(local.tzname())}">{words}</time>'
    )


@register.simple_tag
def day(value: date | datetime | None, *, first: bool = False) -> SafeString | str:
    """A day in words: today, yesterday, Saturday 21 November, 3 March 2024. `first` in a sentence has a capital."""
    if value is None:
        return ""
    the_day = timezone.localtime(value).date() if isinstance(value, datetime) else value
    return SafeString(f'<time datetime="{the_day.isoformat()}">{_day_in_words(the_day, first=first)}</time>')


def _day_in_words(the_day: date, *, first: bool) -> str:
    return _said(the_day, timezone.localdate(), get_language(), first)


@lru_cache(maxsize=4096)
def _said(the_day: date, today: date, language: str | None, first: bool) -> str:
    """A list says the same few days again and again, and formatting one is slow."""
    near = {0: _("today"), 1: _("yesterday"), -1: _("tomorrow")}
    distance = (today - the_day).days
    if distance in near:
        return near[distance].capitalize() if first else near[distance]
    pattern = "l j F" if the_day.year == today.year else "j F Y"
    words = formats.date_format(the_day, pattern)
    return words[0].upper() + words[1:] if first else words


@register.simple_tag
def status(shape: str, words: str) -> SafeString:
    """A word with a shape before it. Shapes: none, started, half, full, done, attention, danger."""
    return format_html('<span class="status" data-shape="{}">{}</span>', shape, words)


@register.simple_tag
def spoken(language: str) -> SafeString | str:
    """For the start of an element whose words are in that language: said where the page is in another."""
    here = (get_language() or "").partition("-")[0]
    return "" if language.partition("-")[0] == here else format_html(' lang="{}"', language)


@register.simple_tag
def names(things: Iterable[Any]) -> SafeString:
    """The names of a few things, each leading to its page, to stand in a sentence."""
    return format_html_join(", ", '<a href="{}">{}</a>', ((thing.get_absolute_url(), thing) for thing in things))


@register.inclusion_tag("ui/empty.html")
def empty(heading: str, words: str, action: str = "", url: str = "") -> dict[str, str]:
    """Nothing here yet: what will be here, why it helps, and one thing to do."""
    return {"heading": heading, "words": words, "action": action, "url": url}


@register.inclusion_tag("ui/confirm.html", takes_context=True)
def confirm(context: template.Context, question: str, words: str, **more: str) -> dict[str, Any]:
    """A button that asks once more. `more`: url, explanation, method (DELETE…), name, value, kind."""
    return {"question": question, "words": words, "csrf_token": context.get("csrf_token"), **more}


@register.inclusion_tag("ui/progress.html")
def progress(url: str, done: int, total: int, words: str, *, finished: bool = False) -> dict[str, Any]:
    """Long work under way; asks `url` again every other second, or by a link without scripts."""
    share = min(100, round(100 * done / total)) if total else 0
    return {"url": url, "done": done, "total": total, "share": share, "words": words, "finished": finished}


@register.inclusion_tag("ui/pager.html")
def pager(newer: str = "", older: str = "", newer_words: str = "", older_words: str = "") -> dict[str, str]:
    """Two links through a long list; give the addresses that exist."""
    return {"newer": newer, "older": older, "newer_words": newer_words, "older_words": older_words}


@register.inclusion_tag("ui/tabs.html")
def tabs(label: str, places: Sequence[Any]) -> dict[str, Any]:
    """Views of one thing, as links. Each place has name, url, here, and perhaps count."""
    return {"label": label, "places": places}


@register.simple_block_tag
def beside(content: str, heading: str = "", kind: str = "") -> SafeString:
    """A note in the margin beside the paragraph it stands before; folds under it on a phone."""
    title = format_html("<h3>{}</h3>", heading) if heading else ""
    return format_html('<aside class="beside" data-kind="{}">{}{}</aside>', kind, title, SafeString(content))


@register.simple_tag
def field(bound: BoundField, help: str | None = None) -> SafeString:
    """One field of a form, perhaps with other help than its form gives it."""
    if help is not None:
        bound.help_text = help
    bound.field.widget.attrs.pop("placeholder", None)
    return format_html('<div class="field" data-widget="{}">{}</div>', bound.widget_type, bound.as_field_group())


@register.inclusion_tag("ui/summary.html")
def summary(form: BaseForm, **labels: str) -> dict[str, BaseForm]:
    """What needs mending in a form whose fields are laid out by hand, and perhaps other names for its fields."""
    for name in labels.keys() & form.fields.keys():
        form[name].label = labels[name]
    return {"form": form}


@register.filter
def is_words(name: str) -> bool:
    """Whether its author would know a field of a form again; the rest goes along unseen when it is sent once more."""
    return name.partition("_")[0] not in GOES_ALONG


@register.filter
def as_label(name: str) -> str:
    """The name of a field as words: “happened_on” is “Happened on”."""
    return name.replace("_", " ").capitalize()
