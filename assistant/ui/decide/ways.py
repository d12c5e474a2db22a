"""The ways from the start page to the pages inside: each a link with a line that says what is there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from assistant.ui.text import tr
from assistant.ui.theme.theme import Theme
from assistant.ui.widgets.controls import button, label, set_tone


class Way(QWidget):
    def __init__(self, name: str, about: str) -> None:
        super().__init__()
        self.link = button(name, "link")
        self.about = label(about, "quiet", wrap=True)
        self.sign = QLabel()
        self.sign.setVisible(False)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.about, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(self.link)
        column.addLayout(line)


class Ways(QFrame):
    chosen = Signal(str)  # the page

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._theme = theme
        self._old = False
        self.ways: dict[str, Way] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(12)
        for name, words, about in (
            (
                "vendor",
                tr("Check a vendor's offer"),
                tr("What an email or a brochure says, and what it does not"),
            ),
            (
                "flags",
                tr("All points of law and guidance"),
                tr("Each with its source and the day it was checked"),
            ),
            (
                "compare",
                tr("Two assessments side by side"),
                tr("What differs in the answers and in the advice"),
            ),
            ("papers", tr("Blank questionnaire"), tr("To print and fill in with colleagues")),
            ("glossary", tr("Glossary"), tr("Distillation, fine-tuning, RAG and other words, with pictures")),
            ("rules", tr("Rules"), ""),
        ):
            way = Way(words, about)
            way.link.clicked.connect(lambda _=False, page=name: self.chosen.emit(page))
            self.ways[name] = way
        self._columns = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 16)
        column.addLayout(self._grid)
        theme.changed.connect(self._paint)

    def show_state(self, assessments: int, rules: str, old: bool) -> None:
        """`old` is told loudly: the rules may have been overtaken."""
        self.ways["compare"].setVisible(assessments > 1)
        self._old = old
        way = self.ways["rules"]
        way.about.setText(
            tr("{rules}. That is long ago: look for newer ones.", rules=rules) if old else rules
        )
        set_tone(way.about, "stop" if old else "")
        way.sign.setVisible(old)
        self._paint()
        self._place()

    def arrange(self, width: int) -> None:
        columns = 3 if width >= 780 else 2 if width >= 460 else 1
        if columns != self._columns:
            self._columns = columns
            self._place()

    def _place(self) -> None:
        if not self._columns:
            return
        shown = [way for way in self.ways.values() if not way.isHidden() or way.parentWidget() is None]
        for way in self.ways.values():
            self._grid.removeWidget(way)
        for at, way in enumerate(shown):
            self._grid.addWidget(way, *divmod(at, self._columns), Qt.AlignmentFlag.AlignTop)
        for at in range(3):
            self._grid.setColumnStretch(at, 1 if at < self._columns else 0)

    def _paint(self) -> None:
        self.ways["rules"].sign.setPixmap(
            self._theme.icon("circle-alert", self._theme.tokens.stop).pixmap(14, 14)
        )
