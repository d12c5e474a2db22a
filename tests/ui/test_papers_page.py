"""Reports and papers, saved from the window and read back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pypdfium2
import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from assistant.advise.assessment import FlagNote
from assistant.ui.main_window import MainWindow
from assistant.ui.pages.papers import PapersPage

Open = Callable[[], MainWindow]
ANSWERS = {"task_kind": "triage_email", "personal_data": "yes", "sector": "legal", "volume_per_month": 3000}


@pytest.fixture
def page(open_window: Open, qtbot: QtBot) -> PapersPage:
    window = open_window()
    window.open_page("papers")
    page = window.page
    assert isinstance(page, PapersPage)
    qtbot.waitUntil(lambda: page.desk.ready, timeout=20_000)
    return page


@pytest.fixture
def filled(page: PapersPage, qtbot: QtBot) -> PapersPage:
    with qtbot.waitSignal(page.desk.opened):
        page.desk.new("Post & enquiries <b>")
    page.desk.take_over(ANSWERS)
    return page


def written(page: PapersPage, qtbot: QtBot) -> str:
    qtbot.waitUntil(lambda: not page.busy and bool(page.notices.texts()), timeout=60_000)
    (said,) = page.notices.texts()
    return said


def pdf_text(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return " ".join(text.split())


def test_the_report_is_saved_and_says_the_advice_and_the_name(
    filled: PapersPage, tmp_path: Path, qtbot: QtBot
) -> None:
    filled.save_report(tmp_path / "r.pdf")
    assert written(filled, qtbot) == "Saved as r.pdf."
    text = pdf_text(tmp_path / "r.pdf")
    assert "Post & enquiries <b>" in text and "not legal advice" in text
    assert "Prompt a general model on your own cases" in text
    assert "Write down your lawful basis" in text


def test_the_action_list_holds_what_was_noted_beside_a_point(
    filled: PapersPage, tmp_path: Path, qtbot: QtBot
) -> None:
    filled.desk.note_flag("lawful_basis", FlagNote(owner="=A. Khan", note="Asked", done=True))
    filled.save_actions(tmp_path / "a.xlsx")
    written(filled, qtbot)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any("A. Khan" in cell for cell in cells) and "Asked" in cells
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_the_ticked_papers_are_saved_and_no_file_is_written_over(
    filled: PapersPage, tmp_path: Path, qtbot: QtBot
) -> None:
    assert len(filled.ticks) == 5
    for paper in list(filled.ticks)[2:]:
        filled.ticks[paper].setChecked(False)
    for _ in range(2):
        filled.save_papers(tmp_path / "papers")
        assert written(filled, qtbot).startswith("2 papers saved in ")
    files = sorted((tmp_path / "papers").iterdir())
    assert len(files) == 4 and all(docx.Document(str(file)).paragraphs for file in files)


def test_papers_that_do_not_suit_the_answers_cannot_be_ticked(filled: PapersPage) -> None:
    filled.desk.answer("personal_data", "no")
    assert set(filled.ticks) == {"ai_register", "staff_policy"}


def test_the_blank_questionnaire_needs_no_assessment(page: PapersPage, tmp_path: Path, qtbot: QtBot) -> None:
    assert page.ticks == {} and len(page.saves) == 2
    page.save_blank(tmp_path / "q.pdf")
    written(page, qtbot)
    text = pdf_text(tmp_path / "q.pdf")
    assert all(question.text in text for question in page.desk.know.questions.questions.values())


def test_a_place_that_cannot_be_written_to_gets_a_sentence(
    filled: PapersPage, tmp_path: Path, qtbot: QtBot
) -> None:
    filled.save_report(tmp_path / "absent" / "r.pdf")
    assert "absent" in written(filled, qtbot)
    assert all(one.isEnabled() for one in filled.saves)


def test_every_control_has_a_name_of_its_own(filled: PapersPage) -> None:
    names = [one.accessibleName() for one in filled.findChildren(QPushButton) if one.isVisible()]
    names += [tick.accessibleName() for tick in filled.ticks.values()]
    assert all(names) and len(set(names)) == len(names)
