"""Looking at a page as people with very different eyes do, and writing down what is wrong with it."""

from __future__ import annotations

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
    """In light at a desk; in the dark on a narrow phone; magnified to four times. Colours change at once."""
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.set_viewport_size(DESK)
    check_bones(page, faults, where)
    page.evaluate(AXE)
    check_axe(page, faults, f"{where} in light")
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    page.set_viewport_size(PHONE)
    check_axe(page, faults, f"{where} in the dark at 320 px")
    check_width(page, faults, f"{where} at 320 px")
    page.set_viewport_size(MAGNIFIED)
    check_width(page, faults, f"{where} at 400 %")


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
