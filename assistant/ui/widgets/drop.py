"""A veil over the window while something is dragged over it: here is where it can be let go."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from assistant.ui.text import tr
from assistant.ui.theme.theme import Theme
from assistant.ui.widgets.controls import label, set_tone

INSET = 12


class DropVeil(QFrame):
    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        self.setProperty("kind", "drop")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._over = over
        self._title = label("", "title")
        column = QVBoxLayout(self)
        column.addWidget(self._title, 0, Qt.AlignmentFlag.AlignCenter)
        over.installEventFilter(self)
        self.hide()

    def cover(self, files: bool, hint: str = "") -> None:
        """`hint` says what will happen to them, where they are not sorted."""
        self._title.setText((hint or tr("Let go to sort these")) if files else tr("This is not a file"))
        set_tone(self, "accent" if files else "")
        self._place()
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _place(self) -> None:
        self.setGeometry(self._over.rect().adjusted(INSET, INSET, -INSET, -INSET))
