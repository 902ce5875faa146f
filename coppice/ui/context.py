"""What every page knows about how it should look."""

from django.http import HttpRequest

THEMES = {"auto": "As my device", "light": "Light", "dark": "Dark"}
THEME_COOKIE = "theme"


def look(request: HttpRequest) -> dict[str, object]:
    """A context processor: the reader's choice of light or dark, and whether single keys may act."""
    theme = request.COOKIES.get(THEME_COOKIE, "auto")
    return {
        "theme": theme if theme in THEMES else "auto",
        "themes": THEMES,
        "keys_off": request.COOKIES.get("keys") == "off",
    }
