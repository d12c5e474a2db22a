"""Names and texts from outside, on their way to the screen."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.classify.decision import Mark
from assistant.documents.document import Document, Page
from assistant.ui.state import adding, opening, reading
from assistant.ui.text import percent, safe, shorten


def test_a_name_that_turns_the_direction_of_writing_is_seen_through() -> None:
    assert safe("invoice\u202efdp.exe") == "invoice\u25a1fdp.exe"
    assert safe("a\nb\x00") == "a\u25a1b\u25a1"
    assert safe("Café 発注書 عربي.pdf") == "Café 発注書 عربي.pdf"


def test_undecodable_bytes_of_a_name_can_be_shown() -> None:
    assert safe(os.fsdecode(b"caf\xe9.pdf")).encode("utf-8")


def test_no_answer_is_shown_as_wholly_certain() -> None:
    assert [percent(one) for one in (0.0, 0.544, 0.996, 1.0)] == ["0%", "54%", "99%", "99%"]


@given(st.text(), st.integers(min_value=9, max_value=60))
def test_shortening_keeps_to_the_length(text: str, most: int) -> None:
    assert len(shorten(text, most)) <= most


def _document(*texts: str) -> Document:
    pages = tuple(Page(number=at, text=text) for at, text in enumerate(texts, 1))
    return Document(path="x.txt", kind="text", pages=pages)


@given(st.text(), st.data())
def test_a_mark_stays_on_its_passage(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    made = list(reading.stretches(_document(text), [Mark(page=1, start=start, end=end)]))
    found = "".join(
        stretch.text.encode("utf-16-le")[2 * a : 2 * b].decode("utf-16-le")
        for stretch in made
        for a, b in stretch.marks
    )
    assert found == reading.plain(text)[start:end]


def test_marks_run_on_over_a_cut_in_a_long_text() -> None:
    text = "word " * 20_000
    made = list(reading.stretches(_document(text), [Mark(page=1, start=19_000, end=21_000)]))
    assert len(made) > 1
    assert sum(b - a for stretch in made for a, b in stretch.marks) == 2000


def test_a_very_long_text_ends_with_a_sentence() -> None:
    made = list(reading.stretches(_document("x" * 3_000_000), []))
    assert sum(len(stretch.text) for stretch in made) < reading.MOST + reading.STRETCH + 200
    assert made[-1].text == "The rest is not shown here. Open the file to read on."


def test_pages_sheets_and_attachments_have_headings() -> None:
    document = Document(
        path="x.eml",
        kind="eml",
        pages=(
            Page(number=1, text="Hello"),
            Page(number=2, text="", status="needs_ocr"),
            Page(number=3, text="1,2", role="attachment", part="figures.csv"),
        ),
    )
    words = [stretch.text for stretch in reading.stretches(document, [])]
    assert words[0] == "Page 1"
    assert "picture of writing" in words[3]
    assert "Attachment: figures.csv" in words


@pytest.mark.parametrize(
    "name", ["run.exe", "RUN.EXE", "a.pdf.scr", "go.desktop", "x.lnk", "macro.vbs", "a.jar"]
)
def test_programs_are_not_opened(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("x")
    assert "could run as a program" in opening.why_not_open(str(tmp_path / name))


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_link_is_judged_by_what_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "real.sh").write_text("x")
    (tmp_path / "letter.pdf").symlink_to(tmp_path / "real.sh")
    assert "could run" in opening.why_not_open(str(tmp_path / "letter.pdf"))


@pytest.mark.skipif(sys.platform == "win32", reason="there the name alone decides")
def test_a_file_marked_as_a_program_is_opened_only_as_a_document(tmp_path: Path) -> None:
    for name, opened in (("letter.pdf", True), ("letter", False)):
        (tmp_path / name).write_text("x")
        (tmp_path / name).chmod(0o755)
        assert (opening.why_not_open(str(tmp_path / name)) == "") is opened


def test_a_file_that_is_gone_is_said_to_be_gone(tmp_path: Path) -> None:
    assert "no longer there" in opening.why_not_open(str(tmp_path / "gone.pdf"))


def test_what_is_dropped_is_taken_or_told(tmp_path: Path) -> None:
    there = tmp_path / "a.pdf"
    there.write_text("x")
    assert adding.dropped([str(there)], 0) == adding.Dropped((there,), "")
    assert adding.dropped([], 1).complaint.startswith("That is not a file.")
    assert adding.dropped([str(there)], 2).complaint.startswith("2 things were left out")
    assert adding.dropped([str(tmp_path / "gone")], 0).complaint == "That file is not there."


def test_a_list_is_called_after_what_is_in_it(tmp_path: Path) -> None:
    folder = tmp_path / "March post"
    folder.mkdir()
    files = [folder / "a.pdf", folder / "b.pdf"]
    for file in files:
        file.write_text("x")
    assert adding.title([folder]) == "March post"
    assert adding.title(files[:1]) == "a.pdf"
    assert adding.title(files) == "2 files from March post"
    assert adding.title([folder, tmp_path]) == "2 folders"


def test_the_context_line_counts_what_was_skipped() -> None:
    told = adding.context("March post", 3000, 14, "UK office")
    assert told == "March post. 3,000 files, 14 skipped. Pack: UK office"
