"""The Markdown of an archive: sections, evidence, and what readers said, for people with nothing but an editor."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from uuid import NAMESPACE_OID, uuid5

from django.utils.translation import gettext as _

from coppice.kernel.richtext import to_markdown
from coppice.portfolios.documents.book import value_in_words
from coppice.portfolios.documents.canonical import readdressed
from coppice.portfolios.documents.days import day_in_words
from coppice.portfolios.documents.dossier import Dossier, Entry, Remark, Section, Text
from coppice.portfolios.documents.names import section_names

FENCED = re.compile(r"(^ *```.*?^ *``` *$)", re.DOTALL | re.MULTILINE)
HASHES = re.compile(r"^#{1,4} ", re.MULTILINE)


def written(dossier: Dossier, paths: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each file below `text/`: its name, and what stands in it."""
    names = section_names(dossier, ".md")
    for section in dossier.sections:
        yield names[section.id], _section(section, paths)
    if dossier.entries:
        yield "evidence.md", f"# {_('Evidence')}\n\n" + "\n".join(_entry(entry, paths) for entry in dossier.entries)
    if dossier.remarks or dossier.recognitions or dossier.audience:
        yield "readers.md", _readers(dossier, paths)


def _section(section: Section, paths: Mapping[str, str]) -> str:
    parts = [f"# {section.code} {section.heading}\n".replace("#  ", "# ")]
    parts += _texts(section.readable, paths, "##")
    if section.claims:
        parts.append(
            f"## {_('Speaks to')}\n\n" + "".join(f"- {claim.code} {claim.title}\n" for claim in section.claims)
        )
    if section.evidence:
        items = (f"- {item.entry}{': ' + item.note if item.note else ''}\n" for item in section.evidence)
        parts.append(f"## {_('Evidence for this section')}\n\n" + "".join(items))
    return "\n".join(parts)


def _entry(entry: Entry, paths: Mapping[str, str]) -> str:
    facts = [
        (_("When"), day_in_words(entry.happened)),
        *((k and _(k), value_in_words(v)) for k, v in entry.details.items()),
    ]
    lines = [f"- {label}: {value}\n" for label, value in facts if value]
    lines += [f"- {_('Link')}: {link.title} <{link.url}>\n" for link in entry.links]
    lines += [f"- {_('File')}: {paths[identifier]}\n" for identifier in entry.files]
    head = f"## {entry.id} {entry.title}\n\n{''.join(lines)}"
    return "\n".join([head, *_texts(entry.texts, paths, "###")])


def _readers(dossier: Dossier, paths: Mapping[str, str]) -> str:
    """Who could see it, what they recognised, and what was said, by section."""
    titles = {section.id: f"{section.code} {section.heading}".strip() for section in dossier.sections}
    parts = [f"# {_('Readers')}\n"]
    for audience in dossier.audience:
        lines = "".join(f"- {line}\n" for line in audience.in_words())
        of_whole, of_part = _("Who could see the portfolio"), _("Who could see {section}")
        heading = of_part.format(section=titles[audience.part]) if audience.part in titles else of_whole
        parts.append(f"## {heading}\n\n{lines}")
    if dossier.recognitions:
        lines = "".join(f"- {titles[one.section]}: {one.in_words()}\n" for one in dossier.recognitions)
        parts.append(f"## {_('What readers recognised')}\n\n{lines}")
    for identifier, title in titles.items():
        said = [_remark(remark, paths) for remark in dossier.remarks if remark.section == identifier]
        heading = _("Comments on {section}").format(section=title)
        parts += [f"## {heading}\n", *said] if said else []
    return "\n".join(parts)


def _remark(remark: Remark, paths: Mapping[str, str]) -> str:
    told = [f"### {remark.id}: {remark.author}", day_in_words(remark.written)]
    if remark.answers:
        told.append(_("answering {comment}").format(comment=remark.answers))
    if remark.resolved:
        told.append(_("settled {day}").format(day=day_in_words(remark.resolved)))
    until = _("Until {day} it said:")
    before = [
        f"{until.format(day=day_in_words(one.until))}\n\n{_markdown(one.html, paths, 3)}\n" for one in remark.wordings
    ]
    return "\n".join([", ".join(told) + "\n", f"{_markdown(remark.html, paths, 3)}\n", *before])


def _texts(texts: Mapping[str, Text], paths: Mapping[str, str], hashes: str) -> list[str]:
    return [
        f"{hashes} {text.label}\n\n{_markdown(text.html, paths, len(hashes) - 1)}\n"
        for text in texts.values()
        if text.html.strip()
    ]


def _markdown(html: str, paths: Mapping[str, str], deeper: int) -> str:
    """The text as Markdown: files as seen from the folder of texts, headings below the one it stands under."""
    stand_ins = {identifier: str(uuid5(NAMESPACE_OID, path)) for identifier, path in paths.items()}
    written = to_markdown(readdressed(html, stand_ins)).strip()
    for identifier, stand_in in stand_ins.items():
        written = written.replace(f"/files/{stand_in}/", f"../{paths[identifier]}")
    pieces = FENCED.split(written)
    pieces[::2] = [HASHES.sub(lambda found: "#" * deeper + found[0], piece) for piece in pieces[::2]]
    return "".join(pieces)
