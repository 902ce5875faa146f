"""Ten people's documents, with a word of their own in every place where such a file can hold some."""

from __future__ import annotations

import csv
import io
import itertools
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from bench.papers_odt import open_document
from bench.papers_word import long_word_file
from coppice.portfolios.documents.archive import write_archive
from coppice.portfolios.documents.tests.googled import BODY, googled
from coppice.portfolios.documents.tests.makers import dossier, photo
from coppice.portfolios.documents.tests.words import by_hand, paragraph, web_page
from coppice.portfolios.entries_in.tests import blogs
from coppice.portfolios.leap2a.tests import feeds

LETTERS = "bcdfghjkmn"


@dataclass
class Paper:
    """A document on its way in. `size`: words and pictures of the long one; `pictures`: how many are to come in;
    `marks`: each planted word, where it stands, and what may be said instead of it."""

    name: str
    size: tuple[int, int] = (300, 2)
    pictures: int = 0
    marks: dict[str, tuple[str, str]] = field(default_factory=dict)

    def mark(self, where: str, *, said: str = "") -> str:
        """A word that stands nowhere else. `said`: a sentence that accounts for it when it is not brought in."""
        number = len(self.marks)
        word = f"quoz{self.name[:3]}{LETTERS[number // 10]}{LETTERS[number % 10]}"
        self.marks[word] = (where, said)
        return word

    def written(self, folder: Path) -> Path:
        """The file, in this folder."""
        folder.mkdir(exist_ok=True)
        return MAKERS[self.name](self, folder)


def long_one(paper: Paper, folder: Path) -> Path:
    paper.pictures = paper.size[1] + 2
    return long_word_file(folder, paper.mark, *paper.size)


def open_one(paper: Paper, folder: Path) -> Path:
    paper.pictures = 1
    return open_document(folder, paper.mark)


def short_word_file(paper: Paper, folder: Path) -> Path:
    """One without headings, whose bold lines and labels serve as such, and a table that lays out the page."""
    mark = paper.mark
    bold = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Future plans</w:t></w:r></w:p>"
    cell = f"<w:tc>{paragraph('Contextual statement')}{paragraph(mark('cell of the layout'))}</w:tc>"
    laid = f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>"
    return by_hand(folder / "short.docx", paragraph(mark("first line")) + bold + paragraph(mark("under bold")) + laid)


def google_document(paper: Paper, folder: Path) -> Path:
    mark, paper.pictures = paper.mark, 1
    body = BODY.replace("a phone", f"a phone {mark('list')}").replace("Nurses", f"Nurses {mark('table cell')}")
    body = body.replace("One computer", f"{mark('footnote')} computer").replace("The skills room", mark("picture"))
    body += (
        f"<p><span>{mark('commented words')}</span><sup><a href='#cmnt1' id='cmnt_ref1'>[a]</a></sup></p>"
        f"<div><p><a href='#cmnt_ref1' id='cmnt1'>[a]</a><span>{mark('comment')}</span></p></div>"
    )
    return googled(folder / "Quiet.zip", body)


def saved_page(paper: Paper, folder: Path) -> Path:
    mark, paper.pictures = paper.mark, 1
    body = (
        f"<h1>Future plans</h1><p>{mark('paragraph')}</p><aside>{mark('aside')}</aside><nav>{mark('navigation')}</nav>"
        f"<details><summary>{mark('summary')}</summary>{mark('details')}</details><dl><dt>{mark('term')}</dt>"
        f"<dd>{mark('meaning')}</dd></dl><figure><blockquote>{mark('quotation')}</blockquote><figcaption>"
        f"{mark('caption')}</figcaption></figure><pre>{mark('code')}</pre><table><caption>{mark('table caption')}"
        f"</caption><tr><th>{mark('table head')}</th><td>{mark('table cell')}</td></tr>"
        "<tr><td>1</td><td>2</td></tr></table>"
        f"<address>{mark('address')}</address><ul><li>{mark('list')}"
        f"<ol><li>{mark('list in a list')}</li></ol></li></ul>"
        f"<p><ruby>{mark('ruby')}<rt>x</rt></ruby> <del>{mark('struck out')}</del> <button>{mark('button')}</button>"
        f"<label>{mark('label of a form')}</label></p>"
        f"<form><fieldset><legend>{mark('legend')}</legend></fieldset></form>"
    )
    path = folder / "page.html"
    path.write_text(web_page(body), "utf-8")
    return path


def saved_page_with_its_folder(paper: Paper, folder: Path) -> Path:
    """As a browser saves a whole page: its pictures, style sheets and scripts lie beside it; packed by its owner."""
    mark = paper.mark
    paper.pictures = 1
    body = (
        f"<h1>Future plans</h1><p>{mark('paragraph')}</p>"
        f'<figure><img src="./My%20page_files/board.jpg" alt="{mark("picture")}">'
        f"<figcaption>{mark('caption')}</figcaption></figure>"
    )
    path = folder / "page.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("My page.html", web_page(body))
        archive.writestr("My page_files/board.jpg", photo(6, 64, 48))
        archive.writestr("My page_files/looks.css", "p { color: red }")
        archive.writestr("My page_files/saved_resource.js.download", "alert(1)")
    return path


def plain_text(paper: Paper, folder: Path) -> Path:
    mark = paper.mark
    text = (
        f"---\ntitle: {mark('title')}\n---\n\n# Contextual statement\n\n{mark('paragraph')} with a note.[^1]\n\n"
        f"- [ ] {mark('task')}\n- {mark('list')}\n\n{mark('term')}\n:   {mark('meaning')}\n\n| a | b |\n|---|---|\n"
        f"| {mark('table cell')} | 2 |\n\n: {mark('table caption')}\n\n"
        f"```\n{mark('code')}\n```\n\n> {mark('quotation')}\n\n"
        f"<div>{mark('HTML within')}</div>\n\n~~{mark('struck out')}~~ H~2~O $x^2$ {mark('beside a formula')}\n\n"
        f"[^1]: {mark('footnote')}\n"
    )
    path = folder / "notes.md"
    path.write_text(text, "utf-8")
    return path


def blog(paper: Paper, folder: Path) -> Path:
    mark = paper.mark
    comment = (
        "<wp:comment><wp:comment_author>Somebody</wp:comment_author><wp:comment_content>"
        f"{mark('comment by others', said='Comments by readers')}</wp:comment_content></wp:comment>"
    )
    tag = f'<category domain="post_tag" nicename="x"><![CDATA[{mark("tag")}]]></category>'
    items = [
        blogs.item(5, mark("title"),
                   f"<p>{mark('paragraph')}</p>[caption]<img src='/x.png'/> {mark('caption')}[/caption]"
                   f"<iframe src='https://video.example/1' title='{mark('title of a video')}'></iframe>"
                   f"[gallery ids='1'] [mystery]{mark('short code')}[/mystery]", more=tag + comment),
        blogs.item(6, mark("page title"), mark("page"), kind="page"),
        blogs.item(7, mark("draft title"), mark("draft"), status="draft"),
        blogs.item(8, mark("thrown away", said="bin|trash|thrown"), "x", status="trash"),
    ]  # fmt: skip
    path = folder / "blog.xml"
    path.write_text(blogs.HEAD.replace("{v}", "1.2") + "".join(items) + blogs.FOOT, "utf-8")
    return path


def activities(paper: Paper, folder: Path) -> Path:
    mark, out = paper.mark, io.StringIO()
    rows = csv.writer(out)
    rows.writerow(["Date", "What happened", "With whom", "What it shows", "Link", "Tools", "Room"])
    rows.writerow(["03/12/2025", f"{mark('what happened')}; over\ntwo lines", mark("with whom"), mark("what it shows"),
                   f"https://example.org/{mark('link')}", mark("tool"),
                   mark("a column nobody knows")])  # fmt: skip
    rows.writerow(["", mark("without a day", said="Line 4 was left out"), "", "", "", "", ""])
    rows.writerow(["31/02/2025", mark("a day that never was", said="Line 5 was left out"), "", "", "", "", ""])
    path = folder / "list.csv"
    path.write_text(out.getvalue(), "utf-8")
    return path


def mahara(paper: Paper, folder: Path) -> Path:
    mark = paper.mark
    extra = f"<leap2:strange>{mark('an element nobody knows')}</leap2:strange>"
    things = itertools.starmap(
        feeds.entry,
        [
            ("blog/1", mark("title"), feeds.text(f"<p>{mark('post')}</p>") + extra),
            ("plan/1", mark("plan"), "<summary>" + mark("summary") + "</summary>"),
        ],
    )
    return feeds.zipped(folder / "mahara.zip", feeds.feed(*things))


def pebble_pad(paper: Paper, folder: Path) -> Path:
    """As PebblePad writes: texts as escaped HTML, files in a folder of their own, elements that it alone knows."""
    mark = paper.mark
    paper.pictures = 1
    words = escape(f"<p>{mark('thought')}</p><ul><li>{mark('list')}</li></ul>")
    said = f'<content type="html">{words}</content>'
    own = f'<pebble:note xmlns:pebble="http://pebble.example/leap2a">{mark("element of its own")}</pebble:note>'
    dates = '<leap2:date leap2:point="start" leap2:label="{}">2022-09-01</leap2:date>'.format(mark("label of a date"))
    summary = f"<summary>{mark('summary')}</summary>"
    picture = '<link rel="enclosure" href="files/board.jpg" type="image/jpeg"/>'
    things = itertools.starmap(
        feeds.entry,
        [
            (
                "thought/1",
                mark("title"),
                said + own + feeds.relation("supports", "ability/1"),
            ),
            (
                "ability/1",
                mark("ability"),
                feeds.text(mark("what one can do")) + summary,
            ),
            ("activity/1", mark("activity"), dates + f"<leap2:status>{mark('status')}</leap2:status>"),
            ("file/1", mark("name of a file"), picture),
        ],
    )
    feed = feeds.feed(*things).replace("<generator>Mahara", "<generator>PebblePad")
    return feeds.zipped(folder / "pebble.zip", feed, {"files/board.jpg": photo(5, 64, 48)})


def own_archive(paper: Paper, folder: Path) -> Path:
    path, whole = folder / "own.zip", dossier(words=900, evidence=6, images=2)
    write_archive(whole, path)
    for word in {word for section in whole.sections for word in section.heading.split() if len(word) > 9}:
        paper.marks[word] = ("heading of a section", "")
    paper.pictures = len(whole.files)
    return path


MAKERS: dict[str, Callable[[Paper, Path], Path]] = {
    "long": long_one,
    "word": short_word_file,
    "odt": open_one,
    "google": google_document,
    "web": saved_page,
    "folder": saved_page_with_its_folder,
    "text": plain_text,
    "blog": blog,
    "csv": activities,
    "mahara": mahara,
    "pebble": pebble_pad,
    "archive": own_archive,
}
