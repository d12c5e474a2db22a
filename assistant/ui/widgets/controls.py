"""Labels, buttons and rules in the few kinds that the style sheet knows."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QPushButton, QSizePolicy, QWidget

from assistant.ui.theme.theme import Theme


def label(text: str = "", kind: str = "", wrap: bool = False) -> QLabel:
    """Plain text always: a file's name must never be taken for markup."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if kind:
        made.setProperty("kind", kind)
    return made


def button(text: str, kind: str = "", tip: str = "") -> QPushButton:
    made = QPushButton(text.replace("&", "&&"))
    made.setAutoDefault(True)  # Enter presses it, as Space does
    made.setAccessibleName(text)
    if kind:
        made.setProperty("kind", kind)
    if tip:
        made.setToolTip(tip)
    if kind == "link":
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def icon_button(theme: Theme, icon: str, name: str, kind: str = "icon") -> QPushButton:
    """A button with a picture only; its name is its tool tip and what a screen reader says."""
    made = QPushButton()
    made.setAutoDefault(True)
    made.setProperty("kind", kind)
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setIconSize(QSize(16, 16))

    def paint() -> None:
        made.setIcon(theme.icon(icon, theme.tokens.ink))

    theme.changed.connect(paint)
    paint()
    return made


def rule() -> QFrame:
    made = QFrame()
    made.setProperty("kind", "rule")
    return made


def card(kind: str = "card") -> QFrame:
    made = QFrame()
    made.setProperty("kind", kind)
    return made


def take_out(layout: QLayout, widget: QWidget) -> None:
    """Out of its layout, and deleted. It is hidden and keeps its parent until then: a widget that loses its
    parent while it is seen comes up as a window of its own and takes the focus along."""
    layout.removeWidget(widget)
    widget.hide()
    widget.deleteLater()


def take_all_out(layout: QLayout) -> None:
    """The same for all that is in a layout, stretches too."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            take_out(layout, widget)


def set_tone(widget: QWidget, tone: str) -> None:
    """Changes a widget's tone and has the style sheet look at it again."""
    if widget.property("tone") != tone:
        widget.setProperty("tone", tone)
        restyle(widget)


def restyle(widget: QWidget) -> None:
    for one in (widget, *widget.findChildren(QWidget)):
        one.style().unpolish(one)
        one.style().polish(one)


class ElidedLabel(QLabel):
    """One line of text that is cut where it does not fit; the whole is its tool tip."""

    def __init__(
        self, text: str = "", kind: str = "", cut: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle
    ) -> None:
        super().__init__(text)
        self._cut = cut
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(40)
        if kind:
            self.setProperty("kind", kind)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        line = self.fontMetrics().elidedText(self.text(), self._cut, self.width())
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        cut = self.fontMetrics().horizontalAdvance(self.text()) > self.width()
        self.setToolTip(_as_tip(self.text()) if cut else "")


def _as_tip(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
