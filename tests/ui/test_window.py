"""The shell: pages, keys, menu, theme, drops; and what a screen reader and the Tab key find."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDropEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from assistant.ui.main_window import MainWindow
from assistant.ui.pages.review import ReviewPage
from assistant.ui.pages.settings import SettingsPage
from assistant.ui.theme.theme import Theme
from assistant.ui.theme.tokens import DARK, LIGHT
from assistant.ui.window_state import WindowState
from tests.ui.conftest import Open, Seed, sort_page

PAGES = (
    "sort", "review", "categories", "decide", "question", "result", "flags", "vendor", "papers", "compare", "glossary",
    "rules", "settings", "kept", "offline", "keys", "about",
)  # fmt: skip


def test_only_pages_that_work_are_in_the_side_bar(open_window: Open) -> None:
    window = open_window()
    assert [one.text() for one in window.side_bar.buttons.values()] == [
        "Sort",
        "Review",
        "Categories",
        "Is distillation right?",
    ]


def test_f1_lists_the_keys_and_alt_left_goes_back(qtbot: QtBot, open_window: Open) -> None:
    window = open_window()
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert window.head.title.text() == "Keyboard shortcuts"
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.head.title.text() == "Sort documents"


def test_the_promise_says_how_to_check_it(qtbot: QtBot, open_window: Open) -> None:
    window = open_window()
    link = next(one for one in window.side_bar.findChildren(QAbstractButton) if "check" in one.text())
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert window.head.title.text() == "How to check that it works offline"


def test_every_entry_of_the_menu_opens_its_page(open_window: Open) -> None:
    window = open_window()
    for action in window.make_menu().actions():
        words = action.text().split("\t")[0]
        if words in ("", "Start a new list", "Close Stillroom"):
            continue
        action.trigger()
        assert window.head.title.text() == words


def test_the_theme_changes_at_once_and_is_remembered(
    open_window: Open, theme: Theme, home: Path, qapp: QApplication
) -> None:
    window = open_window()
    window.open_page("settings")
    page = window.page
    assert isinstance(page, SettingsPage)
    assert theme.tokens == LIGHT
    page.themes["dark"].click()
    assert theme.tokens == DARK
    assert DARK.window in qapp.styleSheet()
    assert WindowState(home).theme() == "dark"


def test_the_number_of_workers_is_kept(open_window: Open) -> None:
    window = open_window()
    window.open_page("settings")
    page = window.page
    assert isinstance(page, SettingsPage)
    page.workers[2].click()
    assert window._session.workers == 2
    assert window._session.workspace.setting("workers") == "2"


def test_something_dropped_that_is_no_file_gets_a_sentence(open_window: Open) -> None:
    window = open_window()
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.org/letter.pdf")])
    window.open_page("keys")
    window.dropEvent(
        QDropEvent(
            QPointF(40, 40),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    assert sort_page(window).notices.texts()[0].startswith("That is not a file.")


def test_a_damaged_workspace_is_told_and_can_be_set_aside(qtbot: QtBot, home: Path, theme: Theme) -> None:
    from assistant.ui.session import Session

    (home / "workspace.sqlite3").write_bytes(b"this is no database" * 400)
    session = Session(home)
    window = MainWindow(session, theme)
    qtbot.addWidget(window)
    window.show()
    page = sort_page(window)
    qtbot.waitUntil(lambda: bool(page.notices.texts()), timeout=20_000)
    assert "damaged" in page.notices.texts()[0]
    begin = next(one for one in page.notices.findChildren(QAbstractButton) if "afresh" in one.text())
    with qtbot.waitSignal(session.opened, timeout=20_000):
        begin.click()
    assert list(home.glob("workspace*")) != [home / "workspace.sqlite3"]
    window.close()
    session.close()


def _open(qtbot: QtBot, window: MainWindow, name: str) -> None:
    """The page with a document in it, where it shows one."""
    window.open_page(name)
    if name == "sort":
        sort_page(window).table.selectRow(1)
    page = window.page
    if isinstance(page, ReviewPage):
        qtbot.waitUntil(lambda: page.reading.row is not None, timeout=10_000)


@pytest.mark.parametrize("name", PAGES)
def test_everything_that_can_be_used_has_a_name(
    seed: Seed, open_window: Open, name: str, qtbot: QtBot
) -> None:
    seed(6)
    window = open_window()
    _open(qtbot, window, name)
    nameless = []
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QAbstractItemView)
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or not isinstance(widget, kinds):
            continue
        if isinstance(widget.parent(), QLineEdit):
            continue  # the parts of a field speak through it
        seen = QAccessible.queryAccessibleInterface(widget)
        if seen is None or not seen.text(QAccessible.Text.Name).strip():
            nameless.append(f"{type(widget).__name__} {widget.objectName()}")
    assert nameless == []


@pytest.mark.parametrize("name", PAGES)
def test_tab_goes_round_and_is_never_trapped(seed: Seed, open_window: Open, name: str, qtbot: QtBot) -> None:
    seed(6)
    window = open_window()
    _open(qtbot, window, name)
    window.activateWindow()
    seen: list[QWidget] = []
    for _ in range(60):
        focus = QApplication.focusWidget()
        assert focus is not None
        if focus in seen:
            break
        seen.append(focus)
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is seen[0], "Tab did not come round to where it began"
    wanted = [
        one
        for one in window.findChildren(QAbstractButton)
        if one.isVisible() and one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    missed = [one.accessibleName() for one in wanted if one not in seen and not _in_a_group(one, seen)]
    assert missed == []
    assert not any(isinstance(one, QScrollBar) for one in seen)


def _in_a_group(button: QAbstractButton, seen: list[QWidget]) -> bool:
    """Of buttons that exclude each other Tab visits one; the arrow keys reach the others."""
    group = button.group()
    return group is not None and group.exclusive() and any(one in seen for one in group.buttons())


def test_f6_visits_every_pane_and_comes_round(seed: Seed, open_window: Open, qtbot: QtBot) -> None:
    seed(6)
    window = open_window()
    page = sort_page(window)
    page.table.selectRow(1)
    page.table.setFocus()
    visited = []
    for _ in range(5):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
        focus = QApplication.focusWidget()
        assert focus is not None
        visited.append(focus)
    assert page.table in visited
    assert window.head.menu in visited
    assert page.filters.search in visited
    assert len(set(visited)) == 5
    assert visited[-1] is page.table


def test_no_text_ends_in_an_exclamation_mark(open_window: Open, seed: Seed) -> None:
    seed(6)
    window = open_window()
    for name in PAGES:
        window.open_page(name)
        for widget in window.findChildren(QWidget):
            words = getattr(widget, "text", lambda: "")
            assert "!" not in (words() if callable(words) and isinstance(words(), str) else "")
