"""A dossier as one long page of HTML: what word processors' files and e-books are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from uuid import NAMESPACE_OID, uuid5

from django.template import Context, Engine
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from lxml import html as markup
from lxml.html import HtmlElement

from coppice.kernel.richtext.characters import encodable, scrubbed
from coppice.portfolios.documents.blocks import direction, printable
from coppice.portfolios.documents.book import UNDESCRIBED, WORDS, listed
from coppice.portfolios.documents.days import day_in_words
from coppice.portfolios.documents.dossier import Section, Text
from coppice.portfolios.documents.plates import Plate
from coppice.portfolios.documents.rewriting import Place
from coppice.portfolios.documents.site import BUILTINS, Site

PAGES = Path(__file__).parent / "manuscript_pages"
BREAKS = {0x0B: " ", 0x0C: " "}


@dataclass(frozen=True)
class Sized(Place):
    """Pictures with the size they have on paper; on a screen they find their own."""

    plates: Mapping[str, Plate] = field(default_factory=dict)
    on_paper: bool = True

    def _picture(self, element: HtmlElement) -> None:
        plate = self.plates.get(element.get("src", "").removeprefix("/files/").removesuffix("/"))
        super()._picture(element)
        element.attrib.pop("loading", None)
        if plate and self.on_paper:
            element.set("width", f"{plate.width}pt")
            element.set("height", f"{plate.height}pt")

    def _set(self, element: HtmlElement, open_levels: list[int]) -> None:
        """Pandoc hears of a direction only from a box around the paragraph."""
        super()._set(element, open_levels)
        if element.tag == "p" and (turned := direction(element.text_content())):
            box = markup.Element("div", {"dir": "rtl", "lang": turned["lang"]})
            box.tail, element.tail = element.tail, None
            element.getparent().replace(element, box)
            box.append(element)


@dataclass
class Manuscript(Site):
    """The whole dossier, which must be canonical, on one page. `for_screen`: contents and sizes are the reader's."""

    plates: Mapping[str, Plate] = field(default_factory=dict)
    for_screen: bool = False
    engine: Engine = field(default_factory=lambda: Engine(dirs=[str(PAGES)], autoescape=True, builtins=BUILTINS))

    def __post_init__(self) -> None:
        super().__post_init__()
        self.shown = {identifier: self.files[identifier] for identifier in self.plates}
        self.shown_at = {identifier: plate.address for identifier, plate in self.plates.items()}

    def html(self) -> str:
        """The page, without characters that no document may hold."""
        dossier = self.dossier
        sections = [self._section(section) for section in dossier.sections]
        context = {
            "dossier": dossier, "words": WORDS, "title": printable(dossier.title) or _("Portfolio"),
            "language": dossier.language or "en", "sections": sections, "for_screen": self.for_screen,
            "dated": dossier.changed[:10] if self.for_screen else day_in_words(dossier.changed),
            "identifier": uuid5(NAMESPACE_OID, f"{dossier.person} {dossier.title} {dossier.created}"),
            "entries": [self._entry(entry) for entry in dossier.entries], "files": self._index()["files"],
        }  # fmt: skip
        html = self.engine.get_template("manuscript.html").render(Context(context, use_l10n=False))
        return scrubbed(encodable(html)).translate(BREAKS)

    def _part(self, text: Text, level: int) -> dict[str, str]:
        place = Sized(self.shown, self.shown_at, level, self.plates, not self.for_screen)
        return {"label": text.label, "html": SafeString(place.set(text.html))}

    def _section(self, section: Section) -> dict[str, object]:
        """Its label is left out where a section has a single text, whose headings then stand one level higher."""
        if len(section.readable) > 1:
            return super()._section(section)
        written = [self._part(text, 2) for text in section.readable.values() if text.html.strip()]
        return {**super()._section(section), "parts": [{"html": part["html"]} for part in written]}


def descriptions(html: str) -> list[str]:
    """What is said of each picture of the page, in order."""
    return [image.get("alt", "") for image in markup.document_fromstring(html).iter("img")]


def shortcomings(said: list[str], lost: set[str]) -> list[str]:
    """In words, what falls short of what a reader needs."""
    before = _(UNDESCRIBED).partition("{name}")[0]
    undescribed = {words.removeprefix(before) for words in said if words.startswith(before)}
    found = (
        (_("Images without a description: {names}."), undescribed),
        (_("Images that could not be shown: {names}."), lost),
    )
    return [about.format(names=listed(names)) for about, names in found if names]
