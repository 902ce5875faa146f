"""What somebody wrote in an HTML mail: clients mark what they quote and sign with, each in its own way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree, html

from coppice.inbound.reading import attributions
from coppice.inbound.reading.lines import POINTS_BELOW, QUOTATION, SIGNATURE, Removed
from coppice.inbound.reading.pages import UNSEEN, Element, elements, in_lines, is_page, tree_of

# What each client wraps round what it quotes: Gmail, Outlook on the web and its apps, Thunderbird, Yahoo, Proton, Zoho,
# Tuta, K-9 and FairEmail, Spark, Apple.
QUOTED_CLASSES = {
    *("gmail_quote", "gmail_quote_container", "gmail_extra", "yahoo_quoted", "protonmail_quote", "zmail_extra"),
    *("tutanota_quote", "gmail_attr", "moz-cite-prefix", "fairemail_quote", "k9mail_quote", "OutlookMessageHeader"),
}
REST_IDS = {"appendonsend", "divRplyFwdMsg", "mail-editor-reference-message-container", "OLK_SRC_BODY_SECTION"}
SIGNED_CLASSES = {
    *("gmail_signature", "moz-signature", "protonmail_signature_block", "tutanota_signature", "fairemail_signature"),
    *("k9mail-signature", "yahoo_signature", "ydpsignature"),
}
SIGNED_IDS = {"Signature", "x_Signature", "signature", "ms-outlook-mobile-signature", "AppleMailSignature"}
BORDER = re.compile(r"border-top:\s*solid\s+#?(?:e1e1e1|b5c4df)\b", re.IGNORECASE)
BORDER_2 = re.compile(r"border:\s*none;\s*border-top:\s*solid", re.IGNORECASE)
MOST_QUOTED = 50


@dataclass
class Marked:
    """HTML without what is marked as quoted or as a signature, and what that was."""

    html: str
    removed: list[Removed] = field(default_factory=list)

    @property
    def signature(self) -> str:
        """The words of the one signature, to be found in the plain text as well."""
        signed = [one.text for one in self.removed if one.kind == SIGNATURE]
        return signed[0] if len(signed) == 1 else ""


def marked(text: str, *, keep_history: bool = False) -> Marked:
    """The page without what clients mark as not written now."""
    root = tree_of(text)
    if root is None:
        return Marked(text if not is_page(text) else "")
    removed: list[Removed] = []
    if not keep_history:
        for element in quoted(root):
            if element.getparent() is not None and not is_answered(element):
                take_out(element, QUOTATION, removed)
        for element in [one for one in elements(root) if one.get("id") in REST_IDS or is_outlook_header(one)]:
            take_out_rest(element, root, removed)
    for element in [one for one in elements(root) if is_signature(one)]:
        take_out(element, SIGNATURE, removed)
    return Marked(html.tostring(root, encoding="unicode"), removed)


def classes(element: Element) -> set[str]:
    return set((element.get("class") or "").split())


def quoted(root: Element) -> list[Element]:
    """The outermost of those that are marked as quoted, but for those that somebody answered in the midst of."""
    found: list[Element] = []
    for one in elements(root):
        if is_quotation(one) and not any(above in found for above in one.iterancestors()) and not is_answered_in(one):
            found.append(one)
            if len(found) == MOST_QUOTED:
                break
    return found


def is_quotation(element: Element) -> bool:
    if QUOTED_CLASSES & classes(element):
        return True
    return element.tag == "blockquote" and (element.get("type") or "").lower() == "cite"


def is_signature(element: Element) -> bool:
    return bool(SIGNED_CLASSES & classes(element)) or element.get("id") in SIGNED_IDS


def is_outlook_header(element: Element) -> bool:
    """The line that Outlook for the desk draws above “From: … Sent: …”."""
    style = element.get("style") or ""
    if element.tag != "div" or not (BORDER.search(style) or BORDER_2.search(style)):
        return False
    return bool(re.match(r"\s*(?:From|Von|De|Oddi wrth)\s*:", element.text_content()[:80]))


def is_answered_in(element: Element) -> bool:
    """Whether it holds quotations and, between them, words that are neither quoted nor say who wrote when."""
    if element.tag == "blockquote" or element.find(".//blockquote") is None:
        return False
    words = " ".join(own_text(element).split())
    return bool(words) and not attributions.is_wrote([words])


def is_answered(element: Element) -> bool:
    """Whether somebody wrote below it: then it is what they answer. A signature or another quotation is no answer."""
    if says_something(element.tail):
        return True
    for one in following(element):
        if says_something(one.tail):
            return True
        if not is_signature(one) and not is_quotation(one) and says_something(own_text(one)):
            return True
    return False


def says_something(text: str | None) -> bool:
    return bool(re.sub(r"[\s\xa0\u200b\-–—_]+", "", text or ""))


def own_text(element: Element) -> str:
    """Its words without those of signatures and quotations in it."""
    words = [element.text or ""]
    for child in element:
        if not (is_signature(child) or is_quotation(child) or not isinstance(child.tag, str) or child.tag in UNSEEN):
            words.append(own_text(child) if len(child) < 200 else child.text_content())
        words.append(child.tail or "")
    return "".join(words)


def following(element: Element) -> Iterator[Element]:
    """What comes after it in the page: its later siblings, and those of what it is in."""
    here: Element | None = element
    while here is not None and here.tag != "body":
        yield from here.itersiblings()
        here = here.getparent()
        if here is not None and here.tag != "body" and (here.tail or "").strip():
            carrier = etree.Element("span")
            carrier.text = here.tail
            yield carrier


def take_out(element: Element, kind: str, removed: list[Removed]) -> None:
    """Remove it, and say what was in it."""
    if element.getparent() is None or element.tag == "body":
        return
    words = in_lines(html.tostring(element, encoding="unicode", with_tail=False))
    element.drop_tree()
    if words.strip():
        removed.append(Removed(kind, words))


def take_out_rest(element: Element, root: Element, removed: list[Removed]) -> None:
    """Remove it and everything after it: so Outlook quotes. Not if nothing stands above it."""
    above = said_before(element, root)
    if element.getroottree().getroot() is not root or not above.strip() or POINTS_BELOW.search(above):
        return
    here: Element | None = element
    rest = [element]
    while here is not None and here.tag != "body":
        rest += here.itersiblings()
        here = here.getparent()
    for one in rest:
        take_out(one, QUOTATION, removed)


def said_before(element: Element, root: Element) -> str:
    """The words of the page before this."""
    words: list[str] = []
    for happens, one in etree.iterwalk(root, events=("start", "end")):
        if one is element:
            break
        words.append((one.text if happens == "start" else one.tail) or "")
    return " ".join(" ".join(words).split())
