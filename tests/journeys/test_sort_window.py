"""A whole task through the window: drop the samples, watch, pause, resume, put right, export, come back."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton

from assistant.paths import resources
from assistant.ui.main_window import MainWindow
from assistant.ui.models import rows
from assistant.ui.pages.sort import SortPage
from assistant.ui.session import Session
from assistant.ui.theme.theme import Theme
from assistant.workspace.store import Order, Where

pytestmark = pytest.mark.slow
PATIENCE = 180_000  # milliseconds; two workers start, load the model, and read every sample


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    theme = Theme(qapp, "light")
    yield theme
    theme.deleteLater()


def _open(home: Path, theme: Theme, qtbot: QtBot) -> tuple[MainWindow, SortPage, Session]:
    session = Session(home)
    window = MainWindow(session, theme)
    window.resize(1280, 800)
    with qtbot.waitSignal(session.opened, timeout=20_000):
        window.show()
    page = window.page
    assert isinstance(page, SortPage)
    return window, page, session


def _drop(window: MainWindow, folder: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(folder))])
    how = Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(600, 400), *how))


def _press(qtbot: QtBot, page: SortPage, action: str) -> None:
    button = page.strip.findChild(QPushButton, f"strip-{action}")
    assert isinstance(button, QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def _put_right_the_first_unsure(qtbot: QtBot, page: SortPage) -> tuple[str, str]:
    """By the number key, after its text has come. Returns the file's name and the category's."""
    number = page._counts.not_sure  # type: ignore[union-attr]
    unsure = page.filters.pills["not_sure"]
    qtbot.mouseClick(unsure, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.model.rowCount() == number, timeout=10_000)
    page.table.setFocus()
    page.table.selectRow(0)
    qtbot.waitUntil(lambda: bool(page.reading.choices), timeout=10_000)
    name, choice = page.reading.row.name, page.reading.choices[0]  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: page.pane.sentence == "", timeout=60_000)
    qtbot.keyClick(page.table, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: page.model.data(page.model.index(0, rows.STATUS)) == "You said", timeout=10_000)
    return name, choice.name


def test_drop_watch_pause_resume_put_right_export_and_come_back(
    qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    home = tmp_path / "kept – O'Neill's"
    samples = resources() / "samples"
    window, page, session = _open(home, theme, qtbot)
    assert page.empty.isVisible()

    _drop(window, samples)
    qtbot.waitUntil(lambda: "pause" in page.strip.shown.actions, timeout=PATIENCE)
    qtbot.waitUntil(lambda: page.model.rowCount() > 5, timeout=PATIENCE)
    progress = session.sorter.progress
    qtbot.waitUntil(lambda: 0 < progress().done < progress().total, timeout=PATIENCE)

    _press(qtbot, page, "pause")
    qtbot.waitUntil(lambda: page.strip.shown.right == "Paused", timeout=10_000)
    qtbot.wait(3000)  # what is in hand is finished
    at_rest = progress().done
    qtbot.wait(1500)
    assert progress().done == at_rest
    assert page.strip.shown.rest.startswith("of ")

    _press(qtbot, page, "resume")
    with qtbot.waitSignal(session.ended, timeout=PATIENCE):
        pass
    counts = session.workspace.counts(session.run.id)  # type: ignore[union-attr]
    assert counts.waiting == 0
    assert counts.all >= 60
    assert counts.sure > counts.not_read > 0
    qtbot.waitUntil(lambda: page.strip.shown.kind == "done", timeout=10_000)
    assert page.strip.shown.lead == f"{counts.all} documents sorted:"
    qtbot.waitUntil(lambda: page.model.rowCount() == counts.all, timeout=10_000)

    name, category = _put_right_the_first_unsure(qtbot, page)

    target = tmp_path / "list.xlsx"
    with qtbot.waitSignal(page.export.saved, timeout=60_000):
        page.export.write(target, Where(), Order())
    sheet = load_workbook(target).active
    assert sheet is not None
    lines = list(sheet.iter_rows(values_only=True))
    assert len(lines) == counts.all + 1
    heads = [str(head) for head in lines[0]]
    mine = next(line for line in lines if line[heads.index("File")] == name)
    assert mine[heads.index("Category")] == category
    assert mine[heads.index("Decided by")] == "person"

    window.close()
    session.close()
    window, page, session = _open(home, theme, qtbot)
    qtbot.waitUntil(lambda: page.model.rowCount() == counts.all, timeout=20_000)
    assert page.strip.shown.kind == "done"
    assert session.workspace.counts(1).not_sure == counts.not_sure - 1
    window.close()
    session.close()


def test_stop_leaves_the_rest_waiting_and_it_can_be_gone_on_with(
    qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    window, page, session = _open(tmp_path / "kept", theme, qtbot)
    _drop(window, resources() / "samples")
    qtbot.waitUntil(lambda: session.sorter.progress().done > 0, timeout=PATIENCE)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: session.sorter.progress().state == "idle", timeout=PATIENCE)
    qtbot.waitUntil(lambda: page.strip.shown.actions == ("continue",), timeout=10_000)
    assert page.strip.shown.lead == "Stopped."
    with qtbot.waitSignal(session.ended, timeout=PATIENCE):
        _press(qtbot, page, "continue")
    qtbot.waitUntil(lambda: page.strip.shown.kind == "done", timeout=10_000)
    window.close()
    session.close()
