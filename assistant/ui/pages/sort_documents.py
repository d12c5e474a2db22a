"""What a person does with the documents selected: put them right, open them, find them on the disk."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from assistant.ui import desktop
from assistant.ui.documents.categories import categories
from assistant.ui.models.rows import RowsModel
from assistant.ui.pages.sort_reading import SelectionReading
from assistant.ui.session import Session
from assistant.ui.text import tr
from assistant.ui.widgets.chooser import Chooser
from assistant.ui.widgets.reading_pane import ReadingPane
from assistant.ui.widgets.table import RowsTable


class Documents(QWidget):
    """Not seen itself; it belongs to the page, and its menus open over it."""

    refused = Signal(str)  # a sentence

    def __init__(
        self,
        session: Session,
        model: RowsModel,
        table: RowsTable,
        pane: ReadingPane,
        *,
        reading: SelectionReading,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.hide()
        self._session, self._model, self._table, self._pane = session, model, table, pane
        self._reading = reading
        table.opened.connect(self.open_file)
        table.customContextMenuRequested.connect(self._offer_menu)
        pane.chosen.connect(self.answer)
        pane.taken_back.connect(lambda: self.answer(None))
        pane.other_asked.connect(self.offer_categories)
        pane.open_asked.connect(self.open_file)
        pane.folder_asked.connect(self.show_in_folder)

    def answer(self, category: str | None) -> None:
        ids = self._table.selected_ids()
        row = self._reading.row
        name = row.name if row is not None and len(ids) == 1 else ""
        self._session.answers.give(ids, category, name, alike=True)

    def choose_number(self, number: int) -> None:
        if number <= len(self._reading.choices):
            self.answer(self._reading.choices[number - 1].category)

    def offer_categories(self) -> None:
        if self._table.selected_count():
            chooser = Chooser(self._pane, tr("Put it under"), categories(self._session))
            chooser.chosen.connect(self.answer)
            chooser.open_at(self._pane.other)

    def open_file(self) -> None:
        self._with_file(desktop.open_file)

    def show_in_folder(self) -> None:
        self._with_file(desktop.show_in_folder)

    def _with_file(self, act: Callable[[str], str]) -> None:
        row = self._model.row_of(self._table.currentIndex())
        if row is not None and (refusal := act(row.path)):
            self.refused.emit(refusal)

    def _offer_menu(self, at: QPoint) -> None:
        self.menu().popup(self._table.viewport().mapToGlobal(at))

    def menu(self) -> QMenu:
        """What can be done with the rows selected, and with the list."""
        menu = QMenu(self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        number = self._table.selected_count()
        row = self._reading.row
        for at, choice in enumerate(self._reading.choices, 1):
            entry(menu, f"{choice.label}\t{at}", partial(self.answer, choice.category))
        if number:
            entry(menu, tr("Other category") + "\t0", self.offer_categories)
            if row is None or row.person is not None:
                entry(menu, tr("Take my answer back"), partial(self.answer, None))
            menu.addSeparator()
        if number == 1:
            entry(menu, tr("Open file") + "\tEnter", self.open_file)
            entry(menu, tr("Show in folder"), self.show_in_folder)
            menu.addSeparator()
        entry(menu, tr("Try the failed ones again"), self._session.retry_failed)
        if self._session.run is not None and self._session.run.roots:
            entry(menu, tr("Add what is new in this folder"), self._session.add_new)
        return menu


def entry(menu: QMenu, text: str, act: Callable[[], object]) -> None:
    action = QAction(text.replace("&", "&&"), menu)
    action.triggered.connect(lambda _checked=False: act())
    menu.addAction(action)
