"""Writing: structure without markup, the keyboard, tables, links, pictures, paste."""

import base64
import io
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image

from coppice.accounts.models import Person
from coppice.journal.models import Entry
from coppice.journal.tests.makers import entry, person
from tests.browser.writers import Writer, sign_in

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.browser.writing_page"),
]


@pytest.fixture
def someone(live_server: Any) -> Person:
    return person()


@pytest.fixture
def writer(page: Any, someone: Person, live_server: Any) -> Iterator[Writer]:
    sign_in(page, someone, live_server.url)
    opened = Writer(page, entry(someone, "")).open()
    yield opened
    opened.finish()


def bare(html: str) -> str:
    """Without the ids of its blocks, which differ each time."""
    return re.sub(r' data-block="[a-z0-9]{8}"', "", html)


def violations(page: Any, part: str) -> list[Any]:
    """What axe finds there."""
    found: list[Any] = Axe().run(page, context=part).response["violations"]
    return found


def picture(width: int = 40, colour: str = "green") -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, 30), colour).save(file, "PNG")
    return file.getvalue()


def test_structure_comes_from_the_toolbar_and_stays(writer: Writer) -> None:
    """Blocks keep their ids from the editor to the database and back."""
    writer.press("Heading")
    writer.write("What I did\n")
    writer.write("I ran a ")
    writer.press("Bold")
    writer.write("workshop")
    writer.press("Bold")
    writer.write(" with:\n")
    writer.press("List")
    writer.write("captions\nslides\n\n")
    writer.press("Quote")
    writer.write("It helped.")
    writer.page.get_by_text("12 words; 200 to 500 are advised").wait_for()
    writer.wait_until_saved()
    assert bare(writer.stored) == (
        "<h2>What I did</h2><p>I ran a <strong>workshop</strong> with:</p>"
        "<ul><li><p>captions</p></li><li><p>slides</p></li></ul><blockquote><p>It helped.</p></blockquote>"
    )
    assert writer.stored == writer.html
    assert violations(writer.page, "rich-text") == []
    before = writer.html
    writer.open()
    assert writer.html == before


def test_marks_of_markdown_work_but_are_not_needed(writer: Writer) -> None:
    writer.write("# One\nTwo\n1. three\nfour\n\n- five\nsix\n\nSeven **eight**.")
    writer.wait_until_saved()
    assert bare(writer.stored) == (
        "<h2>One</h2><p>Two</p><ol><li><p>three</p></li><li><p>four</p></li></ol>"
        "<ul><li><p>five</p></li><li><p>six</p></li></ul><p>Seven <strong>eight</strong>.</p>"
    )


def test_a_block_keeps_its_id_and_copies_get_their_own(writer: Writer) -> None:
    def ids() -> list[str]:
        found: list[str] = writer.page.evaluate(
            "[...document.querySelectorAll('[role=textbox] p')].map((p) => p.dataset.block)"
        )
        return found

    writer.write("First words. Second words.")
    first = ids()[0]
    for _ in range(len("Second words.")):
        writer.page.keyboard.press("ArrowLeft")
    writer.page.wait_for_timeout(100)
    writer.page.keyboard.press("Enter")
    assert ids()[0] == first
    assert len(set(ids())) == 2
    writer.page.keyboard.press("Control+Home")
    writer.page.wait_for_timeout(100)
    writer.page.keyboard.press("Enter")
    words = writer.page.evaluate(f"""document.querySelector('[data-block="{first}"]').textContent""")
    assert words == "First words. ", "an empty paragraph put in front does not take the id away"
    writer.paste(f'<p data-pm-slice="0 0 []" data-block="{first}">First words.</p>')
    assert len(ids()) == len(set(ids()))
    words = writer.page.evaluate(f"""document.querySelector('[data-block="{first}"]').textContent""")
    assert words == "First words. "


def test_the_toolbar_is_one_stop_and_arrow_keys_move_along_it(writer: Writer) -> None:
    writer.write("Words")
    writer.page.keyboard.press("Alt+F10")
    assert writer.page.evaluate("document.activeElement.textContent") == "Heading"
    writer.page.keyboard.press("ArrowRight")
    writer.page.keyboard.press("ArrowRight")
    assert writer.page.evaluate("document.activeElement.textContent") == "Bold"
    writer.page.keyboard.press("Enter")
    writer.page.get_by_role("button", name="Bold", exact=True, pressed=True).wait_for()
    writer.page.keyboard.press("Alt+F10")
    writer.page.keyboard.press("Escape")
    assert writer.page.evaluate("document.activeElement.getAttribute('role')") == "textbox"
    writer.page.keyboard.press("Tab")
    assert writer.page.evaluate("document.activeElement.id") == "after", "Tab leaves the text"


def test_a_table_by_keyboard_alone_and_out_again(writer: Writer) -> None:
    """On a machine that takes its time to draw, too: whoever types at once loses no letter."""
    writer.page.evaluate("() => { window.requestAnimationFrame = (then) => setTimeout(then, 150); }")
    writer.box.focus()
    table = writer.page.get_by_role("button", name="Table", exact=True)
    if not table.is_visible():
        writer.press("More tools for what happened")
    table.focus()
    writer.page.keyboard.press("Enter")
    writer.page.get_by_label("Columns").fill("2")
    writer.page.get_by_label("Rows").fill("2")
    writer.page.keyboard.press("Enter")
    for words in ("Tool", "Use", "Moodle", "Forum"):
        writer.page.keyboard.type(words)
        writer.page.keyboard.press("Tab")
    writer.page.keyboard.type("Padlet")
    writer.wait_until_saved()
    assert writer.stored.count("<tr>") == 3
    assert "<thead><tr><th>Tool</th><th>Use</th></tr></thead>" in writer.stored
    writer.page.keyboard.press("Escape")
    writer.page.keyboard.press("Tab")
    assert writer.page.evaluate("document.activeElement.id") == "after"


def test_table_rows_and_columns_come_and_go(writer: Writer) -> None:
    writer.paste("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table><p>end</p>")
    writer.page.get_by_role("cell", name="a", exact=True).click()
    here = writer.page.get_by_role("toolbar", name="Tools for this place in the text")
    here.get_by_role("button", name="More tools").click()
    writer.press("Row below")
    writer.press("Column after")
    writer.press("Header row")
    count = "document.querySelectorAll('[role=textbox] {}').length"
    assert writer.page.evaluate(count.format("tr")) == 3
    assert writer.page.evaluate(count.format("th")) == 3
    writer.press("Delete column")
    writer.press("Delete row")
    writer.press("Delete table")
    assert writer.page.evaluate(count.format("table")) == 0


def test_a_link_and_undoing(writer: Writer) -> None:
    writer.write("See the guide")
    writer.page.keyboard.press("Control+Shift+ArrowLeft")
    writer.page.wait_for_timeout(100)
    writer.page.keyboard.press("Control+k")
    writer.page.get_by_label("Address").fill("not an address")
    writer.page.keyboard.press("Enter")
    writer.page.get_by_text("This is not an address a reader could follow.").wait_for()
    assert violations(writer.page, "dialog[open]") == []
    writer.page.get_by_label("Address").fill("example.org/guide")
    writer.page.keyboard.press("Enter")
    writer.wait_until_saved()
    assert '<a href="https://example.org/guide" rel="noopener noreferrer">guide</a>' in writer.stored
    writer.page.keyboard.press("Control+z")
    assert "<a" not in writer.html
    writer.page.keyboard.press("Control+Shift+z")
    assert "<a" in writer.html


WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"><head>
<meta name=Generator content="Microsoft Word 15"><style>p.MsoNormal{margin:0cm;font-family:Calibri}@list l0:level1{}</style>
<!--[if gte mso 9]><xml><w:WordDocument><w:Zoom>0</w:Zoom></w:WordDocument></xml><![endif]--></head><body lang=EN-GB>
<!--StartFragment--><h1 style='mso-list:none'>Reflection<o:p></o:p></h1>
<p class=MsoNormal style='margin-bottom:8.0pt;line-height:107%'><span style='font-family:"Calibri",sans-serif;color:#1F3864'>I
worked with <b style='mso-bidi-font-weight:normal'>six</b> tutors and <i>two</i> librarians.<o:p></o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>Captions</p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>o<span>&nbsp; </span></span><![endif]>Automatic first</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>·<span>&nbsp; </span></span><![endif]>Transcripts</p>
<p class=MsoNormal>Then, in order:</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp;
</span></span><![endif]>Ask</p><p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span
style='mso-list:Ignore'>2.<span>&nbsp;</span></span><![endif]>Listen</p>
<table class=MsoTableGrid border=1 style='border-collapse:collapse'><tr><td width=200 style='width:150pt'><p class=MsoNormal><b>Tool</b></p></td>
<td><p class=MsoNormal>Use</p></td></tr><tr><td><p class=MsoNormal>Padlet</p></td><td><p class=MsoNormal>Walls</p></td></tr></table>
<p class=MsoNormal>See <a href="https://example.org/report"><span style='color:#0563C1'>the report</span></a>.</p>
<!--EndFragment--></body></html>"""


DOCS = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1f"><h2 dir="ltr" style="line-height:1.38">
<span style="font-size:16pt;font-weight:700">Impact</span></h2><p dir="ltr"><span style="font-size:11pt">It was </span>
<span style="font-style:italic">good</span><span style="font-weight:700"> and bold</span> <a href="https://www.google.com/url?q=https://example.org/a&amp;sa=D">
<span style="text-decoration:underline">there</span></a></p><br><ul style="margin:0"><li dir="ltr" style="list-style-type:disc" aria-level="1">
<p dir="ltr" role="presentation"><span>one</span></p></li><ul><li dir="ltr" aria-level="2"><p dir="ltr" role="presentation">
<span>inner</span></p></li></ul></ul></b>"""


WEB = (
    '<div class="x" style="position:fixed"><script>alert(1)</script><h1 onclick="x()">Title</h1>'
    '<p style="color:red">Words<img src="https://tracker.example/1.gif" width="1" height="1"></p>'
    '<p><a href="javascript:alert(1)">no</a> <a href="mailto:a@example.org">yes</a></p></div>'
)
PASTED = {
    WORD: (
        "<h2>Reflection</h2><p>I worked with <strong>six</strong> tutors and <em>two</em> librarians.</p>"
        "<ul><li><p>Captions</p><ul><li><p>Automatic first</p></li></ul></li><li><p>Transcripts</p></li></ul>"
        "<p>Then, in order:</p><ol><li><p>Ask</p></li><li><p>Listen</p></li></ol>"
        "<table><tbody><tr><td><strong>Tool</strong></td><td>Use</td></tr><tr><td>Padlet</td><td>Walls</td></tr></tbody></table>"
        '<p>See <a href="https://example.org/report" rel="noopener noreferrer">the report</a>.</p>'
    ),
    DOCS: (
        "<h2>Impact</h2><p>It was <em>good</em><strong> and bold</strong> "
        '<a href="https://example.org/a" rel="noopener noreferrer">there</a></p>'
        "<ul><li><p>one</p><ul><li><p>inner</p></li></ul></li></ul>"
    ),
    WEB: '<h2>Title</h2><p>Words</p><p>no <a href="mailto:a@example.org" rel="noopener noreferrer">yes</a></p>',
}


def test_paste_from_word_google_docs_and_the_web(writer: Writer) -> None:
    """Headings, lists, tables and links come; styles, scripts and trackers do not, and the security policy is not touched."""
    for given, expected in PASTED.items():
        writer.clear()
        writer.paste(given)
        writer.wait_until_saved()
        assert bare(writer.stored) == expected


def test_a_picture_is_brought_and_described(writer: Writer) -> None:
    source = "data:image/png;base64," + base64.b64encode(picture()).decode()
    writer.write("Before.\n")
    writer.paste(f'<p><img src="{source}"></p>')
    writer.press("Describe it later")
    writer.page.wait_for_selector("rich-text figure img[src^='/files/']")
    writer.page.get_by_text("1 picture has no description yet.").first.wait_for()
    writer.press("Describe it now")
    writer.page.get_by_label("What does this picture show?").fill("A green field.")
    writer.press("Keep the description")
    writer.wait_for_text("A green field.")
    writer.wait_until_saved()
    assert 'alt="A green field."' in writer.stored
    assert "data:" not in writer.stored
    writer.page.locator("rich-text figure img").dblclick()
    writer.press("It is only decoration")
    writer.wait_for_text('alt=""')
    rtf = r"{\rtf1{\*\shppict{\pict{\*\picprop}\picw10\pngblip " + picture(60).hex() + "}}}"
    writer.paste('<p class=MsoNormal>Words <img width=60 src="file:///C:/Temp/image001.png" alt="A map"></p>', rtf=rtf)
    writer.page.wait_for_selector("rich-text img[src^='/files/'][alt='A map']")


def test_a_picture_that_fails_waits_in_the_text(writer: Writer) -> None:
    writer.page.route("**/files/", lambda route: route.abort())
    source = "data:image/png;base64," + base64.b64encode(picture()).decode()
    writer.paste(f'<p>Words <img src="{source}" alt="A field"></p>')
    writer.page.get_by_text("the connection is gone").first.wait_for()
    writer.page.unroute("**/files/")
    writer.press("Try again")
    writer.page.wait_for_selector("rich-text img[src^='/files/'][alt='A field']")


def test_five_thousand_words_type_smoothly(page: Any, someone: Person, live_server: Any) -> None:
    sign_in(page, someone, live_server.url)
    long = "\n\n".join(" ".join(["portfolio reflection captions workshop evidence"] * 20) for _ in range(50))
    writer = Writer(page, entry(someone, long)).open()
    page.evaluate(
        """() => { window.waits = []; document.addEventListener("keydown", () => {
            const start = performance.now(); requestAnimationFrame(() => setTimeout(() => waits.push(performance.now() - start)));
        }, true); }"""
    )
    writer.write("and more words while the server is saving them, at the end of a long text")
    waits = sorted(page.evaluate("window.waits"))
    assert waits[len(waits) // 2] < 60, waits


def test_a_field_of_a_form_sends_html(page: Any, someone: Person, live_server: Any) -> None:
    sign_in(page, someone, live_server.url)
    page.goto("/writing/field/")
    page.wait_for_selector("rich-text[data-ready]")
    page.get_by_role("button", name="Keep").click()
    assert page.get_by_text("Write something here first.").first.is_visible()
    page.get_by_role("textbox", name="What happened").focus()
    page.keyboard.type("# Short\nWords")
    page.get_by_role("button", name="Keep").click()
    page.wait_for_selector("h1:has-text('Kept')")
    got = page.locator("textarea").input_value()
    assert got.startswith("html|<h2")
    assert "Words" in got


def test_without_scripts_there_is_a_plain_form(new_page: Callable[..., Any], someone: Person, live_server: Any) -> None:
    page = new_page(java_script_enabled=False)
    sign_in(page, someone, live_server.url)
    item = entry(someone, "First words.")
    page.goto(f"/writing/{item.pk}/")
    page.get_by_label("What happened").fill("## Heading\n\nOther words.")
    page.get_by_role("button", name="Save what happened").click()
    assert bare(Entry.everything.get(pk=item.pk).text("happened")) == "<h2>Heading</h2><p>Other words.</p>"
