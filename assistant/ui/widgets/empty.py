"""What the Sort page shows before there is anything to show: what it is for, and the first action."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from assistant.ui.text import tr
from assistant.ui.theme.theme import Theme
from assistant.ui.widgets.controls import button, label


class EmptyState(QFrame):
    folder = Signal()
    files = Signal()
    samples = Signal()

    def __init__(self, theme: Theme, has_samples: bool) -> None:
        super().__init__()
        self.setProperty("kind", "drop")
        self._theme = theme
        self._picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._picture.setAccessibleName(tr("A folder"))
        title = label(tr("Drop files or a folder here"), "title")
        about = label(
            tr(
                "Stillroom reads each document on this computer, says what kind it is, and shows what it "
                "went by. Where it is not sure, it asks you. Your files stay where they are."
            ),
            wrap=True,
        )
        kinds = label(
            tr("PDF, Word, Excel, PowerPoint, OpenDocument, RTF, emails, web pages, text and CSV"),
            "quiet",
            wrap=True,
        )
        words = QWidget()
        words.setFixedWidth(480)
        lines = QVBoxLayout(words)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(14)
        for text in (title, about, kinds):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
            lines.addWidget(text)
        add_folder = button(tr("Add folder"), "primary")
        add_files = button(tr("Add files"))
        add_folder.clicked.connect(self.folder)
        add_files.clicked.connect(self.files)
        actions = QHBoxLayout()
        actions.setSpacing(12)
        actions.addStretch(1)
        actions.addWidget(add_folder)
        actions.addWidget(add_files)
        actions.addStretch(1)
        samples = button(tr("Or try it with the sample documents"), "link")
        samples.clicked.connect(self.samples)
        if not has_samples:
            samples.hide()
        self.first = add_folder
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(14)
        column.addStretch(2)
        column.addWidget(self._picture)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(words)
        middle.addStretch(1)
        column.addLayout(middle)
        column.addSpacing(6)
        column.addLayout(actions)
        column.addWidget(samples, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        theme.changed.connect(self._paint)
        self._paint()

    def _paint(self) -> None:
        self._picture.setPixmap(self._theme.icon("folder-open", self._theme.tokens.accent).pixmap(48, 48))
