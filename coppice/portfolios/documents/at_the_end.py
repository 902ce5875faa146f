"""What stood beside the text of a document, in passages of their own at its end: boxes and drawings, comments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from lxml import html as markup
from lxml.html import HtmlElement

from coppice.kernel.richtext import clean, word_count
from coppice.portfolios.documents.source import Found
from coppice.portfolios.documents.word_parts import Note


def at_the_end(boxes: Sequence[str], pictures: Sequence[HtmlElement], notes: Sequence[Note]) -> Iterator[Found]:
    if boxes or pictures:
        shown = [f"<p>{markup.tostring(picture, encoding='unicode')}</p>" for picture in pictures]
        yield _passage(_("Text boxes and drawings"), [f"<p>{escape(box)}</p>" for box in boxes] + shown)
    if notes:
        yield _passage(_("Comments in the margin"), [_note(note) for note in notes])


def sentences(boxes: Sequence[str], pictures: Sequence[HtmlElement], notes: Sequence[Note]) -> Iterator[str]:
    """What a report says of them."""
    if boxes:
        yield ngettext(
            "{n} paragraph from a text box, a drawing or elsewhere beside the text stands in a passage of its own at "
            "the end.",
            "{n} paragraphs from text boxes, drawings or elsewhere beside the text stand in a passage of their own at "
            "the end.",
            len(boxes),
        ).format(n=len(boxes))
    if pictures:
        yield ngettext(
            "{n} picture from a text box stands at the end.",
            "{n} pictures from text boxes stand at the end.",
            len(pictures),
        ).format(n=len(pictures))
    if notes:
        yield ngettext(
            "{n} comment from the document’s margin stands in a passage of its own at the end.",
            "{n} comments from the document’s margin stand in a passage of their own at the end.",
            len(notes),
        ).format(n=len(notes))


def _note(note: Note) -> str:
    said = escape(note.words) or _("(no words)")
    return f"<p><strong>{escape(note.author)}</strong>: {said}</p>" if note.author else f"<p>{said}</p>"


def _passage(heading: str, paragraphs: list[str]) -> Found:
    html = clean("".join(paragraphs))
    return Found(heading, 1, html, word_count(html))
