"""Short ways to make what tests of people need."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from django.utils import timezone

from coppice.accounts.models import Person
from coppice.people.models import Presence, Side, Skill, Statement
from coppice.people.models.skill import Described


def a_skill(name: str, by: Person, region: str = "both", also: str = "", broader: Skill | None = None) -> Skill:
    words = [word for word in also.split(", ") if word]
    described = Described(name, region, "", words, str(broader.pk) if broader else "")
    return Skill.add(described, by=by, now=timezone.now())


def says(
    person: Person, skill: Skill, level: int = 2, *, side: str = Side.HELP, reach: str = "members", **more: Any
) -> Statement:
    return Statement.say(skill, side=side, level=level, reach=reach, by=person, now=timezone.now(), **more)


def listed(*people: Person, contactable: bool = False, askable: bool = False) -> None:
    for person in people:
        Presence.choose(listed=True, contactable=contactable, askable=askable, by=person, now=timezone.now())


class Fields(HTMLParser):
    """What a browser would send of all forms of a page, as they stand."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self.select = self.area = ""
        self.feed(page.split("<main", 1)[1])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "input" and name and given.get("type") not in {"checkbox", "radio", "file"}:
            self.found[name] = given.get("value") or ""
        elif tag == "input" and name and "checked" in given:
            self.found[name] = given.get("value") or "on"
        elif tag == "textarea":
            self.area = name
            self.found[name] = ""
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in given:
            self.found[self.select] = given.get("value") or ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.found[self.area] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.area = ""


def fields_of(response: Any) -> dict[str, str]:
    return Fields(response.content.decode()).found
