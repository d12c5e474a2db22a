"""A pack file before it is taken in: its card first, then the question."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from assistant.ui.packs import words
from assistant.ui.packs.pack_row import card_of
from assistant.ui.text import safe, tr
from assistant.ui.widgets.controls import button, label

if TYPE_CHECKING:
    from assistant.classify.pack import Description

NAMED = 12


class PreviewCard(QFrame):
    take = Signal()
    leave = Signal()

    def __init__(self, path: Path, about: Description) -> None:
        super().__init__()
        self.setProperty("kind", "answer")
        self.path, self.about = path, about
        title = tr("Import “{name}”?", name=safe(about.name))
        self.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(8)
        column.addWidget(label(title, "answer-title", wrap=True))
        column.addWidget(
            label(tr("From the file {name}. Nothing is taken in yet.", name=safe(path.name)), wrap=True)
        )
        card = card_of(about)
        names = [safe(one.name) for one in about.categories]
        card.add(tr("Categories"), words.some(names, NAMED))
        column.addLayout(card)
        self.go = button(tr("Import"), "primary")
        self.go.clicked.connect(self.take)
        away = button(tr("Cancel"))
        away.clicked.connect(self.leave)
        row = QHBoxLayout()
        row.setContentsMargins(0, 6, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.go)
        row.addWidget(away)
        row.addStretch(1)
        column.addLayout(row)
