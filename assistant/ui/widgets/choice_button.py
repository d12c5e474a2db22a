"""A button with the key that presses it printed on it, as on the key."""

from __future__ import annotations

import html

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton

from assistant.ui.state.pane import Choice
from assistant.ui.text import tr
from assistant.ui.widgets.controls import ElidedLabel, label

LEAST_KEY = 24  # digits are not all of one width


class KeyButton(QPushButton):
    """The key, the words, and what stands at the right end."""

    def __init__(self, key: str, words: str, *ends: QLabel) -> None:
        super().__init__()
        self.setAccessibleName(words)
        self.setToolTip(html.escape(tr("{name}: press {n}", name=words, n=key)))
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(10, 0, 8, 0)
        self.line.setSpacing(6)
        self.words = ElidedLabel(words)
        printed = label(key, "key")
        printed.setMinimumWidth(LEAST_KEY)
        printed.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for part in (printed, self.words, *ends):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self.line.addWidget(part, 1 if part is self.words else 0, Qt.AlignmentFlag.AlignVCenter)


class ChoiceButton(KeyButton):
    """A category with the number that chooses it."""

    def __init__(self, number: int, choice: Choice) -> None:
        super().__init__(str(number), choice.label)
