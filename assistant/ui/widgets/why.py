"""'What it went by': the reasons in words, the nearest example, and what was left out."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from assistant.ui.state.pane import Pane
from assistant.ui.text import plural, tr
from assistant.ui.widgets.controls import button, label

FEW_REASONS = 3


class Why(QScrollArea):
    """As tall as its words where there is room, else it scrolls."""

    next_mark = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._reasons: tuple[str, ...] = ()
        self._next = button(tr("Next passage"), "link", tr("Next marked passage (F3)"))
        self._next.clicked.connect(self.next_mark)
        head = QHBoxLayout()
        head.addWidget(label(tr("What it went by"), "strong"))
        head.addStretch(1)
        head.addWidget(self._next)
        self._list: QLabel = label("", "quiet", wrap=True)
        self._more = button("", "link")
        self._more.clicked.connect(lambda: self._show_reasons(all_of_them=True))
        self._nearest = label("", "quiet", wrap=True)
        self._warnings = label("", "quiet", wrap=True)
        self._inside = QWidget()
        self._inside.setObjectName("scrolled")
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(head)
        for part in (self._list, self._more, self._nearest, self._warnings):
            column.addWidget(part)
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("What it went by"))
        self.setMinimumHeight(44)

    def sizeHint(self) -> QSize:
        return QSize(260, self._tall())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _tall(self) -> int:
        return max(self.minimumHeight(), self._inside.heightForWidth(max(200, self.width())))

    def _fit(self) -> None:
        if self.maximumHeight() != self._tall():
            self.setMaximumHeight(self._tall())
            self.updateGeometry()

    def show_pane(self, pane: Pane) -> None:
        self._reasons = pane.reasons
        self._show_reasons(all_of_them=False)
        self._nearest.setText(tr("Nearest example taught: {name}", name=pane.nearest))
        self._nearest.setVisible(bool(pane.nearest))
        self._warnings.setText("\n".join(pane.warnings))
        self._warnings.setVisible(bool(pane.warnings))
        self._next.hide()
        self.setVisible(bool(pane.reasons or pane.nearest or pane.warnings))
        self._fit()

    def show_marked(self, marked: bool) -> None:
        self._next.setVisible(marked)
        self._fit()

    def _show_reasons(self, all_of_them: bool) -> None:
        shown = self._reasons if all_of_them else self._reasons[:FEW_REASONS]
        self._list.setText("\n".join(shown))
        self._list.setVisible(bool(shown))
        left = len(self._reasons) - len(shown)
        self._more.setText(plural(left, "{n} more reason", "{n} more reasons"))
        self._more.setAccessibleName(self._more.text())
        self._more.setVisible(left > 0)
        self._fit()
