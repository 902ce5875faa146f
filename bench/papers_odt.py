"""An OpenDocument text as people have them, with words in every place where the format keeps some."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

from bench.papers_word import Mark
from coppice.portfolios.documents.tests.words import CANDIDATE, word_processed

FIELDS = (
    "placeholder",
    "user-field-get",
    "text-input",
    "drop-down",
    "date",
    "time",
    "author-name",
    "meta",
    "bookmark-ref",
    "sequence",
    "bibliography-mark",
    "conditional-text",
)
CONTENTS = "table of contents was left out"


def open_document(folder: Path, mark: Mark) -> Path:
    """One with a mark in each place where OpenDocument keeps words."""
    path = word_processed(CANDIDATE, folder, "odt")
    office = (
        f"<text:p><office:annotation><dc:creator>Lowri</dc:creator><text:p>{mark('comment')}</text:p>"
        f"</office:annotation>{mark('commented words')}</text:p>"
        f"<text:p><draw:frame><draw:text-box><text:p>{mark('text box')}</text:p></draw:text-box></draw:frame></text:p>"
        f"<text:p><draw:frame><draw:text-box><text:p><draw:frame><draw:image xlink:href='Pictures/0.jpg'/>"
        f"</draw:frame>{mark('caption of a picture')}</text:p></draw:text-box></draw:frame></text:p>"
        f"<text:p><draw:custom-shape><text:p>{mark('words in a shape')}</text:p></draw:custom-shape></text:p>"
        f"<text:section text:name='s'><text:p>{mark('section')}</text:p></text:section>"
        f"<text:p>x<text:note text:note-class='endnote'><text:note-citation>i</text:note-citation><text:note-body>"
        f"<text:p>{mark('endnote')}</text:p></text:note-body></text:note></text:p>"
        f"<text:p><text:ruby><text:ruby-base>{mark('ruby base')}</text:ruby-base></text:ruby></text:p>"
        f"{beside_the_text(mark)}"
    )
    gone = mark("tracked deletion", said="tracked change")
    changes = (
        "<text:tracked-changes><text:changed-region text:id='c1'><text:deletion><office:change-info/>"
        f"<text:p>{gone}</text:p></text:deletion></text:changed-region></text:tracked-changes>"
    )
    header = mark("page header", said="headers and footers were left out")
    return changed(
        path,
        {
            "content.xml": lambda page: page.replace("<office:text>", f"<office:text>{changes}", 1).replace(
                "</office:text>", f"{office}</office:text>"
            ),
            "styles.xml": lambda page: page.replace(
                "<office:master-styles>",
                "<office:master-styles><style:master-page style:name='Own' style:page-layout-name='x'><style:header>"
                f"<text:p>{header}</text:p></style:header></style:master-page>",
                1,
            ),
        },
    )


def changed(path: Path, changes: dict[str, Callable[[str], str]]) -> Path:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, changes[name](content.decode()) if name in changes else content)
    return path


def beside_the_text(mark: Mark) -> str:
    """Words in the places that readers of OpenDocument know least of."""
    contents = f"<text:index-body><text:p>{mark('table of contents', said=CONTENTS)}</text:p></text:index-body>"
    listed = f"<text:index-body><text:p>{mark('bibliography')}</text:p></text:index-body>"
    pattern = "<text:bibliography-source><text:index-title-template>Works</text:index-title-template>"
    in_rows = {name: table_row(mark(name)) for name in ("row of a head", "row of a group")}
    fields = " ".join(f"<text:{field}>{mark(field)}</text:{field}>" for field in FIELDS)
    boxed = f"<draw:frame><draw:text-box><text:p>{mark('box in a group')}</text:p></draw:text-box></draw:frame>"
    return (
        f"<text:p>{fields}</text:p><text:p><text:hidden-text text:string-value='{mark('hidden words')}'/></text:p>"
        f"<text:numbered-paragraph><text:p>{mark('numbered paragraph')}</text:p></text:numbered-paragraph>"
        f"<text:table-of-content>{contents}</text:table-of-content>"
        f"<text:bibliography>{pattern}</text:bibliography-source>{listed}</text:bibliography>"
        f"<text:p><draw:g>{boxed}</draw:g></text:p><text:p><draw:path><svg:title>{mark('title of a path')}</svg:title>"
        f"<text:p>{mark('words on a path')}</text:p></draw:path></text:p>"
        f"<table:table><table:table-header-rows>{in_rows['row of a head']}</table:table-header-rows>"
        f"<table:table-row-group>{in_rows['row of a group']}</table:table-row-group></table:table>"
        f"<text:list><text:list-header><text:p>{mark('head of a list')}</text:p></text:list-header><text:list-item>"
        f"<text:p>{mark('list')}</text:p></text:list-item></text:list>"
    )


def table_row(words: str) -> str:
    cell = f"<table:table-cell><text:p>{words}</text:p></table:table-cell>"
    return f"<table:table-row>{cell}</table:table-row>"
