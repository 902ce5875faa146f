"""A blog's export, read without fetching anything."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest

from coppice.kernel.refusals import Refusal
from coppice.kernel.richtext import plain
from coppice.portfolios.documents.intake import Kind, kind_of
from coppice.portfolios.documents.unpacking import Limits
from coppice.portfolios.entries_in.posts import html_of
from coppice.portfolios.entries_in.rows import Reading
from coppice.portfolios.entries_in.tests.blogs import HEAD, blog, item
from coppice.portfolios.entries_in.wordpress import read_blog

TODAY = date(2026, 11, 25)


def reading(path: Path) -> Reading:
    assert kind_of(path, path.name) is Kind.WORDPRESS
    return read_blog(path, Limits(), TODAY)


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
def test_posts_and_pages_are_rows_and_the_rest_is_named(tmp_path: Path, version: str) -> None:
    told = reading(blog(tmp_path / "blog.xml", version=version))
    first, page, draft = told.rows
    assert (told.title, first.title, first.day, first.key) == (
        "Quiet tools",
        "Choosing tools",
        date(2025, 3, 4),
        "https://blog.example 5",
    )
    said = plain(first.texts["happened"])
    for words in (
        "We compared three tools.",
        "[Picture: A table of tools]",
        "[Embedded: The talk]",
        "Filed under: Moodle, wards.",
    ):
        assert words in said
    assert 'href="https://blog.example/files/table.jpg"' in first.texts["happened"]
    assert "<img" not in first.texts["happened"]
    assert first.links == (
        ("https://blog.example/?p=5", "As it was published"),
        ("https://blog.example/files/table.jpg", "File 9"),
        ("https://blog.example/files/minutes.pdf", "File 10"),
    )
    assert (page.title, draft.title, draft.links, draft.day) == ("About me", "Half a thought", (), date(2025, 3, 4))
    assert told.said == (
        "Files of the library, which stand where they are and are linked to: 2.",
        "Comments by readers of the blog, left out: 1.",
        "Posts without a title and words, left out: 1.",
        "Items of menus, left out: 1.",
        "Posts in the bin of the blog, left out: 1.",
    )
    assert "Private words" not in str(told)


def test_the_older_editor_s_paragraphs_become_real(tmp_path: Path) -> None:
    page = reading(blog(tmp_path / "blog.xml")).rows[1].texts["happened"]
    assert "First line<br>second line" in page
    assert "The room" in page
    assert page.count("<li") == 2
    assert "[Gallery]" in page
    assert 'href="https://video.example/2"' in page
    assert "caption" not in page


def test_an_export_in_several_files_is_read_as_one(tmp_path: Path) -> None:
    one, two = blog(tmp_path / "1.xml"), blog(tmp_path / "2.xml", [item(20, "Later", "Words.")])
    with zipfile.ZipFile(tmp_path / "blog.zip", "w") as archive:
        archive.write(one, "blog.2026-01-02.000.xml")
        archive.write(two, "blog.2026-01-02.001.xml")
    assert [row.title for row in reading(tmp_path / "blog.zip").rows] == [
        "Choosing tools",
        "About me",
        "Half a thought",
        "Later",
    ]


def test_an_export_that_was_cut_off_gives_what_is_whole(tmp_path: Path) -> None:
    path = blog(tmp_path / "blog.xml")
    text = path.read_text("utf-8")
    path.write_text(text[: text.index("Half a thought") + 5], "utf-8")
    assert [row.title for row in reading(path).rows][:2] == ["Choosing tools", "About me"]


HOSTILE = {
    "laughs": ('<!DOCTYPE rss [<!ENTITY a "ha">]>' + HEAD.split("?>", 1)[1], "definitions"),
    "entities in UTF-16": (("<!DOCTYPE rss [<!ENTITY a 'b'>]>" + HEAD).encode("utf-16"), "definitions|ends in .xml"),
    "nothing but a head": (HEAD, "no posts"),
    "no channel": ('<rss xmlns:wp="http://wordpress.org/export/1.2/"></rss>', "damaged"),
    "nothing in it": (HEAD + "</channel></rss>", "no posts"),
    "too many": (HEAD + item(1, "x", "y") * 3_001, "3,001 posts"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "said"), HOSTILE.values(), ids=HOSTILE.keys())
def test_what_is_no_honest_export_is_refused(tmp_path: Path, content: str | bytes, said: str) -> None:
    path = tmp_path / "blog.xml"
    path.write_bytes(content if isinstance(content, bytes) else content.replace("{v}", "1.2").encode())
    with pytest.raises(Refusal, match=said):
        reading_or_kind(path)


def reading_or_kind(path: Path) -> None:
    kind_of(path, path.name)
    read_blog(path, Limits(), TODAY)


def test_hostile_words_are_only_words(tmp_path: Path) -> None:
    bad = '<script>alert(1)</script><p onclick="x">a<a href="javascript:1">b</a></p><img src="http://[bad" alt=""><iframe srcdoc="<p>x"></iframe>'
    more = "<wp:attachment_url>javascript:1</wp:attachment_url>"
    path = blog(tmp_path / "blog.xml", [
        item(1, "&lt;b&gt;", bad, day="9999-99-99 00:00:00"), item(2, "x", "y", day="1066-10-14 00:00:00"), item(3, "f", "", kind="attachment", more=more),
    ])  # fmt: skip
    first, second = reading(path).rows
    assert [word for word in ("script", "onclick", "javascript", "<b>") if word in str(first.texts)] == []
    assert first.title == "<b>"
    assert first.day == second.day == date(2025, 3, 4)
    assert html_of("") == ""
