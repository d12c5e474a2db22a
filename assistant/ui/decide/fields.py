"""Fields that save what was typed by themselves: after a pause, with Enter, and when they are left."""

from __future__ import annotations

import datetime

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from assistant.errors import InputError
from assistant.ui.decide.figures import parse_day, typed_day
from assistant.ui.widgets.controls import label

PAUSE_MS = 800


class LineField(QLineEdit):
    """`edited` carries the text once it has been settled."""

    edited = Signal(str)

    def __init__(self, name: str, hint: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self._kept = ""
        self._timer = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._timer.timeout.connect(self.settle)
        self.textEdited.connect(lambda _: self._timer.start())
        self.editingFinished.connect(self.settle)

    def show_text(self, text: str) -> None:
        """What is kept has become this; something typed meanwhile is not lost for nothing."""
        if text != self._kept:
            self._kept = text
            self.setText(text)

    def settle(self) -> None:
        self._timer.stop()
        if self.text() != self._kept:
            self._kept = self.text()
            self.edited.emit(self._kept)

    def hideEvent(self, event: QHideEvent) -> None:
        self.settle()
        super().hideEvent(event)


class TextField(QPlainTextEdit):
    """Several lines; it grows with them, and Tab leaves it."""

    edited = Signal(str)

    def __init__(self, name: str, hint: str = "") -> None:
        super().__init__()
        self.setProperty("kind", "field")
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._kept = ""
        self._timer = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._timer.timeout.connect(self.settle)
        self.textChanged.connect(self._typed)

    def show_text(self, text: str) -> None:
        if text != self._kept:
            self._kept = text
            self.setPlainText(text)

    def settle(self) -> None:
        self._timer.stop()
        if self.toPlainText() != self._kept:
            self._kept = self.toPlainText()
            self.edited.emit(self._kept)

    def sizeHint(self) -> QSize:
        lines = max(2, min(12, round(self.document().size().height())))
        return QSize(120, lines * self.fontMetrics().lineSpacing() + 20)

    def _typed(self) -> None:
        self._grow()
        if self.toPlainText() != self._kept:
            self._timer.start()

    def _grow(self) -> None:
        if self.height() != self.sizeHint().height():
            self.setFixedHeight(self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.settle()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.settle()
        super().hideEvent(event)


class DayField(QWidget):
    """A date as it is written in Britain. A wrong one gets a sentence below, and is not kept."""

    chosen = Signal(object)  # datetime.date | None

    def __init__(self, name: str) -> None:
        super().__init__()
        self.line = LineField(name, "dd/mm/yyyy")
        self.line.setFixedWidth(130)
        self._row = QHBoxLayout()
        self._row.setSpacing(12)
        self._row.addWidget(self.line)
        self._row.addStretch(1)
        self.fault = label("", "fault", wrap=True)
        self.fault.setVisible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(self._row)
        column.addWidget(self.fault)
        self.setFocusProxy(self.line)
        self.line.edited.connect(self._read)
        self._kept: datetime.date | None = None

    def put_beside(self, widget: QWidget) -> None:
        self._row.insertWidget(1, widget)

    def show_day(self, day: datetime.date | None) -> None:
        if day != self._kept or not self.fault.isVisible():
            self._kept = day
            self._complain("")
            self.line.show_text(typed_day(day))

    def forget(self) -> None:
        """Empty, also where something that is no day stands in it."""
        self._kept = None
        self._complain("")
        self.line.show_text("")

    def _read(self, text: str) -> None:
        try:
            day = parse_day(text)
        except InputError as error:
            self._complain(str(error))
            return
        self._complain("")
        self._kept = day
        self.line.show_text(typed_day(day))
        self.chosen.emit(day)

    def _complain(self, sentence: str) -> None:
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))
        self.line.setAccessibleDescription(sentence)
