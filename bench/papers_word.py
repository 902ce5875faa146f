"""A long Word document as people have them, with words in every place where Word keeps some."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from coppice.portfolios.documents.tests.makers import photo
from coppice.portfolios.documents.tests.words import long_text, word_processed

type Mark = Callable[..., str]

NAMES = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHOWN = '<w:p><w:r><w:drawing><wp:inline><a:blip r:embed="own-picture"/></wp:inline></w:drawing></w:r></w:p>'
CHANGES = r"tracked changes? (was|were) read as accepted"


def run(words: str, kind: str = "t", how: str = "") -> str:
    return f'<w:r><w:rPr>{how}</w:rPr><w:{kind} xml:space="preserve">{words}</w:{kind}></w:r>'


def line(*runs: str, style: str = "") -> str:
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{styled}{''.join(runs)}</w:p>"


def part(name: str, inside: str) -> str:
    return f'<?xml version="1.0"?><w:{name} xmlns:w="{NAMESPACE}" {NAMES}>{inside}</w:{name}>'


def box(words: str) -> str:
    return f"<w:txbxContent>{line(run(words))}</w:txbxContent>"


def body(mark: Mark) -> str:
    """Everything that Word keeps in the running text without showing it as plain words."""
    boxed = box(mark("text box"))
    by = 'w:id="1" w:author="Tomos" w:date="2026-01-02T10:00:00Z"'
    return "".join(
        [
            line(f"<w:ins {by}>{run(mark('tracked insertion'))}</w:ins>"),
            line(f"<w:del {by}>{run(mark('tracked deletion', said=CHANGES), 'delText')}</w:del>"),
            line(f"<w:moveTo {by}>{run(mark('tracked move'))}</w:moveTo>"),
            line('<w:commentRangeStart w:id="7"/>', run(mark("commented words")), '<w:commentRangeEnd w:id="7"/>'),
            line(
                f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline><a:graphic><a:graphicData>"
                f"<wps:wsp><wps:txbx>{boxed}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
                f"</mc:Choice><mc:Fallback><w:pict>{boxed}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
            ),
            line(f"<w:r><w:pict><v:shape><v:textbox>{box(mark('old text box'))}</v:textbox></v:shape></w:pict></w:r>"),
            f"<w:sdt><w:sdtContent>{line(run(mark('content control')))}</w:sdtContent></w:sdt>",
            line(f"<w:sdt><w:sdtContent>{run(mark('control in a line'))}</w:sdtContent></w:sdt>"),
            line(f'<w:smartTag w:element="place">{run(mark("smart tag"))}</w:smartTag>'),
            line(f'<w:fldSimple w:instr=" REF here ">{run(mark("field"))}</w:fldSimple>'),
            line(f'<w:hyperlink w:anchor="here">{run(mark("link within"))}</w:hyperlink>'),
            line(run(mark("hidden words"), how="<w:vanish/>")),
            line(run("\u0645\u0631\u062d\u0628\u0627 " + mark("right to left"), how="<w:rtl/>")),
            line(f"<m:oMath><m:r><m:t>{mark('formula')}</m:t></m:r></m:oMath>"),
            line(run(mark("caption")), style="Caption"),
            line(run(mark("word with an endnote")), '<w:r><w:endnoteReference w:id="5"/></w:r>'),
            table(line(run(mark("table cell"))) + table(line(run(mark("table in a table")))) + line()),
            line("<w:r><w:object/></w:r>"),
            *beside_the_text(mark),
        ]
    )


def beside_the_text(mark: Mark) -> list[str]:
    """Words in the places that readers of Word files know least of."""
    by = 'w:id="2" w:author="Tomos" w:date="2026-01-02T10:00:00Z"'
    described = f'<wp:docPr id="4" name="s" descr="{mark("description of a shape")}"/>'
    drawn = f"<a:p><a:r><a:t>{mark('words in a drawing')}</a:t></a:r></a:p>"
    ruby = (
        f"<w:rt>{run(mark('said above a word'))}</w:rt><w:rubyBase>{run(mark('word that is said above'))}</w:rubyBase>"
    )
    old_art = f'<v:shape alt="{mark("description of an old shape")}"><v:textpath string="{mark("old art")}"/></v:shape>'
    return [
        line(f"<w:moveFrom {by}>{run(mark('moved away', said=CHANGES))}</w:moveFrom>"),
        line(f'<w:dir w:val="rtl">{run(mark("direction"))}</w:dir>'),
        line(f'<w:bdo w:val="rtl">{run(mark("direction that overrides"))}</w:bdo>'),
        line(f'<w:customXml w:element="x">{run(mark("custom mark in a line"))}</w:customXml>'),
        f'<w:customXml w:element="x">{line(run(mark("custom mark around a line")))}</w:customXml>',
        line(f"<w:r><w:ruby>{ruby}</w:ruby></w:r>"),
        line(f"<w:r><w:drawing><wp:inline>{described}<a:graphic><a:graphicData>{drawn}</a:graphicData></a:graphic>"
             "</wp:inline></w:drawing></w:r>"),
        line(f"<w:r><w:pict>{old_art}</w:pict></w:r>"),
        line(drawing(line(run(mark("box with a table"))) + table(line(run(mark("table in a box")))) + SHOWN)),
    ]  # fmt: skip


def drawing(inside: str) -> str:
    """A drawing with a text box that holds this."""
    shape = f"<wps:wsp><wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx></wps:wsp>"
    graphic = f"<a:graphic><a:graphicData>{shape}</a:graphicData></a:graphic>"
    return f"<w:r><w:drawing><wp:inline>{graphic}</wp:inline></w:drawing></w:r>"


def table(inside: str) -> str:
    return f"<w:tbl><w:tr><w:tc>{inside}</w:tc><w:tc>{line(run('beside'))}</w:tc></w:tr></w:tbl>"


def long_word_file(folder: Path, mark: Mark, words: int, pictures: int) -> Path:
    """Of `words` words with `pictures` pictures, and with a mark in each place."""
    text = long_text(words, pictures)
    text = text.replace("in a week.", f"in a week[^more] {mark('running text')}.\n\n- {mark('list')}\n", 1)
    text += f"\n\n[^more]: {mark('footnote')}\n\n![{mark('picture described')}](picture.jpg)\n"
    for number in range(pictures):
        (folder / f"image-{number}.jpg").write_bytes(photo(number, 64, 48))
    path = word_processed(text, folder, "docx")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode("utf-8", "surrogateescape") for name in archive.namelist()}
    page = parts["word/document.xml"]
    declared = re.sub(r"<w:document ", f"<w:document {new_names(page)} ", page, count=1)
    parts["word/document.xml"] = re.sub(
        r"(<w:sectPr.*</w:body>)", lambda end: body(mark) + end[1], declared, flags=re.S
    )
    said = line(run(mark("comment"))) + line(run(mark("second line of a comment")))
    note = f'<w:comment w:id="7" w:author="Lowri">{said}</w:comment>'
    answer = f'<w:comment w:id="8" w:author="Rhian">{line(run(mark("answer to a comment")))}</w:comment>'
    parts["word/comments.xml"] = part("comments", note + answer)
    parts["word/endnotes.xml"] = part(
        "endnotes",
        f'<w:endnote w:id="5">{line(run(mark("endnote")), drawing(line(run(mark("box in an endnote")))))}</w:endnote>',
    )
    parts["word/header1.xml"] = part("hdr", line(run(mark("page header", said="headers and footers were left out"))))
    relations = parts["word/_rels/document.xml.rels"]
    for number, name in enumerate(("endnotes", "header")):
        target = "header1" if name == "header" else name
        relation = f'<Relationship Id="own{number}" Type="{OFFICE}/{name}" Target="{target}.xml"/></Relationships>'
        if f"{OFFICE}/{name}" not in relations:
            relations = relations.replace("</Relationships>", relation)
    picture = f'<Relationship Id="own-picture" Type="{OFFICE}/image" Target="media/in-a-box.jpg"/></Relationships>'
    parts["word/_rels/document.xml.rels"] = relations.replace("</Relationships>", picture)
    parts["word/media/in-a-box.jpg"] = photo(pictures + 7, 64, 48).decode("utf-8", "surrogateescape")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content.encode("utf-8", "surrogateescape"))
    return path


def new_names(page: str) -> str:
    head = page[: page.index(">", page.index("<w:document"))]
    return " ".join(each for each in NAMES.split() if each.split("=")[0] not in head)
