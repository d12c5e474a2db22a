"""The table of documents: columns, sorting by their headers, and the keys that work on its rows."""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView

from assistant.ui.models.rows import (
    CATEGORY,
    CONFIDENCE,
    FILE,
    FOLDER,
    ORDERS,
    REASON,
    STATUS,
    RowsModel,
    column_name,
)
from assistant.ui.text import tr
from assistant.ui.theme.theme import Theme
from assistant.ui.widgets.delegate import RowDelegate

WIDTHS = {CATEGORY: 120, CONFIDENCE: 124, STATUS: 166, REASON: 260, FOLDER: 200}  # at a font of 13 pixels
LEAST_FILE = 140
OPTIONAL = (CONFIDENCE, REASON, FOLDER)


class RowsTable(QTableView):
    """`order_chosen` carries the column's order and its direction; "" goes back to the order of arrival."""

    order_chosen = Signal(str, bool)
    opened = Signal()  # Enter or a double click on the current row
    chosen = Signal()  # the selection or the current row is another one
    columns_changed = Signal()

    def __init__(self, theme: Theme, model: RowsModel) -> None:
        super().__init__()
        self.setAccessibleName(tr("Documents"))
        self._theme = theme
        self._rows = model
        self._column_choice: dict[int, bool] = {}
        self._sorted: tuple[str, bool] = ("", False)
        self.setModel(model)
        self.setItemDelegate(RowDelegate(theme, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._set_up_headers()
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit())
        self.selectionModel().currentRowChanged.connect(lambda *_: self.chosen.emit())
        theme.changed.connect(self._measure)
        self._measure()

    def _set_up_headers(self) -> None:
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setAccessibleName(tr("Columns"))
        header.setHighlightSections(False)
        # Else it asks for each row whether the whole column is selected, every time that it is painted.
        header.setSelectionModel(QItemSelectionModel(self._rows, self))
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(FILE, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(60)
        header.sectionClicked.connect(self._sort_by)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._offer_columns)
        for column in WIDTHS:
            self.setColumnWidth(column, self._width(column))
        self._fit()

    def _measure(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._theme.sizes.row)
        self.horizontalHeader().setFixedHeight(self._theme.sizes.row)

    # Sorting

    def _sort_by(self, column: int) -> None:
        """First up, then down, then back to the order in which the documents came."""
        order = ORDERS[column]
        if not order:
            return
        if self._sorted == (order, False):
            self._sorted = (order, True)
        elif self._sorted == (order, True):
            self._sorted = ("", False)
        else:
            self._sorted = (order, False)
        order, down = self._sorted
        header = self.horizontalHeader()
        header.setSortIndicatorShown(bool(order))
        if order:
            header.setSortIndicator(
                column, Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
            )
        self.order_chosen.emit(order, down)

    # Columns

    def column_actions(self, menu: QMenu) -> None:
        for column in OPTIONAL:
            action = QAction(
                column_name(column), menu, checkable=True, checked=not self.isColumnHidden(column)
            )
            action.toggled.connect(lambda on, which=column: self.show_column(which, on))
            menu.addAction(action)

    def show_column(self, column: int, on: bool) -> None:
        self._column_choice[column] = on
        self._fit()
        self.columns_changed.emit()

    def column_choice(self) -> str:
        """The user's choice as text to be kept: "4+ 5-"."""
        return " ".join(f"{column}{'+' if on else '-'}" for column, on in sorted(self._column_choice.items()))

    def set_column_choice(self, kept: str) -> None:
        for part in kept.split():
            if part[:-1].isdigit() and int(part[:-1]) in OPTIONAL:
                self._column_choice[int(part[:-1])] = part.endswith("+")
        self._fit()

    def _offer_columns(self, at: QPoint) -> None:
        menu = QMenu(self)
        self.column_actions(menu)
        menu.exec(self.horizontalHeader().mapToGlobal(at))

    def _fit(self) -> None:
        """Columns that the user has not chosen are shown where there is room for them."""
        room = self.viewport().width() - LEAST_FILE - self._width(CATEGORY) - self._width(STATUS)
        for column in OPTIONAL:
            fits = room >= self._width(column) and column != REASON
            on = self._column_choice.get(column, fits)
            if on:
                room -= self.columnWidth(column) or self._width(column)
            if on == self.isColumnHidden(column):
                self.setColumnHidden(column, not on)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _width(self, column: int) -> int:
        """A column's first width, for the system's font."""
        return round(WIDTHS[column] * max(1.0, self._theme.sizes.base / 13))

    # Keys and selection

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit()
            return
        super().keyPressEvent(event)

    def _spans(self) -> list[QItemSelectionRange]:
        selection = self.selectionModel().selection()
        return [selection.at(at) for at in range(selection.count())]

    def selected_ids(self) -> list[int]:
        ranges = ((span.top(), span.bottom()) for span in self._spans())
        return list(dict.fromkeys(self._rows.ids_at(ranges)))

    def selected_count(self) -> int:
        return sum(span.height() for span in self._spans())

    def select_rows(self, positions: list[int], current: int | None) -> None:
        """Selects these rows, as after the list was asked for anew."""
        selection = QItemSelection()
        start = previous = -2
        last = self._rows.columnCount() - 1

        def take(top: int, bottom: int) -> None:
            if top >= 0:
                selection.select(self._rows.index(top, 0), self._rows.index(bottom, last))

        for row in sorted(positions):
            if row != previous + 1:
                take(start, previous)
                start = row
            previous = row
        take(start, previous)
        model = self.selectionModel()
        if current is not None:
            model.setCurrentIndex(self._rows.index(current, 0), QItemSelectionModel.SelectionFlag.NoUpdate)
        model.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if current is not None:
            self.scrollTo(self._rows.index(current, 0))

    def current_row(self) -> QModelIndex:
        return self.currentIndex()
