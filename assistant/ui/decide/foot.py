"""The bar at the foot of a question: Back and Next, always in the same place, with the keys for them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from assistant.ui.text import tr
from assistant.ui.widgets.announce import announce
from assistant.ui.widgets.controls import button, label, rule, set_tone, take_out


class Foot(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Back and Next"))
        self.back = button(tr("Back"), "", tr("Back (Alt+Left)"))
        self.next = button(tr("Next"), "primary", tr("Next (Enter)"))
        self.complaint = label("", "", wrap=True)
        self.complaint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        set_tone(self.complaint, "stop")
        self._keys = QHBoxLayout()
        self._keys.setSpacing(4)
        self._shown: list[QLabel] = []
        line = QHBoxLayout()
        line.setContentsMargins(24, 12, 24, 12)
        line.setSpacing(12)
        line.addWidget(self.back)
        line.addWidget(self.complaint, 1)
        line.addLayout(self._keys)
        line.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(rule())
        column.addLayout(line)

    def name(self, next_words: str, back_words: str = "") -> None:
        for made, words, key in (
            (self.next, next_words, tr("Enter")),
            (self.back, back_words or tr("Back"), tr("Alt+Left")),
        ):
            made.setText(words)
            made.setAccessibleName(words)
            made.setToolTip(tr("{words} ({key})", words=words, key=key))

    def show_keys(self, parts: Sequence[tuple[str, bool]]) -> None:
        """Words, and whether each is a key."""
        if [(one.text(), one.property("kind") == "key") for one in self._shown] == list(parts):
            return
        for old in self._shown:
            take_out(self._keys, old)
        self._shown = [label(words, "key" if is_key else "quiet") for words, is_key in parts]
        for one in self._shown:
            self._keys.addWidget(one, 0, Qt.AlignmentFlag.AlignVCenter)

    def complain(self, sentence: str) -> None:
        self.complaint.setText(sentence)
        for one in self._shown:
            one.setVisible(not sentence)
        if sentence:
            announce(self, sentence)
