"""PDF papers as a reader's program sees them: text, outline, links, pages."""

from __future__ import annotations

import io
import time

import pikepdf
import pypdfium2
from any_report import reports
from every_block import DAY, LAW, WHOLE, report, table
from hypothesis import given, settings

from assistant.reports import pdf
from assistant.reports.content import Blank, Heading, Paragraph, Report, Scores, Table, Together


def pages(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    return [page.get_textpage().get_text_range() for page in document]


def test_every_page_says_which_it_is_of_how_many_and_carries_the_footer() -> None:
    said = pages(pdf.render(WHOLE))
    assert len(said) > 3
    for number, text in enumerate(said, start=1):
        assert f"Page {number} of {len(said)}" in text
        assert "General information, not legal advice." in text


def test_headings_are_bookmarks_on_their_own_pages() -> None:
    content = pdf.render(WHOLE)
    said = pages(content)
    outline = [
        (one.level, one.get_title(), one.get_dest().get_index())
        for one in pypdfium2.PdfDocument(content).get_toc()
    ]
    assert [(level, title) for level, title, _ in outline] == [
        (0, "What the law says"),
        (0, "Costs"),
        (1, "Sign-off"),
    ]
    assert all(title in said[page] for _, title, page in outline)


def test_an_outline_begins_at_the_top_whatever_the_first_heading_is() -> None:
    content = pdf.render(report(Heading("Deep", 3), Heading("Top", 1), Heading("Deep again", 3)))
    assert [one.level for one in pypdfium2.PdfDocument(content).get_toc()] == [0, 0, 1]


def test_a_source_can_be_followed() -> None:
    with pikepdf.open(io.BytesIO(pdf.render(WHOLE))) as file:
        links = [str(note.A.URI) for page in file.pages for note in page.get("/Annots", []) if "/A" in note]
    assert LAW in links


def test_an_address_that_runs_something_is_no_link() -> None:
    from assistant.reports.content import Span

    content = pdf.render(report(Paragraph((Span("here", address="javascript:alert(1)"),))))
    assert b"javascript" not in content
    assert "here" in pages(content)[0]


def test_the_file_names_itself_its_language_and_its_day() -> None:
    with pikepdf.open(io.BytesIO(pdf.render(WHOLE))) as file:
        assert str(file.docinfo["/Title"]) == "Post room triage"
        assert str(file.docinfo["/Author"]) == "Stillroom"
        assert str(file.docinfo["/CreationDate"]).startswith(f"D:{DAY:%Y%m%d}")
        assert str(file.Root.Lang) == "en-GB"
        fonts = [font for page in file.pages for font in page.Resources.Font.values()]
        assert all("/FontFile2" in font.FontDescriptor for font in fonts if font.Subtype == "/TrueType")


def test_the_same_report_is_the_same_file() -> None:
    first = pdf.render(WHOLE)
    pdf.render(report(Paragraph("Something else in between: Łódź")))
    assert pdf.render(WHOLE) == first


def test_a_long_table_repeats_its_heading_and_loses_no_row() -> None:
    said = pages(pdf.render(report(table(300))))
    assert len(said) > 5
    assert all("Severity" in text for text in said)
    together = "\n".join(said)
    assert all(f"Point {row} " in together for row in range(300))


def test_a_row_that_fits_on_a_page_is_on_one_page() -> None:
    rows = tuple((f"first{row}", " ".join(["words"] * 60) + f" last{row}") for row in range(20))
    for lines in range(20, 40, 3):
        filling = tuple(Paragraph(f"Line {line}") for line in range(lines))
        said = pages(pdf.render(report(*filling, Table(("Heading", "B"), rows, (0.5, 0.5)))))
        for row in range(20):
            assert any({f"first{row}", f"last{row}"} <= set(text.split()) for text in said), (lines, row)
        assert all(text.count("Heading") <= 1 for text in said)


def test_a_cell_longer_than_a_page_is_all_there() -> None:
    words = [f"word{number}" for number in range(1500)]
    cell = " ".join(words)
    assert len(cell) > 10_000
    said = "\n".join(
        pages(pdf.render(report(Table(("A", "B"), ((cell, "short"), ("x" * 10_000, "end")), (0.3, 0.7)))))
    )
    found = set(said.split())
    assert set(words) <= found
    assert said.count("x") >= 10_000
    assert "end" in found


def test_letters_of_europe_and_the_boxes_are_shown() -> None:
    text = "Łódź Ελλάδα Привет façade £5 €6 “quoted” – dash ☐ ☑ <b>as typed</b> &amp; $x$"
    assert text in pages(pdf.render(report(Paragraph(text))))[0]


def test_what_the_fonts_lack_is_marked_and_explained() -> None:
    said = pages(pdf.render(report(Paragraph("before 中文 after"))))[0]
    assert "before \ufffd\ufffd after" in said
    assert "stands for a character that the fonts of this PDF do not have" in said
    assert "stands for" not in pages(pdf.render(report(Paragraph("before and after"))))[0]


def test_a_heading_stands_on_the_page_of_what_it_leads() -> None:
    for lines in range(34, 46, 2):
        filling = tuple(Paragraph(f"Line {line}") for line in range(lines))
        signed = Together((Blank("Name", 2), Blank("Role", 2)))
        for led, word in (
            (Paragraph("The led words"), "The led words"),
            (signed, "Role"),
            (table(3), "Point 0"),
        ):
            said = pages(pdf.render(report(*filling, Heading("Leading heading"), led)))
            assert any("Leading heading" in text and word in text for text in said), (lines, word)


def test_blocks_together_stay_on_one_page() -> None:
    for lines in range(30, 50, 3):
        filling = tuple(Paragraph(f"Line {line}") for line in range(lines))
        said = pages(
            pdf.render(report(*filling, Together((Paragraph("First of it"), Blank("Last of it", 4)))))
        )
        assert any("First of it" in text and "Last of it" in text for text in said)


def test_a_picture_says_its_words_as_text() -> None:
    said = "\n".join(pages(pdf.render(WHOLE)))
    for words in ("Prompting a general model", "82", "out", "Out: three of four questions unanswered"):
        assert words in said
    for words in ("£37,000 to £300,000", "£720,000", "Not known: answer the volume first"):
        assert words in said


def test_empty_things_make_a_page() -> None:
    empty = report(Scores("Nothing yet", ()), Table((), (), (1.0,)), Together(()), Paragraph(""), title="")
    assert "Nothing yet" in pages(pdf.render(empty))[0]


def test_twenty_pages_take_no_two_seconds() -> None:
    pdf.render(WHOLE)  # the fonts and the libraries, once for the program
    started = time.process_time()
    said = pages(pdf.render(report(*[table(30)] * 20)))
    assert len(said) >= 18
    assert time.process_time() - started < 4  # twice the aim, for a busy machine


@settings(max_examples=40)
@given(reports())
def test_any_text_in_any_place_makes_a_file(any_report: Report) -> None:
    assert len(pages(pdf.render(any_report))) >= 1
