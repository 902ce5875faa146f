"""Looking at a page as people with very different eyes do, and writing down what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.sync_playwright import Axe

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 320, "height": 640}
MAGNIFIED = {"width": 320, "height": 256}
AXE = Axe().axe_script
VIOLATIONS = "async () => (await axe.run({ resultTypes: ['violations'] })).violations"
BONES = """() => ({
    headings: document.querySelectorAll("h1").length,
    title: document.title,
    lang: document.documentElement.lang,
    skip: Boolean(document.querySelector(document.querySelector("a.skip")?.getAttribute("href") || "no-skip-link")),
})"""


@dataclass
class Faults:
    """What was found wrong, page by page."""

    found: list[str] = field(default_factory=list)

    def expect(self, is_right: object, where: str, what: str) -> None:
        if not is_right:
            self.found.append(f"{where}: {what}")

    def __str__(self) -> str:
        return "\n".join(self.found)


def look_at(page: Any, faults: Faults, where: str) -> None:
    """In light at a desk; in the dark on a narrow phone; magnified to four times."""
    look_through(page, faults, where, [("light", DESK), ("dark", PHONE)])
    check_bones(page, faults, where)
    page.set_viewport_size(MAGNIFIED)
    check_width(page, faults, f"{where} at 400 %")


def look_through(page: Any, faults: Faults, where: str, screens: Sequence[tuple[str, dict[str, int]]]) -> None:
    """With axe on each screen, one after the other: light or dark, and how large. Colours change at once."""
    page.evaluate(AXE)
    for scheme, size in screens:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.set_viewport_size(size)
        check_axe(page, faults, f"{where} in the {scheme} at {size['width']} px")
        check_width(page, faults, f"{where} at {size['width']} px")


def check_bones(page: Any, faults: Faults, where: str) -> None:
    bones = page.evaluate(BONES)
    faults.expect(bones["headings"] == 1, where, f"{bones['headings']} first headings")
    faults.expect(bones["title"] and bones["lang"], where, "no title or language")
    faults.expect(bones["skip"], where, "no link to skip to the content")


def check_axe(page: Any, faults: Faults, where: str) -> None:
    for one in page.evaluate(VIOLATIONS):
        nodes = "; ".join(node["html"][:160] for node in one["nodes"][:2])
        faults.found.append(f"{where}: {one['id']}: {nodes}")


def check_width(page: Any, faults: Faults, where: str) -> None:
    faults.expect(page.evaluate("document.documentElement.scrollWidth <= innerWidth"), where, "it scrolls sideways")
