"""Naming the device of a session as its owner would."""

from django import template

register = template.Library()

# The more particular first: nearly every browser also claims to be Chrome and Safari.
BROWSERS = [("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"),
            ("Chrome", "Chrome"), ("Safari", "Safari")]  # fmt: skip
SYSTEMS = [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "ChromeOS"),
           ("Mac OS", "Mac"), ("Linux", "Linux")]  # fmt: skip


@register.filter
def as_device(user_agent: str) -> str:
    """“Firefox, Windows”; as it calls itself when it is none that we know."""
    found = [next((name for mark, name in known if mark in user_agent), "") for known in (BROWSERS, SYSTEMS)]
    return ", ".join(filter(None, found)) or user_agent[:60]
