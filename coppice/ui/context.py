"""What every page knows about how it should look."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_bidi, to_locale
from django.utils.translation import gettext_lazy as _

THEMES = {"auto": _("As my device"), "light": _("Light"), "dark": _("Dark")}
THEME_COOKIE = "theme"


def look(request: HttpRequest) -> dict[str, object]:
    """A context processor: the reader's language, choice of light or dark, and whether single keys may act."""
    language = get_language() or settings.LANGUAGE_CODE
    theme = request.COOKIES.get(THEME_COOKIE, "auto")
    return {
        "theme": theme if theme in THEMES else "auto",
        "themes": tuple(THEMES.items()),
        "language": language,
        "from_right": get_language_bidi(),
        "languages": tuple(settings.LANGUAGES),
        "language_tag": to_locale(language).replace("_", "-"),
        "keys_off": request.COOKIES.get("keys") == "off",
    }
