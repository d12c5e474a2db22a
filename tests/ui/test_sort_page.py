"""The Sort page, through its real widgets."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from assistant.ui.main_window import MainWindow
from assistant.ui.models import rows
from assistant.ui.pages.sort import SortPage
from assistant.ui.widgets.chooser import Chooser
from assistant.workspace.store import Order, Where
from tests.ui.conftest import TEXT, Open, Seed, sort_page

UNSURE, FAILED = 1, 3


@pytest.fixture
def page(seed: Seed, open_window: Open) -> SortPage:
    seed(12)
    return sort_page(open_window())


def _status(page: SortPage, row: int) -> str:
    return str(page.model.data(page.model.index(row, rows.STATUS)))


def _select(qtbot: QtBot, page: SortPage, row: int) -> None:
    page.table.selectRow(row)
    qtbot.waitUntil(lambda: page.reading.row is not None)


def _press(qtbot: QtBot, page: SortPage, key: Qt.Key) -> None:
    page.table.setFocus()
    qtbot.keyClick(page.table, key)


def test_the_last_run_is_shown_with_its_result(page: SortPage) -> None:
    assert page.model.rowCount() == 12
    assert page.strip.shown.sentence == "12 documents sorted: 8 sure, 2 not sure, 2 not read."
    assert page.context.startswith("March post. 12 files, 2 skipped.")
    assert page.filters.pills["not_sure"].text() == "Not sure 2"


def test_a_document_that_is_not_sure_offers_its_two_candidates(qtbot: QtBot, page: SortPage) -> None:
    _select(qtbot, page, UNSURE)
    invoice, quote = (page._session.names[one] for one in ("invoice", "quote"))
    assert page.pane.verdict == f"Not sure. {invoice} or {quote}? You decide:"
    offered = [one.accessibleName() for one in page.pane.choice_buttons()]
    assert offered == [f"{invoice} 54%", f"{quote} 41%"]


def test_its_text_is_read_and_what_decided_is_marked(qtbot: QtBot, page: SortPage) -> None:
    _select(qtbot, page, UNSURE)
    assert page.pane.sentence == "Reading the document."
    qtbot.waitUntil(lambda: page.pane.sentence == "", timeout=30_000)
    assert page.pane.text.toPlainText() == TEXT.strip()
    assert page.pane.text.marked_texts() == ["Our estimate for the works", "Amount due within 14 days"]


def test_a_file_that_is_gone_gets_a_sentence(qtbot: QtBot, page: SortPage) -> None:
    row = page.model.row_of(page.model.index(0, 0))
    assert row is not None
    Path(row.path).unlink()
    _select(qtbot, page, 0)
    qtbot.waitUntil(lambda: page.pane.sentence not in ("", "Reading the document."), timeout=30_000)
    assert row.name in page.pane.sentence
    assert "Traceback" not in page.pane.sentence


def test_a_failed_document_says_why_and_has_no_text(qtbot: QtBot, page: SortPage) -> None:
    _select(qtbot, page, FAILED)
    assert page.pane.verdict.startswith("Not read. It is locked with a password.")
    assert page.pane.sentence == ""


def test_a_number_key_chooses_and_ctrl_z_takes_it_back(qtbot: QtBot, page: SortPage) -> None:
    _select(qtbot, page, UNSURE)
    _press(qtbot, page, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: _status(page, UNSURE) == "You said")
    quote = page._session.names["quote"]
    assert page.model.data(page.model.index(UNSURE, rows.CATEGORY)) == quote
    assert page.toast.text == f"00002 unsure.txt: {quote}."
    qtbot.waitUntil(lambda: page.pane.verdict.startswith(f"You said {quote}."))
    qtbot.keyClick(page.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: _status(page, UNSURE) == "Invoice or Quote?")


def test_a_number_is_only_a_letter_while_one_types(qtbot: QtBot, page: SortPage) -> None:
    _select(qtbot, page, UNSURE)
    page.search()
    qtbot.keyClicks(page.filters.search, "2")
    qtbot.wait(300)
    assert page.filters.search.text() == "2"
    assert page.model.rowCount() < 12
    assert all(_status(page, row) != "You said" for row in range(page.model.rowCount()))


def test_many_are_put_right_at_once(qtbot: QtBot, page: SortPage) -> None:
    page.table.setFocus()
    page.table.selectAll()
    assert page.pane.title == "12 documents selected"
    choice = page.pane.choice_buttons()[0]
    qtbot.mouseClick(choice, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: all(_status(page, row) == "You said" for row in range(12)))
    assert page.toast.text.startswith("12 documents: ")
    page.undo()
    qtbot.waitUntil(lambda: _status(page, 0) == "Sure")


def test_another_category_is_found_by_typing(qtbot: QtBot, page: SortPage) -> None:
    _select(qtbot, page, 0)
    _press(qtbot, page, Qt.Key.Key_0)
    chooser = page.pane.findChild(Chooser)
    assert isinstance(chooser, Chooser)
    qtbot.keyClicks(chooser.field, "none of")
    qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: _status(page, 0) == "You said")
    assert page.model.data(page.model.index(0, rows.CATEGORY)) == "None of these"


def test_an_answer_can_be_taken_back(qtbot: QtBot, page: SortPage) -> None:
    _select(qtbot, page, 0)
    page.documents.answer("payroll")
    qtbot.waitUntil(lambda: page.pane.verdict.startswith("You said "))
    link = next(one for one in page.pane.findChildren(QPushButton) if one.text() == "Take my answer back")
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: _status(page, 0) == "Sure")


def test_pills_and_search_narrow_the_list(qtbot: QtBot, page: SortPage) -> None:
    qtbot.mouseClick(page.filters.pills["not_read"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    qtbot.mouseClick(page.filters.pills[""], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.model.rowCount() == 12)
    qtbot.keyClicks(page.filters.search, "minutes")
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    page.escape()
    qtbot.waitUntil(lambda: page.model.rowCount() == 12)


def test_one_category_alone_can_be_shown(qtbot: QtBot, page: SortPage) -> None:
    page.filters.set_category("payroll", "Payroll")
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    qtbot.mouseClick(page.filters.by_category, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.model.rowCount() == 12)


def test_a_header_sorts_up_down_and_not_at_all(qtbot: QtBot, page: SortPage) -> None:
    def first() -> str:
        return str(page.model.data(page.model.index(0, rows.FILE)))

    table = page.table
    header = table.horizontalHeader()

    def click() -> None:
        with qtbot.waitSignal(page.model.shown):
            at = header.sectionViewportPosition(rows.FILE) + 20
            point = header.viewport().rect().center()
            point.setX(at)
            qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=point)

    click()
    assert first() == "00001 invoice.txt"
    click()
    assert first() == "00012 minutes.txt"
    click()
    assert first() == "00001 invoice.txt"


def test_the_selection_outlives_a_new_order(qtbot: QtBot, page: SortPage) -> None:
    _select(qtbot, page, UNSURE)
    with qtbot.waitSignal(page.model.shown):
        page.table.order_chosen.emit("name", True)
    qtbot.waitUntil(lambda: page.table.selected_count() == 1)
    assert page.reading.row is not None
    assert page.reading.row.name == "00002 unsure.txt"


def test_selection_and_scroll_stay_while_rows_change(
    qtbot: QtBot, seed: Seed, open_window: Open, home: Path
) -> None:
    seed(500)
    page = sort_page(open_window())
    page.table.selectRow(250)
    page.table.verticalScrollBar().setValue(240 * 36)
    place = page.table.verticalScrollBar().value()
    ids = page.table.selected_ids()
    workspace = page._session.workspace
    workspace.put_right([page.model.id_at(245)], "payroll")
    qtbot.waitUntil(lambda: _status(page, 245) == "You said", timeout=10_000)
    assert page.table.verticalScrollBar().value() == place
    assert page.table.selected_ids() == ids


def test_enter_opens_the_file_and_never_a_program(
    qtbot: QtBot, page: SortPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: bool(opened.append(url.toLocalFile()) or True)
    )
    _select(qtbot, page, 0)
    _press(qtbot, page, Qt.Key.Key_Return)
    row = page.reading.row
    assert row is not None
    assert opened == [row.path]
    Path(row.path).chmod(0o755)
    renamed = Path(row.path).with_suffix(".sh")
    Path(row.path).rename(renamed)
    Path(row.path).symlink_to(renamed)
    _press(qtbot, page, Qt.Key.Key_Return)
    assert len(opened) == 1
    assert "could run as a program" in page.notices.texts()[0]


def test_the_context_menu_says_what_can_be_done(qtbot: QtBot, page: SortPage) -> None:
    _select(qtbot, page, UNSURE)
    words = [action.text() for action in page.documents.menu().actions()]
    invoice, quote = (page._session.names[one] for one in ("invoice", "quote"))
    assert words[:3] == [f"{invoice} 54%\t1", f"{quote} 41%\t2", "Other category\t0"]
    assert "Try the failed ones again" in words
    assert "Add what is new in this folder" in words


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".json"])
def test_the_list_is_exported_with_what_a_person_said(
    qtbot: QtBot, page: SortPage, tmp_path: Path, suffix: str
) -> None:
    workspace = page._session.workspace
    workspace.put_right([page.model.id_at(0)], "payroll")
    target = tmp_path / f"out{suffix}"
    with qtbot.waitSignal(page.export.saved, timeout=20_000) as told:
        page.export.write(target, Where(), Order())
    assert told.args is not None
    assert told.args[0] == f"12 documents saved in out{suffix}."
    assert target.stat().st_size > 0
    if suffix == ".json":
        lines = target.read_text(encoding="utf-8")
        assert '"person"' in lines
        assert TEXT[:20] not in lines


def test_an_export_that_cannot_be_written_is_told(qtbot: QtBot, page: SortPage, tmp_path: Path) -> None:
    page.export.write(tmp_path / "no such folder" / "out.csv", Where(), Order())
    qtbot.waitUntil(lambda: bool(page.notices.texts()), timeout=10_000)
    assert "Traceback" not in page.notices.texts()[0]


def test_an_unfinished_run_is_offered_and_nothing_starts_by_itself(
    qtbot: QtBot, seed: Seed, open_window: Open, home: Path
) -> None:
    import sqlite3

    seed(6, waiting=4)
    # As if the process that worked on it had been killed: its mark is of one that is gone.
    with sqlite3.connect(home / "workspace.sqlite3") as base:
        base.execute("UPDATE run SET owner = '999999999:1.0', stopped = 0, finished = NULL")
    page = sort_page(open_window())
    assert page.strip.shown.sentence == "6 of 10 were sorted when Stillroom closed. Nothing is done twice."
    assert [one.text() for one in page.strip.findChildren(QPushButton)] == ["Sort the rest", "Leave the rest"]
    leave = page.strip.findChild(QPushButton, "strip-forget_run")
    assert isinstance(leave, QPushButton)
    qtbot.mouseClick(leave, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.model.rowCount() == 6, timeout=10_000)
    assert page.strip.shown.sentence.startswith("6 documents sorted:")


def test_the_first_start_says_what_the_page_is_for(open_window: Open) -> None:
    page = sort_page(open_window())
    assert page.empty.isVisible()
    assert page.context.startswith("Nothing is sorted yet.")
    assert QApplication.focusWidget() is page.empty.first


def test_what_is_dropped_and_is_no_file_gets_a_sentence(open_window: Open) -> None:
    page = sort_page(open_window())
    page.drop([], 1)
    assert page.notices.texts() == ["That is not a file. Drop files or folders from your file manager."]


def test_columns_can_be_chosen_and_are_remembered(
    qtbot: QtBot, seed: Seed, open_window: Callable[[], MainWindow]
) -> None:
    seed(3)
    page = sort_page(open_window())
    assert page.table.isColumnHidden(rows.REASON)
    page.table.show_column(rows.REASON, True)
    assert not page.table.isColumnHidden(rows.REASON)
    assert json.dumps(page._session.workspace.setting("columns")) == '"4+"'


def test_ten_thousand_can_be_selected_at_once(qtbot: QtBot, seed: Seed, open_window: Open) -> None:
    seed(10_000)
    page = sort_page(open_window())
    began = time.monotonic()
    page.table.selectAll()
    page.table.horizontalHeader().viewport().repaint()
    page.table.viewport().repaint()
    assert page.table.selected_count() == 10_000
    assert time.monotonic() - began < 1.0  # 0.05 s here; it was 0.6 s while the header asked for every row
    assert page.pane.title == "10,000 documents selected"
