"""What was just done and how to undo it, for a few seconds, over the page's foot so that nothing moves."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QHBoxLayout, QSizePolicy, QWidget

from assistant.ui.text import shorten, tr
from assistant.ui.theme.theme import Theme
from assistant.ui.widgets.announce import announce
from assistant.ui.widgets.controls import ElidedLabel, button, icon_button, label

SECONDS = 12


class Toast(QFrame):
    """Stays while the pointer or the focus is on it."""

    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        self.setProperty("kind", "notice")
        self._over = over
        self._act: Callable[[], None] | None = None
        self._text = ElidedLabel()
        self._text.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._undo = button(tr("Undo"), "", tr("Undo (Ctrl+Z)"))
        self._undo.clicked.connect(self._undone)
        self._key = label("Ctrl+Z", "key")
        close = icon_button(theme, "x", tr("Put this away"), "bare")
        close.clicked.connect(self.hide)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 8, 8, 8)
        line.setSpacing(12)
        for part in (self._text, self._undo, self._key, close):
            line.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(16)
        shadow.setOffset(0, 2)
        self.setGraphicsEffect(shadow)
        self._timer = QTimer(self, singleShot=True, interval=SECONDS * 1000)
        self._timer.timeout.connect(self._time_up)
        over.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    def say(self, text: str, undo: Callable[[], None] | None = None) -> None:
        self._act = undo
        self._text.setText(shorten(text, 80))
        self._undo.setVisible(undo is not None)
        self._key.setVisible(undo is not None)
        self.show()
        self.raise_()
        self._place()
        self._timer.start()
        announce(self._over, text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        self.adjustSize()
        width = min(self.sizeHint().width(), self._over.width() - 32)
        self.setFixedWidth(max(120, width))
        self.move((self._over.width() - self.width()) // 2, self._over.height() - self.height() - 20)

    def _undone(self) -> None:
        self.hide()
        if self._act is not None:
            self._act()

    def _time_up(self) -> None:
        focus = self.window().focusWidget()
        if self.underMouse() or (focus is not None and self.isAncestorOf(focus)):
            self._timer.start()
        else:
            self.hide()
