"""A list of all categories that narrows while one types: for 'Other category' and for the category filter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from assistant.ui.text import tr
from assistant.ui.widgets.controls import label

ID = Qt.ItemDataRole.UserRole


class Chooser(QFrame):
    """Opens beside a button; Enter or a click chooses, Esc closes."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget, title: str, categories: Sequence[tuple[str, str]]) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("kind", "card")
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._all = QStandardItemModel(self)
        for one, name in categories:
            item = QStandardItem(name)
            item.setData(one, ID)
            item.setEditable(False)
            self._all.appendRow(item)
        self._narrowed = QSortFilterProxyModel(self)
        self._narrowed.setSourceModel(self._all)
        self._narrowed.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.field = QLineEdit(placeholderText=tr("Type to narrow the list"))
        self.field.setAccessibleName(tr("Narrow the list of categories"))
        self.field.textChanged.connect(self._narrow)
        self.field.installEventFilter(self)
        self.list = QListView()
        self.list.setModel(self._narrowed)
        self.list.setAccessibleName(title)
        self.list.clicked.connect(lambda index: self._choose(index.row()))
        self.list.activated.connect(lambda index: self._choose(index.row()))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(label(title, "strong"))
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.setFixedWidth(300)
        self._narrow("")

    def open_at(self, beside: QWidget) -> None:
        """Below the button, or above it where there is no room below."""
        rows = min(12, self._all.rowCount())
        self.list.setFixedHeight(rows * 30 + 6)
        self.adjustSize()
        corner = beside.mapToGlobal(QPoint(0, beside.height() + 4))
        screen = beside.screen().availableGeometry()
        if corner.y() + self.height() > screen.bottom():
            corner.setY(max(screen.top(), beside.mapToGlobal(QPoint(0, 0)).y() - self.height() - 4))
        corner.setX(max(screen.left(), min(corner.x(), screen.right() - self.width())))
        self.move(corner)
        self.show()
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow keys move in the list while the field is typed in; Enter takes what is marked."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            row, last = self.list.currentIndex().row(), self._narrowed.rowCount() - 1
            if event.key() == Qt.Key.Key_Down:
                self._mark(min(last, row + 1))
                return True
            if event.key() == Qt.Key.Key_Up:
                self._mark(max(0, row - 1))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose(row)
                return True
        return False

    def _narrow(self, text: str) -> None:
        self._narrowed.setFilterFixedString(text)
        self._mark(0)

    def _mark(self, row: int) -> None:
        self.list.setCurrentIndex(self._narrowed.index(row, 0))

    def _choose(self, row: int) -> None:
        index = self._narrowed.index(row, 0)
        if index.isValid():
            which = str(index.data(ID))
            self.close()
            self.chosen.emit(which)
