"""Evidence from a list: letters, columns, days, and what is wrong with a line."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coppice.kernel.refusals import Refusal
from coppice.kernel.richtext import plain
from coppice.portfolios.entries_in.days import day_of, month_comes_first
from coppice.portfolios.entries_in.lists import LEFT_OUT, WORDS, Mapping, read_list
from coppice.portfolios.entries_in.rows import Reading
from coppice.portfolios.entries_in.tables import begins_like_a_formula, harmless, table_of

TODAY = date(2026, 11, 25)
LIST = """\
Date;What happened;With whom;What it shows;Link;Tools;Room
03/12/2025;"Ran a workshop;
with café staff";two lecturers;Shows the need;see https://example.org/a and https://example.org/b;Moodle, H5P;B12
31/02/2025;Never was;;;;;
;No day;;;;;
13.01.2026;=HYPERLINK("https://evil.example");;;javascript:alert(1);;
"""


def read(content: bytes | str, mapping: Mapping | None = None) -> Reading:
    table = table_of(content.encode() if isinstance(content, str) else content)
    return read_list(table, mapping or Mapping.guessed(table), TODAY)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_list_of_any_program_is_read(encoding: str, separator: str) -> None:
    text = (
        LIST.replace("Moodle, H5P", "Moodle/H5P").replace(";", separator).replace(f"workshop{separator}", "workshop;")
    )
    reading = read(text.encode(encoding))
    first = reading.rows[0]
    assert (first.day, first.with_whom, first.tools) == (date(2025, 12, 3), "two lecturers", ("Moodle", "H5P"))
    assert plain(first.texts["happened"]).split("\n\n") == [
        "Ran a workshop;", "with café staff", "Link: see https://example.org/a and https://example.org/b", "Room: B12",
    ]  # fmt: skip
    assert plain(first.texts["so_what"]) == "Shows the need"
    assert [address for address, _ in first.links] == ["https://example.org/a", "https://example.org/b"]
    assert [(row.number, row.problem) for row in reading.rows[1:]] == [
        (4, "We could not read the date “31/02/2025”."), (5, "It has no date."), (6, ""),
    ]  # fmt: skip


def test_formulas_are_kept_as_words_and_said() -> None:
    reading = read(LIST)
    assert plain(reading.rows[3].texts["happened"]).startswith("'=HYPERLINK(")
    assert reading.rows[3].links == ()
    assert reading.said == ("1 cell begins like a formula; kept as words.",)


@pytest.mark.parametrize(
    ("cell", "is_formula"),
    [("=1+1", True), ("@SUM(A1)", True), ("+cmd|' /C calc'!A0", True), ("-2+3+cmd|x", True), ("-5", False), ("+44 1234 5678", False),
     ("- a dash", False), ("words = more", False), ("-12.5 %", False), ("", False)],
)  # fmt: skip
def test_what_a_spreadsheet_would_work_out(cell: str, is_formula: bool) -> None:
    assert begins_like_a_formula(cell) is is_formula
    assert harmless(cell) == (f"'{cell}" if is_formula else cell)


def test_columns_are_guessed_and_what_is_unknown_stays_in_words() -> None:
    table = table_of(
        b"Activity date,Activity,Reflection / learning,People involved,Evidence link,Cost,Cost\n1.1.2026,a,b,c,d,e,f\n"
    )
    assert Mapping.guessed(table).columns == ("day", "happened", "so_what", "with_whom", "link", WORDS, WORDS)
    other = Mapping(("day", "title", LEFT_OUT, WORDS, WORDS, LEFT_OUT, "numbers"))
    row = read_list(table, other, TODAY).rows[0]
    assert (row.title, row.numbers) == ("a", "f")
    assert plain(row.texts["happened"]) == "People involved: c\n\nEvidence link: d"


def test_a_line_is_known_again_by_its_words_wherever_it_stands() -> None:
    once = [row.key for row in read("When,What\n1.1.2026,a\n1.1.2026,a\n2.1.2026,b\n").rows]
    again = [row.key for row in read("sep=;\nWhen;What;\n2.1.2026;b\n1.1.2026;  a\n1.1.2026;a;\n3.1.2026;c\n").rows]
    assert len(set(once)) == 3
    assert set(once) < set(again)


@pytest.mark.parametrize(
    ("cell", "day"),
    [("2025-12-03", date(2025, 12, 3)), ("3.12.2025", date(2025, 12, 3)), ("03/12/25", date(2025, 12, 3)), ("3 - 12 - 2025", date(2025, 12, 3)),
     ("3 December 2025", date(2025, 12, 3)), ("Wed, 3rd Dec 2025", date(2025, 12, 3)), ("December 3, 2025", date(2025, 12, 3)),
     ("3 Rhagfyr 2025", date(2025, 12, 3)), ("Dec 2025", date(2025, 12, 1)), ("45994", date(2025, 12, 3)), ("2025-12-03T10:00:00Z", date(2025, 12, 3)),
     ("31/02/2025", None), ("3 M 2025", None), ("99999", None), ("soon", None), ("0000-00-00", None), ("1/1/1", None)],
)  # fmt: skip
def test_days_as_people_type_them(cell: str, day: date | None) -> None:
    assert day_of(cell, month_first=False) == day


def test_whether_months_come_first_is_told_by_the_whole_column() -> None:
    assert month_comes_first(["12/3/2025", "1/31/2025", "x"])
    assert not month_comes_first(["12/3/2025", "31/1/2025", "1/31/2025"])
    reading = read("When,What\n12/3/2025,a\n1/31/2025,b\n")
    assert [row.day for row in reading.rows] == [date(2025, 12, 3), date(2025, 1, 31)]


PROBLEMS = {
    "3.12.1066": "The date “3.12.1066” lies too far back or ahead.",
    "3.12.2999": "The date “3.12.2999” lies too far back or ahead.",
}


@pytest.mark.parametrize(("day", "said"), PROBLEMS.items())
def test_days_that_evidence_cannot_be_of(day: str, said: str) -> None:
    row = read(f"When,What\n{day},a\n").rows[0]
    assert (row.day, row.problem) == (None, said)


def test_an_end_before_the_beginning_and_a_line_without_words() -> None:
    reading = read("When,Until,What\n3.12.2025,1.12.2025,a\n3.12.2025,nn,b\n3.12.2025,4.12.2025,c\n3.12.2025,,\n")
    assert [(row.until, row.problem) for row in reading.rows] == [
        (None, "It ends before it begins, on “1.12.2025”."), (None, "We could not read the end “nn”."), (date(2025, 12, 4), ""),
        (None, "It says nothing about what happened."),
    ]  # fmt: skip


BROKEN = {
    "empty": (b"\n\n", "first line that names"),
    "only a heading": (b"When,What\n", "first line that names"),
    "nothing but zeros": (b"a\x00b,\x00\x00c\n" * 9, "not a list|first line"),
    "too long": (b"When,What\n" + b"1.1.2026,a\n" * 2_001, "2,001 lines"),
    "too wide": (b"," * 70 + b"\n" + b"a," * 70, "columns"),
    "too large": (b"a" * (9 * 1024**2), "9 MB"),
    "a cell without end": (b'When,What\n"' + b"a" * 200_000, "damaged"),
}


@pytest.mark.parametrize(("content", "said"), BROKEN.values(), ids=BROKEN.keys())
def test_what_is_no_list_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        table_of(content)


@settings(max_examples=60, deadline=None)
@given(content=st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_in_words(content: bytes) -> None:
    try:
        reading = read(content)
    except Refusal:
        return
    assert all(row.key and len(row.key) < 400 for row in reading.rows)


words = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)


@settings(max_examples=40, deadline=None)
@given(cells=st.lists(words.filter(str.strip), min_size=1, max_size=6))
def test_no_cell_is_lost(cells: list[str]) -> None:
    import csv
    import io

    held = io.StringIO()
    writer = csv.writer(held)
    writer.writerow([f"Head {n}" for n in range(len(cells) + 1)])
    writer.writerow([*cells, "end"])
    row = read(held.getvalue()).rows[0]
    said = "".join(plain("".join(row.texts.values())).split())
    for cell in cells:
        assert "".join(plain(f"<p>{escaped(cell)}</p>").split()) in said


def escaped(cell: str) -> str:
    return cell.replace("&", "&amp;").replace("<", "&lt;")
