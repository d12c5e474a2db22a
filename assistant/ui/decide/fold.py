"""A row that opens what belongs to it in the same place, by a click, Enter or Space."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from assistant.ui.decide.tab_order import tab_as_laid_out
from assistant.ui.text import tr
from assistant.ui.theme.theme import Theme
from assistant.ui.widgets.controls import label, take_out


class Opener(QPushButton):
    """A button with a layout of its own inside; it is as big as that needs."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "row")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        inside = self.layout()
        return inside.totalSizeHint() if inside is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        inside = self.layout()
        return inside.totalMinimumSize() if inside is not None else super().minimumSizeHint()

    def event(self, event: QEvent) -> bool:
        # A button does not hear of it by itself when the words inside it need another size.
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class Chevron(QLabel):
    """Points down where something can be opened, up where it can be closed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._up = theme, False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedSize(16, 16)
        theme.changed.connect(self._paint)
        self._paint()

    def point(self, up: bool) -> None:
        self._up = up
        self._paint()

    def _paint(self) -> None:
        name = "chevron-up" if self._up else "chevron-down"
        self.setPixmap(self._theme.icon(name, self._theme.tokens.ink_2).pixmap(16, 16))


class Fold(QWidget):
    """`head` is the row; `fill` is called with the layout when it is opened for the first time."""

    toggled = Signal(bool)

    def __init__(self, theme: Theme, fill: Callable[[QVBoxLayout], None]) -> None:
        super().__init__()
        self.head = Opener()
        self.chevron = Chevron(theme)
        self._fill = fill
        self._filled = False
        self.inside = QWidget()
        self.inside.setVisible(False)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self.head)
        self.column.addWidget(self.inside)
        self.head.clicked.connect(lambda: self.open(not self.is_open))
        self._say()

    @property
    def is_open(self) -> bool:
        return not self.inside.isHidden()

    def open(self, on: bool) -> None:
        if on == self.is_open:
            return
        if on and not self._filled:
            self._filled = True
            layout = QVBoxLayout(self.inside)
            layout.setSpacing(8)
            self._fill(layout)
            tab_as_laid_out(self)
        self.inside.setVisible(on)
        self.chevron.point(on)
        self._say()
        self.toggled.emit(on)

    def refill(self) -> None:
        """What is inside is out of date: it is made anew, at once where it is open."""
        if not self._filled:
            return
        was_open = self.is_open
        take_out(self.column, self.inside)
        self.inside = QWidget()
        self.inside.setVisible(False)
        self.column.addWidget(self.inside)
        self._filled = False
        if was_open:
            self.open(True)

    def _say(self) -> None:
        self.head.setAccessibleDescription(tr("Open") if self.is_open else tr("Closed"))


def passive(text: QLabel) -> QLabel:
    """For words on a row: the pointer meets the row, not the words."""
    text.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return text


class Terms(QGridLayout):
    """Quiet names at the left, what they mean at the right."""

    def __init__(self, wide: int) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setHorizontalSpacing(12)
        self.setVerticalSpacing(8)
        self.setColumnMinimumWidth(0, wide)
        self.setColumnStretch(1, 1)

    def add(self, name: str, what: QWidget | str, *, field: bool = False) -> QWidget:
        """The name of a `field` stands as high as what is written in it."""
        row = self.rowCount()
        named = label(name, "quiet")
        if field:
            named.setContentsMargins(0, 9, 0, 0)
        self.addWidget(named, row, 0, Qt.AlignmentFlag.AlignTop)
        shown = reading(what) if isinstance(what, str) else what
        self.addWidget(shown, row, 1)
        return shown


def reading(text: str, kind: str = "") -> QLabel:
    """Words to be read, which can be marked and copied."""
    made = label(text, kind, wrap=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
