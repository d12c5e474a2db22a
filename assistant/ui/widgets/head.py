"""The head of every page: title, one quiet line, at most three buttons, and the menu."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from assistant.ui.text import tr
from assistant.ui.theme.theme import Theme
from assistant.ui.widgets.controls import ElidedLabel, icon_button


class Head(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(tr("Head of the page"))
        self.title = ElidedLabel("", "title")
        self.context = ElidedLabel("", "quiet")
        self.back = icon_button(theme, "arrow-left", tr("Back (Alt+Left)"))
        self.menu = icon_button(theme, "menu", tr("Menu (F10)"))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.context)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(24, 18, 24, 14)
        self._line.setSpacing(12)
        self._line.addWidget(self.back)
        self._line.addLayout(words, 1)
        self._line.addWidget(self.menu)
        self._buttons: list[QPushButton] = []

    def show_text(self, title: str, context: str) -> None:
        self.title.setText(title)
        self.context.setText(context)

    def set_buttons(self, buttons: Sequence[QPushButton]) -> None:
        for old in self._buttons:
            self._line.removeWidget(old)
            old.hide()
        self._buttons = list(buttons)
        for at, one in enumerate(self._buttons):
            self._line.insertWidget(2 + at, one)
            one.show()
