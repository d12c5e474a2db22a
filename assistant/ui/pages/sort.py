"""Sort: drop documents, watch them being sorted, read what it went by, put right what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from assistant.paths import resources
from assistant.ui import desktop
from assistant.ui.documents.categories import categories
from assistant.ui.models.rows import RowsModel
from assistant.ui.pages.page import Page
from assistant.ui.pages.sort_documents import Documents, entry
from assistant.ui.pages.sort_export import Export
from assistant.ui.pages.sort_reading import SelectionReading
from assistant.ui.pages.sort_work import Work
from assistant.ui.session import Session
from assistant.ui.state import adding
from assistant.ui.text import plural, safe, tr
from assistant.ui.theme.theme import Theme
from assistant.ui.widgets.chooser import Chooser
from assistant.ui.widgets.controls import button, card
from assistant.ui.widgets.empty import EmptyState
from assistant.ui.widgets.filter_bar import FilterBar
from assistant.ui.widgets.notices import Notices
from assistant.ui.widgets.reading_pane import ReadingPane
from assistant.ui.widgets.strip import StripCard
from assistant.ui.widgets.table import RowsTable
from assistant.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from assistant.workspace.store import Counts, Order, Where

PANE_WIDTH, LEAST_LIST = 360, 430


class SortPage(Page):
    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._theme = theme
        self._counts: Counts | None = None
        self._order: tuple[str, bool] = ("", False)
        self._keep: tuple[list[int], int | None] = ([], None)  # what to select again in a list asked for anew
        self.model = RowsModel(session.background, self)
        self.strip = StripCard(theme)
        self.notices = Notices(theme)
        self.filters = FilterBar(theme)
        self.table = RowsTable(theme, self.model)
        self.pane = ReadingPane(theme)
        self.reading = SelectionReading(session, self.model, self.table, self.pane, self)
        self.answers = session.answers
        self.export = Export(session, self)
        self.documents = Documents(
            session,
            self.model,
            self.table,
            self.pane,
            reading=self.reading,
            parent=self,
        )
        self.work = Work(session, self.strip, self.notices, self)
        self._samples = resources() / "samples"
        self.empty = EmptyState(theme, self._samples.is_dir())
        self._lay_out()
        self.toast = Toast(theme, self._list_card)
        self._make_buttons()
        self._connect()
        self._make_shortcuts()

    def _lay_out(self) -> None:
        list_card = self._list_card = card()
        list_card.setMinimumWidth(LEAST_LIST)
        column = QVBoxLayout(list_card)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addWidget(self.table, 1)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(12)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(list_card)
        self._splitter.addWidget(self.pane)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 0)
        self._splitter.setSizes([10_000, PANE_WIDTH])
        body = QWidget()
        inside = QVBoxLayout(body)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(12)
        inside.addWidget(self.strip)
        inside.addWidget(self._splitter, 1)
        self._body = body
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 0, 24, 24)
        outer.setSpacing(12)
        outer.addWidget(self._stack, 1)
        outer.addWidget(self.notices)

    def _make_buttons(self) -> None:
        self._export = button(tr("Export"), tip=tr("Export the list (Ctrl+E)"))
        self._export.clicked.connect(self.offer_export)
        self._add_files = button(tr("Add files"), tip=tr("Add files (Ctrl+O)"))
        self._add_files.clicked.connect(self.choose_files)
        self._add_folder = button(tr("Add folder"), "primary", tr("Add a folder (Ctrl+Shift+O)"))
        self._add_folder.clicked.connect(self.choose_folder)

    def _connect(self) -> None:
        session = self._session
        session.opened.connect(self._ask_list)
        session.damaged.connect(self._offer_set_aside)
        session.run_changed.connect(self._run_changed)
        session.workspace_changed.connect(self.model.refresh)
        session.progressed.connect(lambda _progress: self._show_state())
        self.model.counted.connect(self._count)
        self.model.shown.connect(self._select_again)
        self.model.arrived.connect(self.filters.show_new)
        self.model.failed.connect(self.tell)
        self.filters.changed.connect(self._ask_list)
        self.filters.let_in.connect(self._ask_list)
        self.filters.category_asked.connect(self._offer_filters)
        self.table.order_chosen.connect(self._reorder)
        self.table.columns_changed.connect(
            lambda: self._session.workspace.set_setting("columns", self.table.column_choice())
        )
        self.documents.refused.connect(lambda why: self.notices.say(why, "unsure", kind="open"))
        self.answers.said.connect(self._said)
        self.answers.refused.connect(lambda _ids, why: self.tell(why) if self.isVisible() else None)
        self.export.saved.connect(self._saved)
        self.export.failed.connect(self.tell)
        self.empty.folder.connect(self.choose_folder)
        self.empty.files.connect(self.choose_files)
        self.empty.samples.connect(lambda: self._session.add([self._samples]))

    def _make_shortcuts(self) -> None:
        for number in range(1, 10):
            self._key(str(number), partial(self.documents.choose_number, number))
        self._key("0", self.documents.offer_categories)
        self._key("F3", self.pane.next_mark)
        self._key("Ctrl+E", self.offer_export)
        self._key("Ctrl+O", self.choose_files)
        self._key("Ctrl+Shift+O", self.choose_folder)
        self._key("Ctrl+P", self.work.pause_or_resume)

    def _key(self, keys: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        single = len(keys) == 1
        shortcut.activated.connect(lambda: None if single and _typing() else act())

    # For the shell

    @property
    def title(self) -> str:
        return tr("Sort documents")

    @property
    def context(self) -> str:
        run = self._session.run
        if run is None:
            return tr("Nothing is sorted yet. Pack: {pack}", pack=self._session.pack_name)
        files = self._counts.all if self._counts else run.documents
        return adding.context(safe(run.title), files, self.work.skipped, self._session.pack_name)

    def buttons(self) -> list[QPushButton]:
        return [self._export, self._add_files, self._add_folder]

    def panes(self) -> list[QWidget]:
        if self._stack.currentWidget() is self.empty:
            return [self.empty.first]
        return [
            self.filters.search,
            self.table,
            self.pane.text if self.pane.sentence == "" else self.pane.other,
        ]

    def shown(self) -> None:
        (self.table if self._stack.currentWidget() is self._body else self.empty.first).setFocus()

    def search(self) -> None:
        self.filters.search.setFocus()
        self.filters.search.selectAll()

    def undo(self) -> None:
        self.answers.undo()

    def escape(self) -> None:
        if self.toast.isVisible():
            self.toast.hide()
        elif self.filters.search.hasFocus() and self.filters.search.text():
            self.filters.search.clear()
        elif self.work.stop():
            pass
        elif self.filters.narrowed:
            self.filters.clear()

    def drop(self, local: list[str], others: int) -> None:
        found = adding.dropped(local, others)
        if found.complaint:
            self.notices.say(found.complaint, "unsure", kind="drop")
        if found.paths:
            self._session.add(found.paths)

    def tell(self, sentence: str) -> None:
        self.notices.say(sentence, "stop")

    def _offer_set_aside(self, sentence: str) -> None:
        begin = tr("Keep it aside and start afresh"), self._session.set_aside
        self.notices.say(sentence, "stop", [begin], kind="damaged")

    # The list

    def _run_changed(self) -> None:
        self._counts = None
        self._ask_list()

    def _ask_list(self) -> None:
        run = self._session.run
        if not self._session.is_open or run is None:
            self.model.clear()
            self._show_state()
            return
        self.table.set_column_choice(self._session.workspace.setting("columns"))
        current = self.table.currentIndex()
        self._keep = self.table.selected_ids(), self.model.id_at(current.row()) if current.isValid() else None
        self.model.show(self._session.workspace, run.id, self.where(), self.order(), self._session.names)
        self._show_state()

    def where(self) -> Where:
        from assistant.workspace.store import Where

        verdict = self.filters.verdict
        return Where(self.filters.text, verdict, self.filters.category)  # type: ignore[arg-type]

    def order(self) -> Order:
        from assistant.workspace.store import Order

        by, down = self._order
        return Order(by or "added", down)  # type: ignore[arg-type]

    def _reorder(self, by: str, down: bool) -> None:
        self._order = (by, down)
        self._ask_list()

    def _select_again(self) -> None:
        ids, current = self._keep
        at = self.model.positions([current]) if current is not None else []
        self.table.select_rows(self.model.positions(ids), at[0] if at else None)

    def _count(self, counts: Counts) -> None:
        self._counts = counts
        self.filters.show_counts(counts)
        self._show_state()

    def _show_state(self) -> None:
        """The strip, the context line and which of the two faces of the page is seen."""
        counts = self._counts
        started = self._session.run is not None and (self.work.going_on or counts is None or counts.all > 0)
        self._turn_to(self._body if started else self.empty)
        self._export.setEnabled(started and bool(counts and counts.all))
        self.work.update(counts)
        self.context_changed.emit()

    def _turn_to(self, face: QWidget) -> None:
        if self._stack.currentWidget() is not face:
            focus = QApplication.focusWidget()
            here = focus is None or self.isAncestorOf(focus)
            self._stack.setCurrentWidget(face)
            if here and self.isVisible():
                self.shown()

    def _said(self, text: str, undoable: bool) -> None:
        if self.isVisible():
            self.toast.say(text, self.answers.undo if undoable else None)

    # Files in, files out

    def choose_files(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, tr("Add files"), str(Path.home()))
        if chosen:
            self._session.add([Path(one) for one in chosen])

    def choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Add folder"), str(Path.home()))
        if chosen:
            self._session.add([Path(chosen)])

    def offer_export(self) -> None:
        if not (self._counts and self._counts.all):
            return
        from assistant.workspace.store import Where

        if not self.filters.narrowed:
            self.export.ask(Where(), self.order())
            return
        menu = QMenu(self)
        everything = plural(
            self._counts.all, "The whole list ({n} document)", "The whole list ({n} documents)"
        )
        shown = self.model.rowCount()
        filtered = plural(shown, "As filtered ({n} document)", "As filtered ({n} documents)")
        entry(menu, filtered, lambda: self.export.ask(self.where(), self.order()))
        entry(menu, everything, lambda: self.export.ask(Where(), self.order()))
        menu.popup(self._export.mapToGlobal(QPoint(0, self._export.height() + 4)))

    def _saved(self, text: str, path: str) -> None:
        self.notices.say(text, "sure", [(tr("Show in folder"), lambda: self._show(path))], kind="saved")

    def _show(self, path: str) -> None:
        if refusal := desktop.show_in_folder(path):
            self.tell(refusal)

    def _offer_filters(self) -> None:
        menu = QMenu(self)
        entry(menu, tr("Only one category"), self._offer_category_filter)
        if self.filters.narrowed:
            entry(menu, tr("Take the filters away"), self.filters.clear)
        menu.addSection(tr("Columns"))
        self.table.column_actions(menu)
        menu.popup(self.filters.more.mapToGlobal(QPoint(0, self.filters.more.height() + 4)))

    def _offer_category_filter(self) -> None:
        chooser = Chooser(self, tr("Show only"), categories(self._session))
        names: dict[str, str] = dict(categories(self._session))
        chooser.chosen.connect(lambda one: self.filters.set_category(one, names[one]))
        chooser.open_at(self.filters.more)


def _typing() -> bool:
    """Is a field being typed in? Then a single key is a letter, not a command."""
    focus = QApplication.focusWidget()
    return isinstance(focus, QLineEdit) or (isinstance(focus, QPlainTextEdit) and not focus.isReadOnly())
