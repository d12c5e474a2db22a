"""Word papers read back by python-docx and as XML."""

from __future__ import annotations

import io
import re
import time
import zipfile

import docx
import pytest
from any_report import reports
from docx.oxml.ns import qn
from every_block import DAY, LAW, SIGN_OFF, WHOLE, report, table
from hypothesis import given, settings
from lxml import etree

from assistant.reports import word
from assistant.reports.content import Bullets, Paragraph, Report, Table
from assistant.reports.plain import clean


@pytest.fixture(scope="module")
def whole() -> bytes:
    return word.render(WHOLE)


def test_headings_and_lists_are_of_word(whole: bytes) -> None:
    styles = {line.text: line.style.name for line in docx.Document(io.BytesIO(whole)).paragraphs}
    assert styles["Post room triage"] == "Title"
    assert styles["What the law says"] == "Heading 1"
    assert styles["Sign-off"] == "Heading 2"
    assert styles["Label 60 letters"] == "List Number"
    assert styles["A monthly change shuts it out"] == "List Bullet"


def test_each_numbered_list_begins_at_one(whole: bytes) -> None:
    document = docx.Document(io.BytesIO(whole))
    lists = {
        line.text: line._p.pPr.numPr.numId.val
        for line in document.paragraphs
        if line.style.name == "List Number"
    }
    assert lists["Label 60 letters"] == lists["Try three prompts"] != lists["Ask the vendor"]
    numbers = document.part.numbering_part.element
    for number in set(lists.values()):
        starts = numbers.num_having_numId(number).findall(f".//{qn('w:startOverride')}")
        assert [start.get(qn("w:val")) for start in starts] == ["1"]


def test_a_table_repeats_its_heading_and_holds_every_cell(whole: bytes) -> None:
    grid = docx.Document(io.BytesIO(whole)).tables[0]
    assert [cell.text for cell in grid.rows[0].cells] == ["Severity", "Point", "Cost"]
    assert len(grid.rows) == 91
    assert [cell.text for cell in grid.rows[90].cells] == ["Must", "Point 89", "£89,000"]
    repeated = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in grid.rows]
    assert repeated == [True, *[False] * 90]


def test_a_source_is_a_link_and_a_script_is_not(whole: bytes) -> None:
    document = docx.Document(io.BytesIO(whole))
    links = [(link.text, link.address) for line in document.paragraphs for link in line.hyperlinks]
    assert ("the AI Act", LAW.split("#")[0]) in links
    from assistant.reports.content import Span

    evil = docx.Document(
        io.BytesIO(word.render(report(Paragraph((Span("here", address="file:///etc/passwd"),)))))
    )
    assert "here" in [line.text for line in evil.paragraphs]
    assert not [link for line in evil.paragraphs for link in line.hyperlinks]


def test_boxes_can_be_ticked_and_pages_are_numbered(whole: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(whole)) as package:
        body = package.read("word/document.xml").decode()
        feet = [package.read(name).decode() for name in package.namelist() if "footer" in name]
    assert re.findall(r'<w14:checked w14:val="(\d)"', body) == ["1", "0"]
    assert len(feet) == 2  # the first page's, and that of all others
    for foot in feet:
        assert re.findall(r'w:instr="(\w+)"', foot) == ["PAGE", "NUMPAGES"]
        assert "General information, not legal advice." in foot


def test_blocks_together_are_told_to_stay_so() -> None:
    document = docx.Document(
        io.BytesIO(word.render(report(Paragraph("Before"), SIGN_OFF, Paragraph("After"))))
    )
    held = {line.text.strip(): line.paragraph_format.keep_with_next for line in document.paragraphs}
    assert held["Name"] and held["Joanna Brook"] and held["☑\tWe have read the points".lstrip("☑\t")]
    assert not held["Before"] and not held["After"]
    assert not held["We shall look at this again"]


def test_pictures_are_told_in_words(whole: bytes) -> None:
    shapes = docx.Document(io.BytesIO(whole)).inline_shapes
    told = [shape._inline.docPr.get("descr") for shape in shapes]
    assert "Vendor's distilled product: out. Out: three of four questions unanswered" in told[0]
    assert "Prompting a general model: £37,000 to £300,000." in told[1]
    assert len({shape._inline.docPr.get("id") for shape in shapes}) == 2


def test_the_file_names_itself_its_language_and_its_day(whole: bytes) -> None:
    document = docx.Document(io.BytesIO(whole))
    properties = document.core_properties
    assert (properties.title, properties.author, properties.language) == (
        "Post room triage",
        "Stillroom",
        "en-GB",
    )
    assert properties.created.date() == properties.modified.date() == DAY
    languages = {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}
    assert "thumbnail" not in "".join(zipfile.ZipFile(io.BytesIO(whole)).namelist())


def test_the_same_report_is_the_same_file(whole: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    later = time.localtime(time.time() + 4000)
    monkeypatch.setattr(time, "localtime", lambda *_: later)
    assert word.render(WHOLE) == whole


def test_long_cells_and_long_titles_are_whole() -> None:
    cell = "word " * 2500
    long = report(Table(("A", "B"), ((cell, "x"),), (0.5, 0.5)), table(300), title="t" * 500)
    document = docx.Document(io.BytesIO(word.render(long)))
    assert document.tables[0].rows[1].cells[0].text == cell
    assert len(document.tables[1].rows) == 301
    assert document.paragraphs[0].text == "t" * 500


def test_empty_lists_leave_nothing_behind() -> None:
    document = docx.Document(io.BytesIO(word.render(report(Bullets(()), Table((), (), (1.0,))))))
    assert [line.text for line in document.paragraphs] == ["Post room triage", "Rules of 1 November 2026"]
    assert document.tables == []


@settings(max_examples=25)
@given(reports())
def test_any_text_in_any_place_makes_a_file_that_word_can_read(any_report: Report) -> None:
    file = io.BytesIO(word.render(any_report))
    assert docx.Document(file).paragraphs[0].text == clean(any_report.title)
    with zipfile.ZipFile(file) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(package.read(name))
