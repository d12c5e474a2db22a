"""Before there is an assessment: what this is for, and the first action."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from assistant.ui.text import tr
from assistant.ui.widgets.controls import button, label

WIDTH = 600


class Welcome(QFrame):
    start = Signal()
    glossary = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "answer")
        title = label(tr("Find out which kind of AI fits your work, if any"), "title", wrap=True)
        about = label(
            tr(
                "Distillation makes a small AI model that has learnt one task from a large one. These questions "
                "show whether that is worth it for a task in your firm, or whether something simpler will do."
            ),
            wrap=True,
        )
        terms = label(
            tr("About ten minutes, about 23 questions. You may stop and go on another day. Nothing leaves this "
               "computer."),
            "second",
            wrap=True,
        )  # fmt: skip
        self.first = button(tr("Start an assessment"), "primary")
        self.first.clicked.connect(self.start)
        words = button(tr("What do the words mean?"), "link")
        words.clicked.connect(self.glossary)
        actions = QHBoxLayout()
        actions.setSpacing(16)
        actions.addWidget(self.first)
        actions.addWidget(words)
        actions.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 22)
        column.setSpacing(12)
        # A label asks for the height that it needs at the width it is offered, not at its greatest.
        words_only = QWidget()
        words_only.setMaximumWidth(WIDTH)
        lines = QVBoxLayout(words_only)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(12)
        for text in (title, about, terms):
            lines.addWidget(text)
        beside = QHBoxLayout()
        beside.addWidget(words_only, 1)
        beside.addStretch()
        column.addLayout(beside)
        column.addSpacing(4)
        column.addLayout(actions)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
