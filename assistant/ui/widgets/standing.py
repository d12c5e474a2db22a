"""Said in the place of the work where there is none: how things stand, and what can be done next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from assistant.ui.state.review import Standing
from assistant.ui.widgets.announce import announce
from assistant.ui.widgets.controls import button, label, take_out

WIDTH = 600


class StandingCard(QFrame):
    acted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "answer")
        self._title = label("", "title", wrap=True)
        self._text = label("", "second", wrap=True)
        self._acts = QHBoxLayout()
        self._acts.setSpacing(12)
        self._buttons: list[QPushButton] = []
        self._shown: Standing | None = None
        # A label asks for the height that it needs at the width it is offered, not at its greatest.
        words = QWidget()
        words.setMaximumWidth(WIDTH)
        lines = QVBoxLayout(words)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        lines.addWidget(self._title)
        lines.addWidget(self._text)
        beside = QHBoxLayout()
        beside.addWidget(words, 1)
        beside.addStretch()
        below = QHBoxLayout()
        below.addLayout(self._acts)
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 22)
        column.setSpacing(16)
        column.addLayout(beside)
        column.addLayout(below)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)

    @property
    def sentence(self) -> str:
        return self._title.text()

    @property
    def text(self) -> str:
        return self._text.text()

    def buttons(self) -> list[QPushButton]:
        return self._buttons

    def show_standing(self, standing: Standing) -> None:
        if standing == self._shown:
            return
        same = self._shown is not None and self._shown.acts == standing.acts
        if self._shown is None or self._shown.title != standing.title:
            announce(self, standing.title)
        self._shown = standing
        self._title.setText(standing.title)
        self._text.setText(standing.text)
        if not same:
            self._make_buttons(standing)

    def _make_buttons(self, standing: Standing) -> None:
        focused = any(one.hasFocus() for one in self._buttons)
        for old in self._buttons:
            take_out(self._acts, old)
        self._buttons = []
        for at, (act, words) in enumerate(standing.acts):
            made = button(words, "primary" if at == 0 else "")
            made.clicked.connect(lambda _=False, which=act: self.acted.emit(which))
            self._acts.addWidget(made)
            self._buttons.append(made)
        if focused and self._buttons:
            self._buttons[0].setFocus()
