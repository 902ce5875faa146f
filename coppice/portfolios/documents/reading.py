"""A word processor's document, web page or Markdown text as passages under their headings. Nothing of it is dropped."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _
from lxml import html as markup
from lxml.html import HtmlElement

from coppice.kernel.refusals import Refusal
from coppice.kernel.richtext import clean, word_count
from coppice.portfolios.documents import google
from coppice.portfolios.documents.at_the_end import at_the_end, sentences
from coppice.portfolios.documents.footnotes import Footnotes
from coppice.portfolios.documents.intake import Kind, kind_of, text_of
from coppice.portfolios.documents.labels import is_beside, is_contents, is_label, looks_like_heading
from coppice.portfolios.documents.pandoc import as_html
from coppice.portfolios.documents.pictures_found import Pictures
from coppice.portfolios.documents.source import Found, Source
from coppice.portfolios.documents.stash import Stash
from coppice.portfolios.documents.unpacking import Limits
from coppice.portfolios.documents.weighing import left_behind
from coppice.portfolios.documents.word_parts import Extras, extras

HEADING = re.compile(r"^h[1-6]$")
WRAPPERS = {"div", "section", "article", "main", "body", "header", "footer", "center", "form"}


def read_document(path: Path, name: str, limits: Limits | None = None) -> Source:
    """The document's passages, pictures and what was not understood. Raises Refusal."""
    kind = kind_of(path, name, limits)
    if kind is Kind.ARCHIVE:
        raise Refusal(_("This is a portfolio archive; it is brought in whole, without placing its passages."))
    if kind in {Kind.WORDPRESS, Kind.LIST}:
        raise Refusal(_("This becomes entries in your journal, without placing its passages."))
    beside = extras(path, kind) if kind in {Kind.DOCX, Kind.ODT} else Extras()
    stash = Stash()
    source = source_from_html(_html(path, kind, stash, limits or Limits()), beside, name, stash)
    if not source.words and not source.pictures:
        raise Refusal(_("We found no text in this document."))
    return source


def _html(path: Path, kind: Kind, stash: Stash, limits: Limits) -> str:
    """Pandoc's HTML, read from a copy with a plain name, without its pictures and, for texts, in UTF-8."""
    with tempfile.TemporaryDirectory(prefix="coppice-reading-") as folder:
        copied = Path(folder) / f"document.{kind}"
        if kind is Kind.GOOGLE:
            copied.write_text(google.html_of(path, stash, limits), "utf-8")
            return as_html(copied, Kind.HTML)
        if kind in {Kind.HTML, Kind.MARKDOWN}:
            copied.write_text(stash.without_pictures_in(text_of(path)), "utf-8")
        else:
            stash.without_pictures(path, copied)
        return as_html(copied, kind)


def source_from_html(html: str, beside: Extras, name: str, stash: Stash | None = None) -> Source:
    page = markup.document_fromstring(html or "<p></p>", parser=markup.HTMLParser(huge_tree=True))
    stash = stash or Stash()
    pictures, images = Pictures(stash), list(page.iter("img"))
    if len(images) == len(beside.descriptions):
        for image, words in zip(images, beside.descriptions, strict=True):
            image.set("alt", image.get("alt") or image.get("aria-label") or words)
    boxes = left_behind(beside.paragraphs, page)
    plates = [markup.Element("img", src=mark) for mark in stash.passed_over(beside.shown, _addresses(images))]
    title = _title(page, beside.title) or name.rsplit(".", 1)[0].replace("_", " ").strip() or "Portfolio"
    for image in [*images, *plates]:
        pictures.take(image)
    notes, contents = Footnotes.taken_from(page), list(_without_contents(page))
    body = page.find("body")
    passages = list(_passages(body, notes)) if body is not None else []
    passages += at_the_end(boxes, plates, beside.notes)
    said = [*beside.sentences, *contents, *pictures.sentences(), *notes.sentences()]
    said += sentences(boxes, plates, beside.notes)
    return Source(title, tuple(passages), tuple(pictures.kept.values()), tuple(said))


def _addresses(images: list[HtmlElement]) -> Iterator[str]:
    return (image.get("src", "") for image in images)


def _title(page: HtmlElement, said: str) -> str:
    """The document's own title, taken out of the text. OpenDocument says it beside the text and repeats it in there."""
    header = page.xpath("//header[@id='title-block-header']//h1") or page.xpath("//body/p")[:1]
    title = " ".join(header[0].text_content().split()) if header else ""
    if header and (header[0].tag == "h1" or (said and title == said)):
        header[0].getparent().remove(header[0])
        return title[:200]
    return said[:200]


def _without_contents(page: HtmlElement) -> Iterator[str]:
    """A list that only leads to other places of the document is left out; Coppice makes its own."""
    for heading in page.xpath("//*[self::h1 or self::h2]"):
        listed = heading.getnext()
        if is_contents(heading.text_content()) and listed is not None and _only_leads_on(listed):
            listed.drop_tree()
            heading.drop_tree()
            yield _("The table of contents was left out; the portfolio has one of its own.")


def _only_leads_on(block: HtmlElement) -> bool:
    inside = " ".join(link.text_content() for link in block.xpath(".//a[starts-with(@href, '#')]"))
    return block.tag in {"ul", "ol"} and inside.split() == block.text_content().split()


def _passages(body: HtmlElement, notes: Footnotes) -> Iterator[Found]:
    """Split at headings, at bold lines that serve as headings, and at labels that open a paragraph.

    What a Coppice document says beside the texts stays in one piece.
    """
    blocks = list(_blocks(body))
    has_headings = any(HEADING.match(block.tag) for block in blocks)
    heading, level, above, held = "", 0, 0, list[HtmlElement]()
    for block in blocks:
        found = _heading_in(block, has_headings, above)
        if found is None or (is_beside(heading) and found[1] > level):
            held.append(block)
            continue
        if heading or held:
            yield _found(heading, level, held, notes)
        (heading, level), held = found, []
        above = level if not is_label(heading) else above
        if not HEADING.match(block.tag) and (rest := _rest_after_label(block)) is not None:
            held.append(rest)
    if heading or held:
        yield _found(heading, level, held, notes)


def _blocks(element: HtmlElement) -> Iterator[HtmlElement]:
    """Blocks in order, out of their wrappers; loose words become paragraphs."""
    loose = markup.Element("p")
    loose.text = element.text
    for child in list(element):
        tail, child.tail = child.tail, None
        if not isinstance(child.tag, str):
            pass
        elif child.tag in WRAPPERS or child.tag in INNER:
            yield from _emptied(loose)
            loose = markup.Element("p")
            yield from _opened(child)
        else:
            loose.append(child)
            child.tail = tail
            continue
        _append_text(loose, tail)
    yield from _emptied(loose)


def _opened(block: HtmlElement) -> Iterator[HtmlElement]:
    """The block, or what stands in it: a wrapper's parts, and the cells of a table that only lays out a page."""
    if block.tag in WRAPPERS:
        yield from _blocks(block)
    elif block.tag == "table" and _is_layout(block):
        for cell in block.iter("td", "th"):
            if next(cell.iterancestors("table")) is block:
                yield from _blocks(cell)
    else:
        yield block


def _is_layout(table: HtmlElement) -> bool:
    """A table that holds headings, or whose rows all have a single cell, is a page drawn with lines."""
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
    return next(table.iter(*HEADINGS), None) is not None or all(len(row) <= 1 for row in rows)


HEADINGS = [f"h{n}" for n in range(1, 7)]
INNER = {
    "p",
    "ul",
    "ol",
    "dl",
    "table",
    "blockquote",
    "pre",
    "figure",
    "hr",
    "details",
    "address",
    *HEADINGS,
}


def _emptied(loose: HtmlElement) -> Iterator[HtmlElement]:
    if loose.text_content().strip() or loose.find(".//img") is not None:
        yield loose


def _append_text(element: HtmlElement, text: str | None) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + (text or "")
    else:
        element.text = (element.text or "") + (text or "")


def _heading_in(block: HtmlElement, has_headings: bool, above: int) -> tuple[str, int] | None:
    words = " ".join(block.text_content().split())
    if HEADING.match(block.tag):
        return (
            (words[:300], int(block.tag[1])) if words and len(words) <= 300 and block.find(".//img") is None else None
        )
    if block.tag != "p" or not len(block):
        return None
    marked = block[0]
    if (block.text or "").strip() or marked.tag not in {"strong", "b", "u", "em"} or marked.find(".//img") is not None:
        return None
    said = " ".join(marked.text_content().split())
    if is_label(said):
        return said.rstrip(":"), min(above + 1, 6)
    alone = said == words
    return (said, 2) if alone and looks_like_heading(said, has_headings) else None


def _rest_after_label(block: HtmlElement) -> HtmlElement | None:
    """What follows a label in its own paragraph."""
    rest = markup.Element("p")
    rest.text = (block[0].tail or "").lstrip(" :.–-—")
    rest.extend(list(block)[1:])
    return rest if rest.text_content().strip() or rest.find(".//img") is not None else None


def _found(heading: str, level: int, blocks: list[HtmlElement], notes: Footnotes) -> Found:
    for block in blocks:
        block.tail = None
    html = "".join(markup.tostring(block, encoding="unicode") for block in blocks)
    html = clean(html + notes.under(html))
    return Found(heading, level, html, word_count(html))
