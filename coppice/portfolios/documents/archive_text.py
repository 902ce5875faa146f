"""`portfolio.json`: a dossier as the archive keeps it, and back. docs/archive-format.md describes every field."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date

from django.utils.translation import gettext as _

from coppice.portfolios.documents.archive_told import (
    as_rows,
    read_audiences,
    read_brought_over,
    read_occasions,
    read_recognitions,
    read_wordings,
)
from coppice.portfolios.documents.dossier import (
    Attachment,
    Citation,
    Claim,
    Dossier,
    Entry,
    Json,
    Remark,
    Section,
    Signature,
    Text,
    Version,
    WebLink,
)
from coppice.portfolios.documents.fields import Fields, refuse

FORMAT = "coppice-portfolio"
SCHEMA = 2


def to_json(dossier: Dossier, paths: Mapping[str, str]) -> bytes:
    """The dossier, which must be canonical; `paths` says where each file stands in the archive."""
    content: dict[str, object] = {
        "format": FORMAT, "schema": SCHEMA, "title": dossier.title, "person": dossier.person,
        "language": dossier.language, "created": dossier.created, "changed": dossier.changed, "aim": dossier.aim,
        "framework": {
            "slug": dossier.framework, "version": dossier.framework_version, "title": dossier.framework_title,
        },
        "pathway": {"code": dossier.pathway, "title": dossier.pathway_title},
        "sections": [_section(section) for section in dossier.sections],
        "entries": [_entry(entry) for entry in dossier.entries],
        "files": [_file(file, paths[file.id]) for file in dossier.files],
        "remarks": [_remark(remark) for remark in dossier.remarks],
        "versions": [_version(version) for version in dossier.versions],
        "recognitions": as_rows(dossier.recognitions), "audience": as_rows(dossier.audience),
        **({"occasions": as_rows(dossier.occasions)} if dossier.occasions else {}),
    }  # fmt: skip
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _texts(texts: Mapping[str, Text]) -> dict[str, object]:
    return {code: {"label": text.label, "html": text.html} for code, text in texts.items()}


def _section(section: Section) -> dict[str, object]:
    return {
        "id": section.id, "code": section.code, "number": section.number, "title": section.title,
        "own_title": section.own_title, "status": section.status, "texts": _texts(section.texts),
        "claims": [{"code": claim.code, "title": claim.title} for claim in section.claims],
        "evidence": [{"entry": item.entry, "note": item.note, "shared": item.shared} for item in section.evidence],
        **({"signature": asdict(section.signature)} if section.signature else {}),
        **({"brought_over": as_rows(section.brought_over)} if section.brought_over else {}),
    }  # fmt: skip


def _entry(entry: Entry) -> dict[str, object]:
    return {
        "id": entry.id, "origin": entry.origin, "title": entry.title, "happened": entry.happened,
        "created": entry.created, "texts": _texts(entry.texts), "details": entry.details, "fields": entry.fields,
        "codes": list(entry.codes), "links": [{"url": link.url, "title": link.title} for link in entry.links],
        "files": list(entry.files),
    }  # fmt: skip


def _file(file: Attachment, path: str) -> dict[str, object]:
    return {
        "id": file.id, "path": path, "name": file.name, "media_type": file.media_type, "size": file.size,
        "sha256": file.sha256, "alt": file.alt,
    }  # fmt: skip


def _remark(remark: Remark) -> dict[str, object]:
    return {
        "id": remark.id, "section": remark.section, "author": remark.author, "written": remark.written,
        "html": remark.html, "answers": remark.answers, "revision": remark.revision, "anchor": remark.anchor,
        "resolved": remark.resolved, "resolved_by": remark.resolved_by, "wordings": as_rows(remark.wordings),
    }  # fmt: skip


def _version(version: Version) -> dict[str, object]:
    return {
        "section": version.section, "number": version.number, "author": version.author, "written": version.written,
        "name": version.name, "cause": version.cause, "texts": version.texts,
    }  # fmt: skip


def from_json(content: bytes) -> tuple[Dossier, dict[str, str]]:
    """The dossier and the path of each file in the archive, or a Refusal that says what is wrong."""
    root = Fields(_loaded(content), "portfolio.json")
    if root.text("format") != FORMAT:
        refuse(_("portfolio.json does not say that it is a Coppice portfolio"))
    if not 1 <= root.whole("schema") <= SCHEMA:
        refuse(
            _("it was made for a newer Coppice (schema {made}); this one reads up to {schema}").format(
                made=root.whole("schema"), schema=SCHEMA
            )
        )
    is_old = root.whole("schema") < SCHEMA
    framework, pathway = root.part("framework"), root.part("pathway")
    files = root.many("files", 20_000)
    dossier = Dossier(
        title=root.text("title"), person=root.text("person"), language=root.text("language"),
        created=root.text("created"), changed=root.text("changed"), aim="" if is_old else root.text("aim"),
        framework=framework.text("slug"),
        framework_version=framework.text("version"), framework_title=framework.text("title"),
        pathway=pathway.text("code"), pathway_title=pathway.text("title"),
        sections=tuple(map(_read_section, root.many("sections", 500))),
        entries=tuple(map(_read_entry, root.many("entries", 20_000))),
        files=tuple(map(_read_file, files)),
        remarks=tuple(map(_read_remark, root.many("remarks", 50_000))),
        versions=tuple(map(_read_version, root.many("versions", 50_000))),
        recognitions=() if is_old else read_recognitions(root.many("recognitions", 50_000)),
        audience=() if is_old else read_audiences(root.many("audience", 5_000)),
        occasions=read_occasions(root.many("occasions", 500)) if root.has("occasions") else (),
    )  # fmt: skip
    return dossier, {file.text("id"): file.text("path") for file in files}


def _loaded(content: bytes) -> Json:
    try:
        loaded: Json = json.loads(
            content.decode("utf-8"), parse_constant=lambda name: refuse(_("{name} is not a number").format(name=name))
        )
    except (ValueError, RecursionError):
        refuse(_("portfolio.json cannot be read"))
    return loaded


def _read_texts(part: Fields) -> dict[str, Text]:
    texts = part.part("texts")
    return {code: Text(texts.part(code).text("label"), texts.part(code).long_text("html")) for code in texts.names()}


def _read_section(part: Fields) -> Section:
    return Section(
        id=part.text("id"), code=part.text("code"), number=part.whole("number"), title=part.text("title"),
        own_title=part.text("own_title"), status=part.text("status"), texts=_read_texts(part),
        claims=tuple(Claim(claim.text("code"), claim.text("title")) for claim in part.many("claims", 200)),
        evidence=tuple(map(_read_citation, part.many("evidence", 2000))),
        signature=_read_signature(part.part("signature")) if part.has("signature") else None,
        brought_over=read_brought_over(part.many("brought_over", 500)) if part.has("brought_over") else (),
    )  # fmt: skip


def _read_signature(part: Fields) -> Signature:
    try:
        date.fromisoformat(part.text("signed")[:10])
    except ValueError:
        refuse(_("a declaration was signed on no day that there is"))
    return Signature(part.text("name"), part.text("signed"), part.texts("sentences", 50), part.text("nominee"))


def _read_citation(part: Fields) -> Citation:
    shared = part.anything("shared") if part.has("shared") else True
    return Citation(part.text("entry"), part.long_text("note"), shared is True)


def _read_entry(part: Fields) -> Entry:
    return Entry(
        id=part.text("id"), title=part.text("title"), happened=part.text("happened"), created=part.text("created"),
        texts=_read_texts(part), details=part.plain("details"), fields=part.plain("fields"),
        codes=part.texts("codes", 500), files=part.texts("files", 500),
        origin=part.text("origin") if part.has("origin") else "",
        links=tuple(WebLink(link.text("url"), link.text("title")) for link in part.many("links", 500)),
    )  # fmt: skip


def _read_file(part: Fields) -> Attachment:
    return Attachment(
        part.text("id"), part.text("name"), part.text("media_type"), part.text("sha256"), part.whole("size"),
        part.long_text("alt"),
    )  # fmt: skip


def _read_remark(part: Fields) -> Remark:
    return Remark(
        id=part.text("id"), section=part.text("section"), author=part.text("author"), written=part.text("written"),
        html=part.long_text("html"), answers=part.text("answers"), revision=part.whole("revision"),
        anchor=part.anything("anchor"),
        resolved=part.text("resolved"), resolved_by=part.text("resolved_by"),
        wordings=read_wordings(part.many("wordings", 1_000)) if part.has("wordings") else (),
    )  # fmt: skip


def _read_version(part: Fields) -> Version:
    texts = part.part("texts")
    return Version(
        section=part.text("section"), number=part.whole("number"), author=part.text("author"),
        written=part.text("written"), name=part.text("name"), cause=part.text("cause"),
        texts={code: texts.long_text(code) for code in texts.names()},
    )  # fmt: skip
