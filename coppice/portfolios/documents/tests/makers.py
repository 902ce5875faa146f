"""An invented candidate's portfolio, as small or as large as a test needs, the same for the same seed."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from dataclasses import replace
from uuid import NAMESPACE_URL, uuid5

from PIL import Image, ImageDraw

from coppice.kernel.richtext import clean
from coppice.portfolios.documents.dossier import (
    Attachment,
    Citation,
    Claim,
    Dossier,
    Entry,
    Remark,
    Section,
    Text,
    Version,
    WebLink,
    attachment_from_bytes,
)
from coppice.portfolios.documents.told import Audience, Change, Lent, Named, Recognised, Wording

FACETS = {"description": "Description", "evidence": "Evidence", "reflection": "Reflection"}
PRINCIPLES = {"P1": "Interplay", "P2": "Currency", "P3": "Empathy", "P4": "Dissemination"}
SECTIONS = [
    ("CS", "Contextual statement"),
    ("1a", "Constraints and benefits of different technologies"),
    ("1b", "Technical knowledge and ability"),
    ("1c", "Supporting deployment"),
    ("2a", "Teaching, learning and assessment processes"),
    ("2b", "Understanding your target learners"),
    ("3a", "Legislation"),
    ("3b", "Policies and standards"),
    ("4a", "Working with others"),
    ("5", "Specialist area"),
    ("5", "Specialist area"),
    ("FP", "Future plans"),
    ("DEC", "Declaration"),
]
SENTENCES = [
    "When the nursing team asked for a way to practise handover, I first sat in on two of their sessions.",
    "We compared three tools against what the learners would have with them on a ward: a phone and ten quiet minutes.",
    "The quiz engine gave quick feedback but hid the reasoning, which was what the tutors most wanted to see.",
    "I wrote a short guide, tested it with two people who had never used the platform, and cut it by half.",
    "Of the forty-one students who began the activity, thirty-six finished it and nineteen came back to it.",
    "Looking back, I would have asked the students before I asked the timetable.",
    "The captions were wrong in exactly the places where the vocabulary mattered most.",
    "My manager supported the pilot; my colleagues in the library made it work.",
    "I had assumed that choice would be welcome, and learned that a good default is kinder.",
    "The screen reader announced every icon twice, so we replaced the template before term began.",
    "A drop-in on Tuesday afternoons reached more people than the three workshops together.",
    "What changed was small: tutors now post the question before the session and not after it.",
    "The data protection assessment took six weeks and improved the design in two places.",
    "I shared the result with the regional group and was asked for the template by four institutions.",
    "Next time I will plan the evaluation on the same day as the activity.",
]


def name(short: str) -> str:
    """An id as the database gives them, the same each time."""
    return str(uuid5(NAMESPACE_URL, short))


def prose(words: int, chance: random.Random) -> str:
    """Paragraphs of about this many words."""
    paragraphs, count = [], 0
    while count < words:
        said = " ".join(chance.sample(SENTENCES, chance.randint(3, 6)))
        paragraphs.append(f"<p>{said}</p>")
        count += len(said.split())
    return "".join(paragraphs)


def photo(seed: int, width: int = 1280, height: int = 960) -> bytes:
    """A picture with the weight of a photograph."""
    chance = random.Random(seed)
    grain = Image.frombytes("L", (width // 4, height // 4), chance.randbytes(width // 4 * (height // 4)))
    image = grain.resize((width, height), Image.Resampling.NEAREST).convert("RGB")
    tint = Image.new("RGB", image.size, tuple(chance.randint(60, 200) for _ in range(3)))
    image = Image.blend(image, tint, 0.72)
    ImageDraw.Draw(image).rectangle((width // 4, height // 4, width // 2, height // 2), fill=(240, 236, 226))
    held = io.BytesIO()
    image.save(held, "JPEG", quality=82)
    return held.getvalue()


def figure(file: str, alt: str, caption: str = "") -> str:
    said = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure><img src="/files/{file}/" alt="{alt}">{said}</figure>'


TABLE = (
    "<table><thead><tr><th>Tool</th><th>For whom</th><th>What it cost</th></tr></thead><tbody>"
    "<tr><th>Branching quiz</th><td>Second-year nurses</td><td>Four days of writing</td></tr>"
    "<tr><th>Audio diary</th><td>Students on placement</td><td>Consent and storage</td></tr></tbody></table>"
)


def dossier(*, words: int = 3000, evidence: int = 12, images: int = 4, seed: int = 7) -> Dossier:
    """A CMALT portfolio with the given number of words, journal entries and images."""
    chance = random.Random(seed)
    pictures = [
        attachment_from_bytes(name(f"p{n}"), f"photo {n}.jpg", "image/jpeg", photo(n, 640, 480), f"Workshop table {n}")
        for n in range(images)
    ]
    entries = [entry(n, chance) for n in range(evidence)]
    papers = [paper(n) for n in range(evidence // 4)]
    entries = [
        replace(e, files=(papers[n // 4].id,)) if n % 4 == 0 and n // 4 < len(papers) else e
        for n, e in enumerate(entries)
    ]
    sections = written_sections(words, [e.id for e in entries], [p.id for p in pictures], chance)
    return Dossier(
        title="Small tools, quiet rooms",
        person="Rhian Ellwood",
        framework="cmalt",
        framework_version="2019-07",
        framework_title="CMALT",
        pathway="cmalt",
        pathway_title="CMALT pathway",
        language="en-GB",
        created="2025-02-03T09:15:00+00:00",
        changed="2026-10-18T16:40:12+00:00",
        sections=tuple(sections),
        entries=tuple(entries),
        files=(*pictures, *papers),
        remarks=remarks(sections),
        versions=versions(sections),
        recognitions=(Recognised(sections[1].id, "P1", "Interplay", "Tomos Pryce", "2026-05-01T08:30:00+00:00"),),
        audience=tuple(audience(sections)),
        aim="2027-03-01",
    )


def audience(sections: list[Section]) -> Iterator[Audience]:
    """Told of the whole twice, since it came from somewhere else before, and of one section."""
    long_ago, then, later = "2025-03-01T09:00:00+00:00", "2026-04-30T10:00:00+00:00", "2026-05-30T10:00:00+00:00"
    yield Audience("", "members", changes=(Change(long_ago, "Rhian Ellwood", "from “Only me” to “All members”"),))
    yield Audience("", "group", "Writing circle", links=(Lent(then, later),))
    reader = Named("Tomos Pryce", "asked to read and comment", then, later)
    yield Audience(sections[1].id, "only_me", readers=(reader, replace(reader, name="tutor@example.org", until="")))


def entry(number: int, chance: random.Random) -> Entry:
    return Entry(
        id=f"e{number}",
        title=f"Drop-in session {number + 1} with the health tutors",
        happened=f"2026-{number % 9 + 1:02d}-{number % 27 + 1:02d}",
        texts={
            "what": Text("What happened", clean(prose(50, chance))),
            "now_what": Text("Now what?", clean(prose(25, chance))),
        },
        details={"With whom": ["two tutors", "a librarian"], "Impact": "Learning", "Reach": 12 + number},
        codes=("cmalt:P1", "cmalt:2a"),
        created=f"2026-{number % 9 + 1:02d}-27T10:00:00+00:00",
        origin=name(f"e{number}"),
        links=(WebLink(f"https://example.org/handover/{number}", "The activity as students see it"),),
    )


def paper(number: int) -> Attachment:
    content = f"Minutes of planning meeting {number}\n\nPresent: two tutors.\n".encode() * 40
    return attachment_from_bytes(name(f"m{number}"), f"minutes {number}.txt", "text/plain", content)


def written_sections(words: int, entries: list[str], pictures: list[str], chance: random.Random) -> list[Section]:
    sections, seen = [], {"5": 0}
    for position, (code, title) in enumerate(SECTIONS):
        seen[code] = seen.get(code, 0) + 1
        share = words // (len(SECTIONS) * len(FACETS))
        own = pictures[position :: len(SECTIONS)]
        texts = {facet: Text(label, clean(_facet(facet, share, own, chance))) for facet, label in FACETS.items()}
        cited = tuple(Citation(e, "Shows how the need was found.") for e in entries[position :: len(SECTIONS)])
        sections.append(
            Section(
                id=f"s{position}",
                code=code,
                number=seen[code],
                title=title,
                status="drafting",
                texts=texts,
                claims=tuple(Claim(c, t) for c, t in list(PRINCIPLES.items())[: position % 4 + 1]),
                evidence=cited,
                own_title="Assessment on placement" if code == "5" and seen[code] == 1 else "",
            )
        )
    return sections


def _facet(facet: str, words: int, pictures: list[str], chance: random.Random) -> str:
    html = prose(words, chance)
    if facet == "description":
        html = (
            "<h2>Where it began</h2>" + html + "<h4>What I compared</h4>" + TABLE + "<ul><li>a phone</li><li>ten <em>"
            "quiet</em> minutes<ol><li>first</li><li>second</li></ol></li></ul>"
        )
    if facet == "evidence":
        html += "".join(figure(file, "Six people at a table with cards", "The cards we sorted") for file in pictures)
        html += '<p>See the <a href="https://example.org/guide">guide</a> and <code>handover.json</code>.</p>'
    if facet == "reflection":
        html += "<blockquote><p>It was the first time somebody asked us before buying.</p></blockquote>"
    return html


def remarks(sections: list[Section]) -> tuple[Remark, ...]:
    anchor = {
        "code": "description",
        "block": "abcd1234",
        "quote": "ten quiet minutes",
        "prefix": "",
        "suffix": "",
        "start": 4,
    }
    first = Remark(
        "r1",
        sections[1].id,
        "Tomos Pryce",
        "2026-05-01T08:00:00+00:00",
        clean("<p>How did you choose?</p>"),
        "",
        2,
        anchor,
    )
    reply = Remark(
        "r2",
        sections[1].id,
        "Rhian Ellwood",
        "2026-05-02T08:00:00+00:00",
        clean("<p>By trying all three.</p>"),
        "r1",
        0,
        None,
        "2026-05-03T08:00:00+00:00",
        "Tomos Pryce",
        (Wording(clean("<p>By asking.</p>"), "2026-05-02T08:05:00+00:00"),),
    )
    return (first, reply)


def versions(sections: list[Section]) -> tuple[Version, ...]:
    return tuple(
        Version(
            section.id,
            number,
            "Rhian Ellwood",
            f"2026-04-0{number}T12:00:00+00:00",
            {"description": clean(f"<p>Draft {number}</p>")},
            "Before feedback" if number == 2 else "",
            "saved",
        )
        for section in sections[:3]
        for number in (1, 2)
    )
