"""The shell: side bar, the page's head, the pages, the menu, and what works on every page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, QSize, Qt, QTimer
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QMessageBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from assistant.ui.pages.page import Page
from assistant.ui.pages.register import Entry, entries
from assistant.ui.session import Session
from assistant.ui.text import count, plural, safe, tr
from assistant.ui.theme.icons import app_icon
from assistant.ui.theme.theme import Theme
from assistant.ui.waiting import Waiting
from assistant.ui.widgets.drop import DropVeil
from assistant.ui.widgets.head import Head
from assistant.ui.widgets.side_bar import SideBar
from assistant.ui.window_state import WindowState

FIRST_SIZE = QSize(1280, 800)
LEAST_SIZE = QSize(760, 480)
NARROW = 1060  # below this width the side bar gives up some of its own
HOME_PAGE = "sort"


class MainWindow(QMainWindow):
    """Shows itself before anything is loaded; the workspace is opened when the first frame is painted."""

    def __init__(self, session: Session, theme: Theme, paths: Sequence[Path] = ()) -> None:
        super().__init__()
        self.setWindowTitle("Stillroom")
        self.setWindowIcon(app_icon())
        self.setMinimumSize(LEAST_SIZE)
        self.setAcceptDrops(True)
        self._session, self._theme = session, theme
        self._to_add = list(paths)
        self._entries: dict[str, Entry] = {entry.id: entry for entry in entries()}
        self._pages: dict[str, Page] = {}
        self._trail: list[str] = []
        self._begun = False
        self.side_bar = SideBar(self._groups())
        self.head = Head(theme)
        self._stack = QStackedWidget()
        self._lay_out()
        self._veil = DropVeil(theme, self)
        self._connect()
        self._make_shortcuts()
        self.open_page(HOME_PAGE)
        state = WindowState(session.home)
        if not self.restoreGeometry(state.geometry()):
            self.resize(self._fitting_size())

    # Pages

    @property
    def page(self) -> Page:
        return self._pages[self._trail[-1]]

    def open_page(self, name: str) -> None:
        """Makes the page if need be, and brings it to the front."""
        if not self._trail or self._trail[-1] != name:
            self._trail = [one for one in self._trail if one != name] + [name]
        self._bring()

    def go_back(self) -> None:
        """The page's own way back first, then the page before."""
        if not self.page.back():
            self.leave_page()

    def leave_page(self) -> None:
        if len(self._trail) > 1:
            self._trail.pop()
            self._bring()

    def _bring(self) -> None:
        name = self._trail[-1]
        entry = self._entries[name]
        before = self._stack.currentWidget()
        if name not in self._pages:
            page = entry.make(self._session, self._theme)
            page.context_changed.connect(lambda: self._show_head() if self.page is page else None)
            page.buttons_changed.connect(lambda: self._show_buttons() if self.page is page else None)
            page.go.connect(self.open_page)
            self._pages[name] = page
            self._stack.addWidget(page)
        self._show_buttons()
        self.head.back.setVisible(not entry.group)
        self._show_head()
        self._stack.setCurrentWidget(self.page)
        self.side_bar.mark(entry.inside or name)
        if isinstance(before, Page) and before is not self.page:
            before.hidden()
        self.page.shown()

    def _show_buttons(self) -> None:
        self.head.set_buttons(self.page.buttons())

    def _show_head(self) -> None:
        self.head.show_text(self.page.title, self.page.context)

    def _show_waiting(self, number: int) -> None:
        words = count(number) if number else ""
        self.side_bar.set_badge("review", words, plural(number, "{n} document", "{n} documents"))

    def _groups(self) -> list[tuple[str, list[tuple[str, str]]]]:
        groups: dict[str, list[tuple[str, str]]] = {}
        for entry in self._entries.values():
            if entry.group:
                groups.setdefault(entry.group, []).append((entry.id, entry.name))
        return list(groups.items())

    # Made once

    def _lay_out(self) -> None:
        right = QWidget()
        right.setObjectName("right")
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._stack, 1)
        whole = QWidget()
        line = QHBoxLayout(whole)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.side_bar)
        line.addWidget(right, 1)
        self.setCentralWidget(whole)

    def _connect(self) -> None:
        self.side_bar.chosen.connect(self.open_page)
        self.side_bar.check.connect(partial(self.open_page, "offline"))
        self.head.menu.clicked.connect(self.open_menu)
        self.head.back.clicked.connect(self.leave_page)
        self._session.refused.connect(self.tell)
        self._session.opened.connect(self._add_waiting)
        self._waiting = Waiting(self._session, self)
        self._waiting.counted.connect(self._show_waiting)

    def _make_shortcuts(self) -> None:
        for keys, act in (
            ("F1", partial(self.open_page, "keys")),
            ("F6", partial(self._next_pane, 1)),
            ("Shift+F6", partial(self._next_pane, -1)),
            ("F10", self.open_menu),
            ("Alt+Left", self.go_back),
            ("Ctrl+F", self._search),
            ("Ctrl+Z", self._undo),
            ("Ctrl+N", self._new_list),
            ("Esc", self._escape),
            ("Ctrl+Q", self.close),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    # What works everywhere

    def tell(self, sentence: str) -> None:
        """Something went wrong: a card in the page that work is shown on."""
        self._pages[HOME_PAGE].tell(sentence)

    def add(self, paths: Sequence[Path]) -> None:
        """Files from the command line or from a second start of the program."""
        self._to_add.extend(paths)
        if self._session.is_open:
            self._add_waiting()

    def _add_waiting(self) -> None:
        paths, self._to_add = self._to_add, []
        if paths:
            self.open_page(HOME_PAGE)
            self.page.drop([str(path) for path in paths], 0)

    def come_forward(self) -> None:
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def open_menu(self) -> None:
        menu = self.make_menu()
        corner = self.head.menu.mapToGlobal(QPoint(self.head.menu.width(), self.head.menu.height() + 4))
        menu.popup(corner - QPoint(menu.sizeHint().width(), 0))

    def make_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAccessibleName(tr("Menu"))
        for name, keys, act in (
            (tr("Start a new list"), "Ctrl+N", self._new_list),
            ("", "", None),
            (tr("Settings"), "", partial(self.open_page, "settings")),
            (tr("What is kept"), "", partial(self.open_page, "kept")),
            (tr("How to check that it works offline"), "", partial(self.open_page, "offline")),
            (tr("Keyboard shortcuts"), "F1", partial(self.open_page, "keys")),
            (tr("About Stillroom"), "", partial(self.open_page, "about")),
            ("", "", None),
            (tr("Close Stillroom"), "Ctrl+Q", self.close),
        ):
            if act is None:
                menu.addSeparator()
                continue
            action = QAction(f"{name}\t{keys}" if keys else name, menu)
            action.triggered.connect(act)
            menu.addAction(action)
        return menu

    def _new_list(self) -> None:
        if self._session.busy:
            self.tell(tr("Documents are still being sorted. Stop that first, then start a new list."))
            return
        self.open_page(HOME_PAGE)
        self._session.new_list()

    def _search(self) -> None:
        self.page.search()

    def _undo(self) -> None:
        self.page.undo()

    def _escape(self) -> None:
        entry = self._entries[self._trail[-1]]
        if entry.group or entry.inside:
            self.page.escape()
        else:
            self.leave_page()

    def _next_pane(self, step: int) -> None:
        """Side bar, head, then the page's own panes, round and round."""
        entry = next((one for one in self.side_bar.buttons.values() if one.isChecked()), None)
        stops: list[QWidget] = [entry or next(iter(self.side_bar.buttons.values())), self.head.menu]
        stops += [pane for pane in self.page.panes() if pane.isVisible()]
        focus = QApplication.focusWidget()
        areas = [self.side_bar, self.head, *stops[2:]]
        here = next(
            (at for at, one in enumerate(areas) if focus and (one is focus or one.isAncestorOf(focus))), -1
        )
        stops[(here + step) % len(stops)].setFocus()

    # Qt's side

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._begun:
            self._begun = True
            QTimer.singleShot(0, self._session.open)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.side_bar.set_narrow(event.size().width() < NARROW)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.page.hidden()  # what is typed in and not stored yet is stored now
        if unsaved := self._session.unsaved:
            if not self._may_lose(safe(unsaved)):
                event.ignore()
                self.page.shown()
                return
            self._session.desk.give_up()
        WindowState(self._session.home).set_geometry(self.saveGeometry())
        super().closeEvent(event)

    def _may_lose(self, name: str) -> bool:
        """Asks, where what was changed last could not be saved."""
        box = QMessageBox(self)
        box.setWindowTitle("Stillroom")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(tr("The last change to “{name}” is not saved.", name=name))
        box.setInformativeText(tr("Stay, and save the assessment as a file, or close and lose the change."))
        close = box.addButton(tr("Close and lose it"), QMessageBox.ButtonRole.DestructiveRole)
        stay = box.addButton(tr("Stay"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(stay)
        box.exec()
        return box.clickedButton() is close

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        # Taken whatever it is: what is not a file gets a sentence when it is dropped.
        event.acceptProposedAction()
        self._veil.cover(event.mimeData().hasUrls(), self.page.drop_hint)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._veil.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self._veil.hide()
        urls = event.mimeData().urls()
        local = [url.toLocalFile() for url in urls if url.isLocalFile()]
        event.acceptProposedAction()
        if not self.page.drop_hint:
            self.open_page(HOME_PAGE)
        self.page.drop(local, len(urls) - len(local))

    def _fitting_size(self) -> QSize:
        return FIRST_SIZE.boundedTo(self.screen().availableGeometry().size()).expandedTo(LEAST_SIZE)
