"""A link that was looked up, for somebody who allowed it, and did not open. Nothing is fetched here."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from coppice.hints.judging import NOTABLE, Looked, Verdict
from coppice.hints.language import Language
from coppice.hints.rules.links import bare, links_of
from coppice.hints.writing import Found, Writing, shortened
from coppice.outside.visiting import Trouble


def find(writing: Writing, language: Language) -> Iterator[Found]:
    """Each address once in a passage."""
    for passage in writing.passages if writing.looked_up else ():
        for url, words in dict(links_of(passage)).items():
            looked = writing.looked_up.get(bare(url))
            if looked and looked.verdict in NOTABLE:
                yield Found(passage, shortened(words), why(looked), help_with(looked))


def why(looked: Looked) -> str:
    day = date_format(looked.on, "j F")
    if looked.verdict == Verdict.PRIVATE:
        said = _(
            "When it was looked up on {day}, this link led to a document that opens only for those it was shared with."
        )
    elif looked.verdict == Verdict.SIGN_IN:
        said = _("When it was looked up on {day}, this link asked to sign in.")
    elif looked.cause in {"404", "410"}:
        said = _("When it was looked up on {day}, there was no such page any more.")
    elif looked.cause == Trouble.NO_HOST:
        said = _("It was looked up on two days, last on {day}: there was no server of this name.")
    elif looked.cause == Trouble.CERTIFICATE:
        said = _(
            "It was looked up on two days, last on {day}: its certificate was not in order, and browsers warn of it."
        )
    else:
        said = _("It was looked up on two days, last on {day}, and did not answer.")
    return said.format(day=day)


def help_with(looked: Looked) -> str:
    if looked.verdict == Verdict.PRIVATE:
        return _("Share it with anybody who has the link, or put a copy or a picture of it beside your text instead.")
    if looked.verdict == Verdict.SIGN_IN:
        return _("Your reader may have no account there: put a copy or a picture of it beside your text instead.")
    return _("Perhaps it moved. If not, put a copy or a picture of what it showed beside your text.")
