"""The list of all categories in a popup: for 'Other category' and for the category filter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from assistant.ui.widgets.category_list import CategoryList
from assistant.ui.widgets.controls import label


class Chooser(QFrame):
    """Opens beside a button; Enter or a click chooses, Esc closes."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget, title: str, categories: Sequence[tuple[str, str]]) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("kind", "card")
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._categories = CategoryList(title)
        self._categories.set_categories(categories)
        self._categories.chosen.connect(self._choose)
        self._rows = min(12, len(categories))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(label(title, "strong"))
        column.addWidget(self._categories)
        self.setFixedWidth(300)

    @property
    def field(self) -> QLineEdit:
        return self._categories.field

    @property
    def list(self) -> QListView:
        return self._categories.list

    def open_at(self, beside: QWidget) -> None:
        """Below the button, or above it where there is no room below."""
        self.list.setFixedHeight(self._rows * 30 + 6)
        self.adjustSize()
        corner = beside.mapToGlobal(QPoint(0, beside.height() + 4))
        screen = beside.screen().availableGeometry()
        if corner.y() + self.height() > screen.bottom():
            corner.setY(max(screen.top(), beside.mapToGlobal(QPoint(0, 0)).y() - self.height() - 4))
        corner.setX(max(screen.left(), min(corner.x(), screen.right() - self.width())))
        self.move(corner)
        self.show()
        self.field.setFocus()

    def _choose(self, which: str) -> None:
        self.close()
        self.chosen.emit(which)
