"""A document's text, as plain text, with the passages that decided it marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from assistant.ui.state.reading import Stretch, stretches, utf16
from assistant.ui.text import tr
from assistant.ui.theme.theme import Theme

if TYPE_CHECKING:
    from assistant.classify.decision import Mark
    from assistant.documents.document import Document

ENOUGH = 8_000  # characters added at once, at least
AHEAD = 1.5  # viewports of text kept ready below what is seen


class DocumentView(QPlainTextEdit):
    """Lays out a stretch at a time, as far as it is scrolled to, so that a long text does not freeze it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "document")
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setAccessibleName(tr("Text of the document"))
        self.viewport().setAutoFillBackground(False)
        self._theme = theme
        self._coming: Iterator[Stretch] = iter(())
        self._marks: list[tuple[int, int]] = []
        self._headings: list[tuple[int, int]] = []
        self._jumped = -1
        self._adding = False
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._read_on())
        theme.changed.connect(self._paint_marks)

    def show_document(self, document: Document, marks: Sequence[Mark]) -> None:
        self.clear_document()
        self._coming = stretches(document, marks)
        self._add_some()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._jumped = -1

    def clear_document(self) -> None:
        self._coming = iter(())
        self._marks, self._headings = [], []
        self.setExtraSelections([])
        self.clear()

    def next_mark(self) -> bool:
        """Scrolls to the next marked passage, and from the last to the first."""
        while self._jumped + 1 >= len(self._marks) and self._add_some():
            pass
        if not self._marks:
            return False
        self._jumped = (self._jumped + 1) % len(self._marks)
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._marks[self._jumped][0])
        self.setTextCursor(cursor)
        self.centerCursor()
        return True

    def marked_texts(self) -> list[str]:
        return [
            selection.cursor.selectedText()
            for selection in self._selections(self._marks, self._mark_format())
        ]

    def _read_on(self) -> None:
        bar = self.verticalScrollBar()
        if not self._adding and bar.value() + AHEAD * bar.pageStep() >= bar.maximum():
            self._add_some()

    def _add_some(self) -> bool:
        """Takes up stretches until another full one has been added; False when there is no more."""
        self._adding = True
        lines: list[str] = []
        held = self.document().characterCount() - 1  # Qt counts an end of text of its own
        position = held + 1 if held else 0
        added = 0
        for stretch in self._coming:
            if stretch.heading and (held or lines):
                lines.append("")
                position += 1
            units = utf16(stretch.text, len(stretch.text))
            if stretch.heading:
                self._headings.append((position, position + units))
            self._marks.extend((position + a, position + b) for a, b in stretch.marks)
            lines.append(stretch.text)
            position += units + 1
            added += units
            if added >= ENOUGH:
                break
        if lines:
            self.appendPlainText("\n".join(lines))
            self._paint_marks()
        self._adding = False
        return bool(lines)

    def _paint_marks(self) -> None:
        heading = QTextCharFormat()
        heading.setForeground(QColor(self._theme.tokens.ink_2))
        heading.setFontWeight(QFont.Weight.DemiBold)
        self.setExtraSelections(
            self._selections(self._headings, heading) + self._selections(self._marks, self._mark_format())
        )

    def _mark_format(self) -> QTextCharFormat:
        shape = QTextCharFormat()
        shape.setBackground(QColor(self._theme.tokens.accent_soft))
        shape.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        shape.setUnderlineColor(QColor(self._theme.tokens.accent))
        return shape

    def _selections(
        self, spans: Sequence[tuple[int, int]], shape: QTextCharFormat
    ) -> list[QTextEdit.ExtraSelection]:
        made = []
        for start, end in spans:
            selection = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            selection.cursor, selection.format = cursor, shape
            made.append(selection)
        return made
