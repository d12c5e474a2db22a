"""Names in a list that narrows while one types: categories above all."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRegularExpression, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QLineEdit, QListView, QStackedWidget, QVBoxLayout, QWidget

from assistant.ui.text import tr
from assistant.ui.widgets.controls import label

ID = Qt.ItemDataRole.UserRole


class CategoryList(QWidget):
    """`field` narrows the list by the beginning of any word of a name, and where none begins so, by any
    part of it; Enter or a click chooses."""

    chosen = Signal(str)
    used = Signal(bool)  # whether the field is being typed in

    def __init__(self, name: str) -> None:
        super().__init__()
        self._all = QStandardItemModel(self)
        self._narrowed = QSortFilterProxyModel(self)
        self._narrowed.setSourceModel(self._all)
        self.field = QLineEdit(placeholderText=tr("Type to narrow the list"))
        self.field.setAccessibleName(tr("Narrow the list"))
        self.field.textChanged.connect(self._narrow)
        self.field.installEventFilter(self)
        self.list = QListView()
        self.list.setModel(self._narrowed)
        self.list.setAccessibleName(name)
        self.list.clicked.connect(lambda index: self._choose(index.row()))
        self.list.activated.connect(lambda index: self._choose(index.row()))
        self._nothing = label(tr("Nothing has this in its name."), "quiet", wrap=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._below = QStackedWidget()
        self._below.addWidget(self.list)
        self._below.addWidget(self._nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self._below, 1)

    def set_categories(self, categories: Sequence[tuple[str, str]]) -> None:
        """Ids and names."""
        self._all.clear()
        for one, name in categories:
            item = QStandardItem(name)
            item.setData(one, ID)
            item.setEditable(False)
            self._all.appendRow(item)
        self._narrow(self.field.text())

    def names(self) -> list[str]:
        """Those that are in the list now."""
        return [str(self._narrowed.index(row, 0).data()) for row in range(self._narrowed.rowCount())]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow keys move in the list while the field is typed in; Enter takes what is marked.

        Nothing is marked while the field is not being used."""
        if watched is self.field and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            used = event.type() == QEvent.Type.FocusIn
            self._mark(0 if used else -1)
            self.used.emit(used)
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            row, last = self.list.currentIndex().row(), self._narrowed.rowCount() - 1
            if event.key() == Qt.Key.Key_Down:
                self._mark(min(last, row + 1))
                return True
            if event.key() == Qt.Key.Key_Up:
                self._mark(max(0, row - 1))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if not event.isAutoRepeat():
                    self._choose(row)
                return True
        return False

    def _narrow(self, text: str) -> None:
        self._narrowed.setFilterRegularExpression(_pattern(rf"(?<!\w){QRegularExpression.escape(text)}"))
        if not self._narrowed.rowCount():
            self._narrowed.setFilterRegularExpression(_pattern(QRegularExpression.escape(text)))
        self._mark(0 if text or self.field.hasFocus() else -1)
        self._below.setCurrentWidget(self.list if self._narrowed.rowCount() else self._nothing)

    def _mark(self, row: int) -> None:
        self.list.setCurrentIndex(self._narrowed.index(row, 0))

    def _choose(self, row: int) -> None:
        index = self._narrowed.index(row, 0)
        if index.isValid():
            self.chosen.emit(str(index.data(ID)))


def _pattern(pattern: str) -> QRegularExpression:
    option = QRegularExpression.PatternOption
    return QRegularExpression(pattern, option.CaseInsensitiveOption | option.UseUnicodePropertiesOption)
