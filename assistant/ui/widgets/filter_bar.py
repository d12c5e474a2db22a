"""Above the table: search, the pills that filter by how sure it is, the category filter, the columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QHBoxLayout, QLineEdit, QPushButton, QWidget

from assistant.ui.text import count, plural, tr
from assistant.ui.theme.theme import Theme
from assistant.ui.widgets.controls import button, icon_button

if TYPE_CHECKING:
    from assistant.workspace.store import Counts

TYPING_MS = 180
LEAST_SEARCH = 150


class FilterBar(QWidget):
    changed = Signal()
    category_asked = Signal()
    let_in = Signal()  # the rows that wait

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(tr("Search and filters"))
        self.category: str | None = None
        self.search = QLineEdit(placeholderText=tr("Search name or category"))
        self.search.setProperty("kind", "search")
        self.search.setAccessibleName(tr("Search name or category"))
        self.search.setToolTip(tr("Search (Ctrl+F)"))
        self.search.setClearButtonEnabled(True)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self.changed)
        self.search.textChanged.connect(lambda _text: self._typing.start())
        self.search.returnPressed.connect(self._now)
        self.new = button("", "pill", tr("Let the new documents into the list"))
        self.new.setProperty("tone", "accent")
        self.new.clicked.connect(self.let_in)
        self.new.hide()
        self.pills = {
            "": self._pill(""),
            "sure": self._pill("sure"),
            "not_sure": self._pill("unsure"),
            "not_read": self._pill("stop"),
        }
        self._group = QButtonGroup(self)
        for pill in self.pills.values():
            self._group.addButton(pill)
            pill.clicked.connect(self.changed)
        self.pills[""].setChecked(True)
        self.by_category = button("", "pill", tr("Show every category again"))
        self.by_category.setProperty("tone", "accent")
        self.by_category.clicked.connect(lambda: self.set_category(None, ""))
        self.by_category.hide()
        self.more = icon_button(theme, "list-filter", tr("Filter by category, choose columns"), "bare")
        self.more.clicked.connect(self.category_asked)
        self._pills = QWidget()
        row = QHBoxLayout(self._pills)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for part in (self.new, self.by_category, *self.pills.values()):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.more)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(10, 7, 10, 7)
        self._line.setSpacing(8)
        self._line.addWidget(self.search, 1)
        self._line.addWidget(self._pills)
        self.show_counts(None)

    @property
    def verdict(self) -> str | None:
        """The id of the pill that is on, None for all."""
        return next((name for name, pill in self.pills.items() if name and pill.isChecked()), None)

    @property
    def text(self) -> str:
        return self.search.text().strip()

    @property
    def narrowed(self) -> bool:
        return bool(self.text or self.verdict or self.category)

    def set_category(self, category: str | None, name: str) -> None:
        self.category = category
        self.by_category.setText(f"{name}  \N{MULTIPLICATION SIGN}".replace("&", "&&"))
        self.by_category.setAccessibleName(tr("Only {category}. Press to show all.", category=name))
        self.by_category.setVisible(category is not None)
        self._fit()
        self.changed.emit()

    def clear(self) -> bool:
        """Takes every filter away; False where there was none."""
        had = self.narrowed
        self.search.clear()
        self._typing.stop()
        self.pills[""].setChecked(True)
        self.category = None
        self.by_category.hide()
        if had:
            self.changed.emit()
        return had

    def show_counts(self, counts: Counts | None) -> None:
        for name, words, number in (
            ("", tr("All"), counts.all if counts else 0),
            ("sure", tr("Sure"), counts.sure if counts else 0),
            ("not_sure", tr("Not sure"), counts.not_sure if counts else 0),
            ("not_read", tr("Not read"), counts.not_read if counts else 0),
        ):
            text = f"{words} {count(number)}"
            self.pills[name].setText(text)
            self.pills[name].setAccessibleName(text)
        self._fit()

    def show_new(self, number: int) -> None:
        text = plural(number, "{n} new", "{n} new")
        self.new.setText(text)
        self.new.setAccessibleName(text)
        self.new.setVisible(number > 0)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The pills go under the search field where both do not fit beside each other."""
        one_line = self.width() >= self._pills.sizeHint().width() + LEAST_SEARCH + 28
        way = QBoxLayout.Direction.LeftToRight if one_line else QBoxLayout.Direction.TopToBottom
        if self._line.direction() != way:
            self._line.setDirection(way)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._pills.minimumSizeHint().width() + 20, super().minimumSizeHint().height())

    def _pill(self, tone: str) -> QPushButton:
        made = button("", "pill")
        made.setCheckable(True)
        if tone in ("unsure", "stop"):
            made.setProperty("tone", tone)
        return made

    def _now(self) -> None:
        self._typing.stop()
        self.changed.emit()
