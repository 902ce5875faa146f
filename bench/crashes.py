"""Kill Chromium while somebody types: what was acknowledged is on the server, the rest is offered again."""

import os
import random
import re
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.autosaving import Session
from bench.figures import Figure
from bench.house import House, is_alive, wait_until_gone
from workbench.chromium import SWITCHES, find_chromium

KEPT_WITHIN = 1.0
"""Words typed in the last second before a crash may be gone; all others must be saved or offered."""
WORD = re.compile(r"w\d+w")


@dataclass
class Typed:
    """What was typed into one text until the browser died."""

    entry: str
    words: list[tuple[float, str]] = field(default_factory=list)
    acknowledged: set[str] = field(default_factory=set)

    def note_answer(self, answer: Any) -> None:
        if answer.request.method == "PUT" and answer.status == 200:
            self.acknowledged |= set(WORD.findall(answer.request.post_data or ""))

    def before(self, moment: float) -> set[str]:
        return {word for at, word in self.words if at < moment}


def crash_browsers(house: House, crashes: int) -> Iterator[Figure]:
    chromium = find_chromium()
    if chromium is None:
        yield Figure("faults", "chromium: not run: no Chromium on PATH", 0, "", "run", False)
        return
    house.folder.mkdir()
    house.ask("manage.py", "migrate", "--verbosity", "0")
    planted = house.plant("plant", crashes, 0)
    house.start()
    lost = vanished = acknowledged = 0
    try:
        session = Session(house.port)
        session.sign_in(planted["person"])
        for entry in planted["entries"]:
            typed = Typed(entry)
            died_at = type_until_killed(house, chromium, session, typed)
            saved = set(WORD.findall(session.ask("GET", f"/items/{entry}/texts/happened/")[1].decode()))
            kept = found_again(house, chromium, session, entry)
            lost += len(typed.acknowledged - saved)
            vanished += len(typed.before(died_at - KEPT_WITHIN) - saved - kept)
            acknowledged += len(typed.acknowledged)
    finally:
        house.kill()
    yield Figure.exactly("faults", "chromium: browser killed while typing", crashes, "kills", crashes)
    yield Figure("faults", "chromium: words acknowledged", acknowledged, "words", "> 0", acknowledged > 0)
    yield Figure.exactly("faults", "chromium: acknowledged words lost", lost, "words", 0)
    yield Figure.exactly("faults", "chromium: words neither saved nor offered again", vanished, "words", 0)


def type_until_killed(house: House, chromium: str, session: Session, typed: Typed) -> float:
    """Type a word at a time; kill at a moment drawn by chance; when that was."""
    from playwright.sync_api import Error, sync_playwright

    profile = house.folder / f"profile-{typed.entry}"
    with sync_playwright() as playwright:
        context = open_profile(playwright, chromium, profile, house, session)
        page = context.pages[0]
        page.on("response", typed.note_answer)
        box = open_text(page, house, typed.entry)
        box.focus()
        end = time.monotonic() + random.uniform(1.5, 3.0)
        give_up = end + 20
        while time.monotonic() < end or (not typed.acknowledged and time.monotonic() < give_up):
            word = f"w{len(typed.words)}w"
            page.keyboard.type(f"{word} ", delay=8)
            typed.words.append((time.monotonic(), word))
        died_at = time.monotonic()
        kill_browser(profile)
        with suppress(Error):
            context.close()
    return died_at


def found_again(house: House, chromium: str, session: Session, entry: str) -> set[str]:
    """Open the text again in the same browser profile and use whatever is offered; every word that is then there."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        context = open_profile(playwright, chromium, house.folder / f"profile-{entry}", house, session)
        page = context.pages[0]
        open_text(page, house, entry)
        page.wait_for_timeout(700)
        for offer in page.get_by_role("button", name="Use them").all():
            offer.click()
        words = set(WORD.findall(str(page.evaluate("document.querySelector('rich-text').html"))))
        context.close()
    return words


def open_profile(playwright: Any, chromium: str, profile: Path, house: House, session: Session) -> Any:
    context = playwright.chromium.launch_persistent_context(profile, executable_path=chromium, args=SWITCHES)
    context.set_default_timeout(20_000)
    context.add_cookies(
        [{"name": name, "value": value, "url": house.address} for name, value in session.cookies.items()]
    )
    return context


def open_text(page: Any, house: House, entry: str) -> Any:
    page.goto(f"{house.address}/journal/{entry}/edit/")
    page.wait_for_selector("rich-text[name=happened][data-ready]")
    return page.locator("rich-text[name=happened] [role=textbox]")


def kill_browser(profile: Path) -> None:
    """SIGKILL to every process of the Chromium that uses this profile."""
    doomed = [int(folder.name) for folder in Path("/proc").iterdir() if folder.name.isdigit() and uses(folder, profile)]
    for pid in doomed:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    wait_until_gone([pid for pid in doomed if is_alive(pid)])


def uses(process: Path, profile: Path) -> bool:
    try:
        words = (process / "cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return f"--user-data-dir={profile}".encode() in words
