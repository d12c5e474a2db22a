"""The strip under the title: progress while there is work, the result when it has ended."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from assistant.ui.state.strip import Action, Strip, action_name
from assistant.ui.text import tr
from assistant.ui.theme.theme import Theme
from assistant.ui.widgets.controls import ElidedLabel, button, label, restyle, take_out

KEYS = {"pause": "Ctrl+P", "resume": "Ctrl+P", "stop": "Esc"}


class Bar(QWidget):
    """A thin bar; grey track, filled from the left."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._share = 0.0
        self.setFixedHeight(6)
        self.setAccessibleName(tr("Progress"))
        theme.changed.connect(self.update)

    def fill(self, share: float) -> None:
        if share != self._share:
            self._share = share
            self.setAccessibleDescription(tr("{n} per cent", n=round(share * 100)))
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.tokens.track))
        painter.drawRoundedRect(QRectF(self.rect()), 3, 3)
        if self._share > 0:
            painter.setBrush(QColor(self._theme.tokens.accent))
            width = max(6.0, self.width() * min(1.0, self._share))
            painter.drawRoundedRect(QRectF(0, 0, width, self.height()), 3, 3)


class StripCard(QFrame):
    """Shows a `Strip` and hands back which of its buttons was pressed."""

    acted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName(tr("Progress"))
        self.shown = Strip("hidden")
        self._lead = label("", "strong")
        self._rest = ElidedLabel()
        self._rest.setMinimumWidth(0)
        self._right = label("", "quiet")
        self._bar = Bar(theme)
        words = QHBoxLayout()
        words.setSpacing(5)
        words.addWidget(self._lead)
        words.addWidget(self._rest, 1)
        words.addWidget(self._right)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addStretch(1)
        column.addLayout(words)
        column.addWidget(self._bar)
        column.addStretch(1)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(16, 10, 16, 10)
        self._line.setSpacing(16)
        self._line.addLayout(column, 1)
        self._buttons: list[QPushButton] = []
        self.setFixedHeight(60)
        self.setVisible(False)

    def show_strip(self, strip: Strip) -> None:
        before, self.shown = self.shown, strip
        self._lead.setText(strip.lead)
        self._rest.setText(strip.rest)
        self._right.setText(strip.right)
        self._bar.setVisible(strip.kind in ("working", "paused") and strip.fraction is not None)
        self._bar.fill(strip.fraction or 0.0)
        if before.actions != strip.actions:
            self._offer(strip.actions)
        kind = "answer" if strip.kind in ("done", "resume") else "card"
        if self.property("kind") != kind:
            self.setProperty("kind", kind)
            restyle(self)
        self.setVisible(strip.kind != "hidden")

    def _offer(self, actions: tuple[Action, ...]) -> None:
        focused = any(one.hasFocus() for one in self._buttons)
        for old in self._buttons:
            take_out(self._line, old)
        self._buttons = []
        for action in actions:
            name = action_name(action)
            key = KEYS.get(action, "")
            kind = "primary" if action in ("resume_run", "continue") else ""
            made = button(name, kind, f"{name} ({key})" if key else "")
            made.setObjectName(f"strip-{action}")
            made.clicked.connect(lambda _=False, which=action: self.acted.emit(which))
            self._line.addWidget(made)
            self._buttons.append(made)
        if focused and self._buttons:
            self._buttons[0].setFocus()
