"""The portfolios of the demonstration, from the texts in `seeded/`, through the commands that the pages use.

A file is a section: lines of what is so about it (status, title, claims, `+` evidence that readers may open, `-`
evidence kept back), then its texts, each after a line `=== code`. `3a-2.md` is the second section 3a. A
paragraph that begins with "(draft) " is only in the first draft.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone

from coppice.accounts.models import Person
from coppice.frameworks.models import Edition
from coppice.groups.models import Group
from coppice.journal.models import Entry
from coppice.journal.wording import folded
from coppice.kernel import richtext
from coppice.portfolios.models import Occasion, Portfolio, Section, TextOrigin

DRAFT = "(draft) "
DESK = "the desk of the demonstration"
SEEDED = Path(__file__).parent / "seeded"


@dataclass(frozen=True)
class Plan:
    """Whose, where its texts lie, for what, begun and last touched so many days ago."""

    slug: str
    folder: str
    framework: str
    pathway: str
    begun: int
    touched: int
    title: str = ""
    aim: int | None = None


PLANS = [
    Plan("morwenna-pascoe", "morwenna-pascoe", "cmalt", "cmalt", 152, 1, "My CMALT portfolio", 68),
    Plan("idris-bowen", "idris-bowen", "cmalt", "senior", 96, 9, "Senior CMALT", 190),
    Plan("farah-siddiqui", "farah-siddiqui", "cmalt", "associate", 41, 4),
    Plan("tomasz-zielinski", "tomasz-zielinski", "cmalt", "cmalt", 290, 243),
    Plan("grace-oyelaran", "grace-oyelaran/psf", "psf", "D2", 150, 6, "Fellowship claim"),
    Plan("grace-oyelaran", "grace-oyelaran/cmalt", "cmalt", "cmalt", 149, 20),
    Plan("nia-gethin", "nia-gethin", "cmalt", "cmalt", 12, 11),
    Plan("eilidh-mackay", "eilidh-mackay", "felt", "person", 420, 17),
    Plan("lowri-prosser", "lowri-prosser", "cmalt", "cmalt", 130, 22),
    Plan("dominic-achebe", "dominic-achebe", "cmalt", "cmalt", 88, 30),
]

# reader, whose section, what they see there
RECOGNISED = [
    ("ruth-adeyemi", "1a", "P1"),
    ("ruth-adeyemi", "2b", "P3"),
    ("lowri-prosser", "2b", "P3"),
    ("lowri-prosser", "4a", "P4"),
    ("ruth-adeyemi", "3a", "P3"),
]

# whose, framework, section and text that it came from, the same of where it went; and what was written there since
BROUGHT_OVER = [
    ("grace-oyelaran", ("psf", "CTX", "statement"), ("cmalt", "CS", "statement"),
     "From next year there will be 120 of them, and four colleagues who learn to teach it with me."),
    ("grace-oyelaran", ("cmalt", "2b", "description"), ("psf", "ACC", "evidence"), ""),
]  # fmt: skip

# whose, and where they said they were in their self-assessment, a year ago and now
STANDINGS: dict[str, dict[str, tuple[str, str]]] = {
    "eilidh-mackay": {
        "AW1": ("looking", "sometimes"), "AW2": ("looking", "sometimes"), "AW4": ("not-yet", "looking"),
        "PF1": ("sometimes", "sometimes"), "PF4": ("usual", "sometimes"), "VA2": ("sometimes", "usual"),
        "VA5": ("usual", "passed-on"), "VA6": ("", "looking"), "CC3": ("not-yet", "looking"), "CC5": ("usual", "usual"),
    },
}  # fmt: skip


@dataclass
class Told:
    """What a file says of a section."""

    about: dict[str, str] = field(default_factory=dict)
    evidence: list[tuple[bool, str, str]] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)


def seed(
    people: dict[str, Person], groups: dict[str, Group], entries: dict[str, list[Entry]], *, now: datetime
) -> dict[str, list[Portfolio]]:
    """Everybody's portfolios, by slug, the one they work on first."""
    editions = {edition.slug: edition for edition in Edition.objects.offered()}
    made: dict[str, list[Portfolio]] = {}
    for plan in PLANS:
        if plan.slug in people:
            portfolio = write_one(plan, people[plan.slug], editions[plan.framework], entries.get(plan.slug, []), now)
            made.setdefault(plan.slug, []).append(portfolio)
    look_twice(made, people, now)
    bring_over(made, people, now - timedelta(days=5))
    if "morwenna-pascoe" in made:
        recognise(made["morwenna-pascoe"][0], people, now)
    return made


def write_one(plan: Plan, by: Person, edition: Edition, journal: list[Entry], now: datetime) -> Portfolio:
    """One portfolio: drafted over the weeks, kept under a name, then finished."""
    begun, touched = now - timedelta(days=plan.begun), now - timedelta(days=plan.touched)
    aim = (now + timedelta(days=plan.aim)).date() if plan.aim else None
    portfolio = Portfolio.begin(edition=edition, pathway=plan.pathway, title=plan.title, aim=aim, by=by, now=begun)
    files = sorted((SEEDED / plan.folder).glob("*.md"))
    sections = [(section_of(portfolio, file.stem, by, begun), read(file)) for file in files]
    days = max(1, plan.begun - plan.touched)
    for number, (section, told) in enumerate(sections):
        moment = begun + timedelta(days=days * (number + 1) / (len(sections) + 2))
        write(section, told, by=by, now=at_work(moment, number), part=0.6)
    if plan.aim:
        portfolio.name_version(name="First draft of everything", by=by, now=at_work(touched - timedelta(days=12), 5))
    for number, (section, told) in enumerate(reversed(sections)):
        moment = at_work(touched - timedelta(hours=26 * number), number)
        write(section, told, by=by, now=moment)
        settle(section, told, journal, by=by, now=moment)
    portfolio.touch(now=at_work(touched, 0))
    return portfolio


def at_work(moment: datetime, number: int) -> datetime:
    """On the same day, at a time at which one writes."""
    local = timezone.localtime(moment)
    return local.replace(hour=9 + number * 5 % 9, minute=(7 + number * 23) % 60, second=0, microsecond=0)


def section_of(portfolio: Portfolio, stem: str, by: Person, now: datetime) -> Section:
    code, _, number = stem.partition("-")
    there: Section | None = portfolio.here().filter(code=code, number=int(number or 1)).first()
    return there or portfolio.add_section(code=code, by=by, now=now)


def read(file: Path) -> Told:
    told, (head, *texts) = Told(), file.read_text(encoding="utf-8").split("=== ")
    for line in head.splitlines():
        if line[:2] in {"+ ", "- "}:
            phrase, _, note = line[2:].partition(" | ")
            told.evidence.append((line[0] == "+", phrase, note))
        elif line.strip():
            name, _, value = line.partition(": ")
            told.about[name] = value.strip()
    for text in texts:
        code, _, words = text.partition("\n")
        told.texts[code.strip()] = words.strip()
    return told


def write(section: Section, told: Told, *, by: Person, now: datetime, part: float = 1) -> None:
    """Its texts, or the first part of each."""
    for code, words in told.texts.items():
        paragraphs = [one.removeprefix(DRAFT) for one in words.split("\n\n") if part < 1 or not one.startswith(DRAFT)]
        so_far = "\n\n".join(paragraphs[: max(1, round(len(paragraphs) * part))])
        old = section.text(code)
        html = richtext.from_markdown_over(old, so_far)
        base = richtext.fingerprint(old)
        section.write(code=code, html=html, bases=[base], by=by, now=now, writer=DESK, sequence=round(part * 10))
    section.refresh_from_db()


def settle(section: Section, told: Told, journal: list[Entry], *, by: Person, now: datetime) -> None:
    """What is so about it: title, claims, evidence, status."""
    if title := told.about.get("title"):
        section.rename(own_title=title, by=by, now=now)
    section.speak_to(codes=told.about.get("claims", "").split(), by=by, now=now)
    for shared, phrase, note in told.evidence:
        for entry in journal:
            if folded(phrase) in entry.searchable:
                section.attach(entry=entry, note=note, shared=shared, by=by, now=now)
                break
    section.set_status(status=told.about.get("status", section.status), by=by, now=now)


def recognise(portfolio: Portfolio, people: dict[str, Person], now: datetime) -> None:
    for reader, code, principle in RECOGNISED:
        if reader in people:
            section = portfolio.here().get(code=code, number=1)
            section.recognise(code=principle, by=people[reader], now=now - timedelta(days=2))


def bring_over(made: dict[str, list[Portfolio]], people: dict[str, Person], now: datetime) -> None:
    """Texts that serve two portfolios; one was changed where it came from."""
    for slug, (framework, code, text), (other, into, there), since in BROUGHT_OVER:
        if slug not in made:
            continue
        by, mine = people[slug], {portfolio.edition.slug: portfolio for portfolio in made[slug]}
        source, target = mine[framework].here().get(code=code, number=1), mine[other].here().get(code=into, number=1)
        TextOrigin.bring_over(source=source, source_code=text, into=target, code=there, by=by, now=now)
        if since:
            old = source.text(text)
            html, base = old + richtext.from_markdown(since), richtext.fingerprint(old)
            source.write(code=text, html=html, bases=[base], by=by, now=now + timedelta(days=2))


def look_twice(made: dict[str, list[Portfolio]], people: dict[str, Person], now: datetime) -> None:
    """A self-assessment that was done a year ago and again."""
    for slug, said in STANDINGS.items():
        for portfolio in made.get(slug, []):
            by, sections = people[slug], {section.code: section.pk for section in portfolio.here()}
            then, since = now - timedelta(days=400), now - timedelta(days=17)
            Occasion.say(portfolio, {sections[code]: was for code, (was, _) in said.items()}, by=by, now=then)
            Occasion.begin_again(portfolio, by=by, now=since)
            Occasion.say(portfolio, {sections[code]: it_is for code, (_, it_is) in said.items()}, by=by, now=since)
