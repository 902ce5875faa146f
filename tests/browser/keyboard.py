"""Somebody who has a keyboard and nothing else: Tab to reach, Enter, Space and arrows to act, and always seeing where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

MOST_STEPS = 150

WHERE = """() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    if (!at || at === document.body) return null;
    const named = at.getAttribute("aria-label")
        || (at.getAttribute("aria-labelledby") || "").split(" ").map((id) => document.getElementById(id)?.textContent).join(" ").trim()
        || [...(at.labels || [])].map((one) => one.textContent).join(" ").trim()
        || at.textContent;
    const style = getComputedStyle(at);
    const label = at.labels?.[0] ? getComputedStyle(at.labels[0]) : style;
    const beside = at.nextElementSibling ? getComputedStyle(at.nextElementSibling) : style;
    const box = at.getBoundingClientRect();
    const bar = at.closest(".rt-paper") && getComputedStyle(at.closest(".rt-paper"), "::before").backgroundColor;
    const drawn = (one) => one && (one.outlineStyle !== "none" && parseFloat(one.outlineWidth) > 0 || one.boxShadow !== "none");
    return {
        name: named.replace(/\\s+/g, " ").trim(),
        tag: at.localName,
        role: at.getAttribute("role") || "",
        field: at.getAttribute("name") || "",
        value: at.getAttribute("value") || "",
        isSeen: Boolean(drawn(style) || drawn(label) || drawn(beside) || bar && bar !== "rgba(0, 0, 0, 0)"),
        isOnScreen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    };
}"""


@dataclass
class Keyboard:
    """A page that is only ever typed at."""

    page: Any

    def open(self, path: str) -> None:
        """By the address line, as a bookmark would."""
        self.page.goto(path)
        self.settle()

    def settle(self) -> None:
        self.page.wait_for_load_state()
        if self.page.locator("rich-text").count():
            self.page.wait_for_selector("rich-text[data-ready]")

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)

    def reach(self, wanted: str, **like: str) -> dict[str, Any]:
        """Tab until the focus is on what is wanted; each stop on the way must be seen."""
        for _ in range(MOST_STEPS):
            here = self.page.evaluate(WHERE)
            if here and wanted in here["name"] and all(here[key] == value for key, value in like.items()):
                return dict(here)
            self.press("Tab")
            here = self.page.evaluate(WHERE)
            assert not here or here["isSeen"], f"the focus is not to be seen on {here}"
            assert not here or here["isOnScreen"], f"the focus is off the screen on {here}"
        raise AssertionError(f"“{wanted}” {like or ''} is not reached with the Tab key on {self.page.url}")

    def press_on(self, name: str, **like: str) -> None:
        """Open a link or unfold something."""
        self.reach(name, **like)
        self.press("Enter")

    def follow(self, name: str) -> None:
        self.reach(name, tag="a")
        with self.page.expect_navigation():
            self.press("Enter")
        self.settle()

    def push(self, name: str) -> None:
        self.reach(name, tag="button")
        with self.page.expect_navigation():
            self.press("Enter")
        self.settle()

    def write(self, label: str, words: str) -> None:
        for _ in range(MOST_STEPS):
            here = self.reach(label)
            if here["tag"] in {"input", "textarea"} or here["role"] == "textbox":
                break
            self.press("Tab")
        self.type(words)

    def tick(self, field: str, value: str = "") -> None:
        self.reach("", field=field, **({"value": value} if value else {}))
        self.press("Space")

    def choose(self, field: str, value: str) -> None:
        """One of several radio buttons, by the arrows."""
        self.reach("", field=field)
        for _ in range(MOST_STEPS):
            if self.page.evaluate(WHERE)["value"] == value:
                break
            self.press("ArrowDown")
        self.page.wait_for_function("document.activeElement.checked")
