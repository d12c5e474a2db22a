"""The coloured card that says what was decided about a document."""

from __future__ import annotations

import html

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from assistant.ui.state.pane import Verdict
from assistant.ui.text import tr
from assistant.ui.widgets.controls import button, label, set_tone


class VerdictCard(QFrame):
    taken_back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "verdict")
        self._text = label("", wrap=True)
        self._text.setTextFormat(Qt.TextFormat.RichText)
        self._take_back = button(tr("Take my answer back"), "link")
        self._take_back.clicked.connect(self.taken_back)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(12, 9, 12, 9)
        inside.setSpacing(2)
        inside.addWidget(self._text)
        inside.addWidget(self._take_back)

    def show_verdict(self, verdict: Verdict, by_person: bool) -> None:
        self._text.setText(f"<b>{html.escape(verdict.lead)}</b> {html.escape(verdict.rest)}")
        self.setAccessibleName(f"{verdict.lead} {verdict.rest}".strip())
        self._take_back.setVisible(by_person)
        set_tone(self, verdict.tone)
        self.show()
